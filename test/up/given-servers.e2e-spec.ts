import { jest } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { ask } from '../support/processes/http-client.js';
import {
  givenServers,
  LaunchedNetwork,
  PATIENCE,
  runCommand,
  temporaryFolder,
} from '../support/processes/launched-network.js';

jest.setTimeout(2 * PATIENCE);

/** DATABASE_URL, MEILI_URL and MEILI_KEY: existing servers, nothing embedded. */
describe('npm start on given servers', () => {
  const folder = temporaryFolder();
  const prefix = `up_${process.pid}`;
  let database: TestDatabase;
  let network: LaunchedNetwork | undefined;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(async () => {
    network?.signal('SIGTERM');
    await network?.ended;
    await database.drop();
    folder.remove();
  });

  const launch = async (MAILLAGE_MODE: string, args: readonly string[] = []): Promise<LaunchedNetwork> => {
    const environment = { MAILLAGE_MODE, MEILI_INDEX_PREFIX: prefix };
    network = new LaunchedNetwork({ folder: folder.path, args, environment });
    await network.up();
    return network;
  };

  it('starts the API and the worker alone, in production without any demonstration', async () => {
    const { MEILI_URL, MEILI_KEY } = givenServers();
    const settings = { DATABASE_URL: database.url, MEILI_URL, MEILI_KEY, MAILLAGE_MODE: 'demo' };
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
    // what the environment says wins over the file
    writeFileSync(join(folder.path, '.env'), lines.join(''));
    const started = await launch('production');
    expect([...started.children().keys()].sort()).toEqual(['api', 'worker']);
    expect(started.stdout).toContain('production mode');
    expect(started.stdout).toMatch(/PostgreSQL\s+DATABASE_URL\n\s+Meilisearch\s+MEILI_URL\n/);
    expect((await ask(`${started.url}/health`)).body).toMatchObject({
      mode: 'production',
      database: { source: 'DATABASE_URL' },
      search: { source: 'MEILI_URL' },
    });
    for (const absent of ['demo-keys.json', 'postgres', 'meilisearch', 'postgres.password', 'meilisearch.key']) {
      expect(existsSync(join(folder.path, '.maillage', absent))).toBe(false);
    }
    started.signal('SIGTERM');
    expect((await started.ended).code).toBe(0);
  });

  it('seeds once in demo mode, and tells a file where the keys are but no key', async () => {
    const started = await launch('demo');
    expect(started.stdout).toContain('✓ demonstration network');
    const path = join(folder.path, '.maillage', 'demo-keys.json');
    const keys = [...readFileSync(path, 'utf8').matchAll(/mlg_demo_\w+/g)].map(([key]) => key);
    expect(keys.length).toBeGreaterThan(0);
    expect(started.stdout).toContain(path);
    started.signal('SIGTERM');
    await started.ended;
    const again = await launch('demo');
    expect(again.stdout).not.toContain('✓ demonstration network');
    expect(readFileSync(path, 'utf8')).toContain(keys[0]);
    const logs = ['api', 'worker'].map((name) =>
      readFileSync(join(folder.path, '.maillage/logs', `${name}.log`), 'utf8'),
    );
    expect(keys.filter((key) => [started.stdout, again.stdout, ...logs].some((text) => text.includes(key)))).toEqual(
      [],
    );
  });

  it('migrates them for a deployment, as often as wanted', () => {
    for (let run = 0; run < 2; run += 1) {
      const { status, stdout, stderr } = runCommand(folder.path, ['migrate']);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toContain('✓ database schema');
    }
  });
});
