import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EpochRepository, Relay } from '@maillage/changes';
import { loadConfig } from '@maillage/kernel';
import { Mirror, type Store } from '@maillage/mirror';
import { INDEXED_AUDIENCES, SearchEngine, searchIndex } from '@maillage/search';
import { followedNodeStore } from '../../apps/cli/src/mirror/followed-node.store.js';
import { CREATE, PUBLISH, useCaseInput } from '../api/operations.js';
import { copyEntry } from '../factories/bulk.factory.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { type Program, spawnMirror } from '../support/processes/mirror-process.js';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestApi, engineSettings, type TestApi } from '../support/test-api.js';

const OWN = 'https://second.example';
/** More than two blocks of a load. */
const ENTRIES = 2_500;
/** That change in each round. */
const CHANGED = 60;

/** `maillage mirror --to maillage` as a process that is ended at any moment, on the real feed of another node. */
describe('a node that follows another, killed', () => {
  let first: TestApi;
  let second: TestApi;
  let url: string;
  let ids: string[];
  let settings: Record<string, string>;
  const folder = mkdtempSync(join(tmpdir(), 'maillage-follower-'));
  const indexPrefix = `test_${randomBytes(5).toString('hex')}`;
  const running: Program[] = [];

  beforeAll(async () => {
    first = await createTestApi();
    second = await createTestApi({ MEILI_INDEX_PREFIX: indexPrefix });
    await first.app.listen(0, '127.0.0.1');
    url = (await first.app.getUrl()).replace('[::1]', '127.0.0.1');
    const owner = await first.organization('Ville du premier réseau (démonstration)');
    const key = await first.person('COORDINATOR', owner);
    const { data } = await first.send(CREATE, { input: useCaseInput(owner, useCaseContent()) }, { key });
    const { id } = data.entryCreate.entry;
    await first.send(PUBLISH, { input: { id, baseRevision: 1 } }, { key });
    ids = await copyEntry(first as unknown as Parameters<typeof copyEntry>[0], id, ENTRIES);
    await number();
    settings = {
      DATABASE_URL: second.database.url,
      ...(engineSettings() as Record<string, string>),
      MEILI_INDEX_PREFIX: indexPrefix,
      MAILLAGE_KEY: await second.person('ADMINISTRATOR'),
      MAILLAGE_FOLDER: folder,
    };
  }, PROMISE_TIMEOUT);

  afterEach(async () => {
    for (const { child, ended } of running.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
  });

  afterAll(async () => {
    const engine = second.app.get(SearchEngine, { strict: false });
    for (const audience of INDEXED_AUDIENCES) await engine.remove(searchIndex(indexPrefix, audience).uid);
    await first.close();
    await second.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const number = (): Promise<unknown> => first.app.get(Relay, { strict: false }).drain();

  const follow = (...flags: string[]): Program => {
    const program = spawnMirror([url, '--to', 'maillage', '--target', OWN, ...flags], settings);
    running.push(program);
    return program;
  };

  /** Withdraws some, makes some public again, gives others a new version: as their services leave them. */
  const change = async (round: number): Promise<void> => {
    const some = ids.slice(round * CHANGED, (round + 1) * CHANGED);
    await first.rows(
      `WITH touched AS (
         UPDATE entry SET version = version + 1, updated_at = now(), audience = CASE get_byte(uuid_send(id), 15) % 3
           WHEN 0 THEN 'NETWORK' WHEN 1 THEN 'PUBLIC' ELSE audience END,
           state = CASE get_byte(uuid_send(id), 15) % 3 WHEN 2 THEN 'WITHDRAWN' ELSE state END
         WHERE id = ANY($1::uuid[]) RETURNING id)
       INSERT INTO outbox (entry_id) SELECT id FROM touched ORDER BY id`,
      [some],
    );
    await number();
  };

  const isLoading = async (): Promise<boolean> => {
    const [row] = await second.rows<{ loading: boolean }>(
      'SELECT next_checkpoint IS NOT NULL AS loading FROM followed_node',
    );
    return row?.loading ?? false;
  };

  /** Ids and versions there of what is shown here, and those of what the other node shows. */
  const compared = async (): Promise<[here: string[], there: string[]]> => {
    const here = await second.rows<{ told: string }>(
      `SELECT e.origin_source_id || ':' || f.version AS told FROM entry e JOIN followed_entry f
         ON f.entry_id = e.id AND f.side = 'LIVE' WHERE e.state = 'PUBLISHED' AND e.audience = 'PUBLIC' ORDER BY 1`,
    );
    const there = await first.rows<{ told: string }>(
      `SELECT id || ':' || version AS told FROM entry WHERE state = 'PUBLISHED' AND audience = 'PUBLIC' ORDER BY 1`,
    );
    return [here.map(({ told }) => told), there.map(({ told }) => told)];
  };

  it(
    'in the middle of a load and of following, goes on to the same entries, proven by digest',
    async () => {
      const kills = { load: 0, follow: 0 };
      const times = rounds(2, 16);
      for (let round = 0; round < times; round += 1) {
        const inLoad = round % 2 === 0;
        // A new epoch, as after a restore there: everything is loaded anew, beside what is shown.
        if (inLoad && round > 0) await first.app.get(EpochRepository, { strict: false }).begin();
        const { child, ended, seen } = follow('--follow', '--every', '0.05');
        if (inLoad) while (!(await isLoading())) await pause(5);
        else await seen(/at change (\d+)/);
        const changed = change(round);
        await pause(Math.random() * 150);
        child.kill('SIGKILL');
        expect((await ended).code).toBeNull();
        kills[(await isLoading()) ? 'load' : 'follow'] += 1;
        await changed;
      }
      const { code, stdout } = await follow('--once', '--verify').ended;
      expect(stdout).toContain('proven by digest');
      expect(code).toBe(0);
      const [here, there] = await compared();
      expect(there.length).toBeGreaterThan(1_000);
      expect(here).toEqual(there);
      expect(Math.min(kills.load, kills.follow)).toBeGreaterThan(0);
      tellPromise('NODE-KILL', { kills: times, inLoad: kills.load, inFollow: kills.follow, entries: there.length });
    },
    PROMISE_TIMEOUT,
  );

  it('would differ if the cursor were kept before the page that it tells of', async () => {
    const store = followedNodeStore(OWN, url, loadConfig(settings));
    const broken: Store = {
      open: () => store.open(),
      checkpoint: (side) => store.checkpoint(side),
      apply: (side, changes, checkpoint) => store.apply(side, side === 'LIVE' ? [] : changes, checkpoint),
      begin: () => store.begin(),
      swap: () => store.swap(),
      entries: () => store.entries(),
      close: () => store.close(),
    };
    const mirror = new Mirror({ url, store: broken });
    await mirror.sync();
    await first.rows('UPDATE entry SET version = version + 1 WHERE id = $1', [ids.at(-1)]);
    await first.rows('INSERT INTO outbox (entry_id) VALUES ($1)', [ids.at(-1)]);
    await number();
    await mirror.sync();
    expect((await mirror.verify()).equal).toBe(false);
    await mirror.close();
    const whole = new Mirror({ url, store: followedNodeStore(OWN, url, loadConfig(settings)) });
    await whole.sync();
    expect((await whole.repair()).equal).toBe(true);
    await whole.close();
  });
});
