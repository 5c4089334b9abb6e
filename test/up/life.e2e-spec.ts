import { jest } from '@jest/globals';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ask, askGraphql, type HttpAnswer } from '../support/processes/http-client.js';
import {
  environmentOf,
  eventually,
  gone,
  isAlive,
  LaunchedNetwork,
  PATIENCE,
  runCommand,
  slowness,
  temporaryFolder,
} from '../support/processes/launched-network.js';

jest.setTimeout(2 * PATIENCE);

/** One folder's life, in order: each test goes on from where the one before it left the folder. */
describe('npm start', () => {
  const folder = temporaryFolder();
  const launched: LaunchedNetwork[] = [];
  const args = ['--seed', 'none'];
  const data = join(folder.path, '.maillage');

  const launch = (environment: Record<string, string> = {}): LaunchedNetwork => {
    const network = new LaunchedNetwork({ folder: folder.path, args, environment });
    launched.push(network);
    return network;
  };
  const running = (): LaunchedNetwork => launched.at(-1) as LaunchedNetwork;
  const health = async (): Promise<HttpAnswer> => ask(`${running().url}/health`);
  /** Waits until both engines answer and the worker has made the indexes. */
  const whole = async (): Promise<void> =>
    eventually(
      async () => (await health()).body.status === 'OK',
      PATIENCE,
      () => running().stdout,
    );
  const database = async <Row>(sql: string): Promise<Row[]> => {
    const { databaseUrl } = JSON.parse(readFileSync(join(data, 'instance.json'), 'utf8')) as { databaseUrl: string };
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    return client
      .query(sql)
      .then(({ rows }) => rows as Row[])
      .finally(() => client.end());
  };

  afterAll(async () => {
    for (const network of launched) network.signal('SIGTERM');
    await Promise.all(launched.map((network) => network.ended));
    folder.remove();
  });

  it('brings an empty folder up, step by step, and tells the addresses', async () => {
    const network = launch();
    await network.up();
    const steps = [...network.stdout.matchAll(/✓ (.+) \(\d+\.\d s\)/g)].map(([, step]) => step);
    expect(steps).toEqual([
      'configuration',
      'PostgreSQL and Meilisearch',
      'database schema',
      'territories of France',
      'glossary of search',
      'worker and API',
    ]);
    expect([...network.children().keys()].sort()).toEqual(['api', 'meilisearch', 'postgres', 'worker']);
    expect(network.stdout).toContain(`${network.url}/graphiql`);
    expect(network.stdout).toContain(`curl -s ${network.url}/graphql`);
    expect(network.stderr).toBe('');
  });

  it('makes an empty network with --seed none: territories and glossary, no people, no entries', async () => {
    const [row] = await database<{ n: number }>('SELECT count(*)::int AS n FROM territory');
    expect(row?.n).toBeGreaterThan(34_969);
    const [glossary] = await database<{ n: number }>('SELECT count(*)::int AS n FROM glossary_group');
    expect(glossary?.n).toBeGreaterThanOrEqual(170);
    const { body } = await askGraphql(running().url, '{ territories(search: "paris") { name code } }');
    expect(body.data.territories).toContainEqual({ name: 'Paris', code: '75056' });
    expect(
      await database('SELECT (SELECT count(*)::int FROM member) + (SELECT count(*)::int FROM entry) AS n'),
    ).toEqual([{ n: 0 }]);
    expect(existsSync(join(data, 'demo-keys.json'))).toBe(false);
  });

  it('is whole within seconds, and tells what it runs on', async () => {
    await whole();
    expect((await health()).body).toMatchObject({
      status: 'OK',
      mode: 'demo',
      database: { reachable: true, source: expect.stringMatching(/^npm/), migrations: 'CURRENT' },
      search: { reachable: true, source: expect.stringMatching(/^npm/) },
    });
  });

  it.each(['api', 'worker'] as const)('runs the built %s in production mode of Node, on absolute paths', (name) => {
    const environment = environmentOf(running().children().get(name) as number);
    expect(environment).toMatchObject({ NODE_ENV: 'production', MAILLAGE_MODE: 'demo', MAILLAGE_FOLDER: data });
  });

  it('keeps the logs of its children as JSON lines, shows their warnings in short, and tells no secret', async () => {
    const log = readFileSync(join(data, 'logs', 'api.log'), 'utf8')
      .trim()
      .split('\n');
    expect(log.map((line) => (JSON.parse(line) as { msg: string }).msg)).toContain('the API listens');
    // a real fault for the worker: its table is away for a moment
    await database('ALTER TABLE outbox RENAME TO outbox_away');
    await running().told('! worker: a step failed and will be repeated (');
    await database('ALTER TABLE outbox_away RENAME TO outbox');
    await whole();
    expect(running().stdout).not.toContain('"level"');
    for (const secret of ['postgres.password', 'meilisearch.key']) {
      expect(running().stdout).not.toContain(readFileSync(join(data, secret), 'utf8'));
    }
    expect(statSync(join(data, 'instance.json')).mode & 0o077).toBe(0);
  });

  it('refuses a second one on the same folder in three lines with the first one’s pid', async () => {
    const second = new LaunchedNetwork({ folder: folder.path, args });
    const { code, stderr } = await second.ended;
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(3);
    expect(stderr).toContain('already runs on this data folder');
    expect(stderr).toContain(`process ${running().pid}`);
    expect((await health()).status).toBe(200);
  });

  it('lets other commands work beside it, on its servers', async () => {
    const before = running().children();
    const { status, stdout } = runCommand(folder.path, ['migrate']);
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('✓ territories of France') });
    expect(running().children()).toEqual(before);
  });

  it.each(['worker', 'api', 'meilisearch', 'postgres'] as const)(
    'starts %s again after kill -9, where it was',
    async (name) => {
      const network = running();
      const toldBefore = network.stdout.length;
      const before = network.kill(name);
      await network.told('is back', PATIENCE, toldBefore);
      expect(network.stdout.slice(toldBefore)).toMatch(
        /! (worker|api|Meilisearch|PostgreSQL) ended .*started again in \d/,
      );
      const after = network.children().get(name);
      expect(after).toBeDefined();
      expect(after).not.toBe(before);
      await whole();
      expect(network.children().size).toBe(4);
    },
  );

  it('ends all on Ctrl-C, in order, although npm and the terminal both send it', async () => {
    const network = running();
    await database("CREATE TABLE public.kept AS SELECT 'a row' AS text");
    const pids = [...network.children().values(), network.pid];
    expect(pids).toHaveLength(5);
    network.signalGroup('SIGINT');
    network.signal('SIGINT');
    const { code } = await network.ended;
    expect(code).toBe(0);
    expect(network.stdout).toContain('✓ stopped');
    await gone(pids, 500);
    expect(existsSync(join(data, 'instance.json'))).toBe(false);
    // ended in good order: nothing was lost on the way, so the next start recovers nothing
    expect(existsSync(join(data, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('starts again in less than 5 s with what was there', async () => {
    // a leftover of a start that was killed, whose number another process has got since
    writeFileSync(join(data, 'launcher.json'), JSON.stringify({ pid: process.pid, born: 'long ago' }));
    const network = launch();
    expect(await network.up()).toBeLessThan(5 * slowness());
    expect(network.stdout).not.toContain('territories of France');
    expect(await database('SELECT text FROM public.kept')).toEqual([{ text: 'a row' }]);
  });

  it('leaves nothing running when it is killed itself', async () => {
    const network = running();
    const pids = [...network.children().values()];
    expect(pids.filter(isAlive)).toHaveLength(4);
    network.signal('SIGKILL');
    await gone(pids);
  });

  it('starts after that, and a second Ctrl-C ends all at once', async () => {
    const network = launch();
    await network.up();
    // data of a later version, for the next test
    await database("INSERT INTO schema_migration (timestamp, name) VALUES (9999999999999, 'Later9999999999999')");
    const pids = [...network.children().values()];
    process.kill(network.children().get('worker') as number, 'SIGSTOP');
    network.signal('SIGINT');
    setTimeout(() => network.signal('SIGINT'), 700);
    const { code } = await network.ended;
    expect(code).toBe(130);
    await gone(pids, 2_000);
  });

  it('refuses data of a newer version in three lines, and stops what it had started', async () => {
    const network = launch();
    const { code, stderr } = await network.ended;
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      'The database was migrated by a newer version of Maillage: this one leaves it alone.',
      'unknown here: Later9999999999999',
      expect.stringContaining('MAILLAGE_FOLDER'),
    ]);
    expect(existsSync(join(data, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('ends at once when Ctrl-C comes during the start', async () => {
    const network = launch();
    await network.told('✓ configuration');
    network.signalGroup('SIGINT');
    const { code, stderr } = await network.ended;
    expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
    expect(existsSync(join(data, 'launcher.json'))).toBe(false);
  });
});
