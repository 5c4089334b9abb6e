import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EntryClosingService, EntryReviewService, EntrySharingService, EntryWritingService } from '@maillage/catalogue';
import type { Actor } from '@maillage/identity';
import { newId } from '@maillage/kernel';
import {
  type IndexedAudience,
  type IndexVerification,
  IndexVerificationService,
  NightlyVerificationService,
  SearchEngine,
  searchIndex,
} from '@maillage/search';
import { copyEntry } from '../factories/bulk.factory.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { indexedOf, truthOf } from '../support/index-truth.js';
import { spawnCommand } from '../support/processes/test-command.js';
import { startTestWorker } from '../support/processes/test-process.js';
import { createTestSearch, testMeilisearch, type TestSearch } from '../support/test-search.js';

const AUDIENCES: IndexedAudience[] = ['PUBLIC', 'NETWORK'];
type Documents = Parameters<SearchEngine['put']>[1];

describe('maillage verify-index', () => {
  let network: TestSearch;
  let today: Date;
  let ownerId: string;
  let coordinator: Actor;
  let engine: SearchEngine;
  let folder: string;

  beforeEach(async () => {
    today = new Date();
    folder = mkdtempSync(join(tmpdir(), 'maillage-verify-'));
    network = await createTestSearch({ clock: { now: () => today } });
    ownerId = await network.organization('Ville de démonstration');
    coordinator = await network.member('COORDINATOR', ownerId);
    engine = network.module.get(SearchEngine, { strict: false });
  });

  afterEach(async () => {
    await network.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const publish = async (changes: Record<string, unknown> = {}): Promise<string> => {
    const command = { kind: 'USE_CASE', ownerId, content: useCaseContent(changes) };
    const { id } = await network.module.get(EntryWritingService).create(coordinator, command);
    await network.module.get(EntryReviewService).publish(coordinator, { id, baseRevision: 1 });
    return id;
  };

  const uidOf = (audience: IndexedAudience): string => searchIndex(network.indexPrefix, audience).uid;

  const verify = async (repair: boolean): Promise<IndexVerification[]> =>
    network.module.get(IndexVerificationService).verify({ repair });

  const counts = ({ differences, left, behind }: IndexVerification): number[] => [
    differences.MISSING.count,
    differences.STALE.count,
    differences.EXTRA.count,
    left,
    behind,
  ];

  /** A document as a request that came late would leave it. */
  const plant = async (audience: IndexedAudience, documents: { id: string; version: number }[]): Promise<void> => {
    const whole = documents.map((one) => ({ title: 'Ancienne teneur', card: '{}', archived: false, ...one }));
    await engine.put(uidOf(audience), whole as unknown as Documents);
  };

  const agrees = async (): Promise<void> => {
    for (const audience of AUDIENCES) {
      expect(await indexedOf(network, audience)).toEqual(await truthOf(network, audience));
    }
  };

  it('finds nothing where nothing differs, over several pages', async () => {
    await copyEntry(network, await publish(), 1_100);
    await network.catchUp();
    const told: string[] = [];
    const service = network.module.get(IndexVerificationService);
    const results = await service.verify({
      repair: true,
      onProgress: ({ index, compared, total }) => told.push(`${index.split('_').at(-1)} ${compared}/${total}`),
    });
    expect(results.map(counts)).toEqual([
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
    expect(results.map(({ entries, documents }) => [entries, documents])).toEqual([
      [1_101, 1_101],
      [1_101, 1_101],
    ]);
    expect(told).toHaveLength(8);
    expect(told.at(-1)).toBe('network 2202/2202');
  });

  it('finds and repairs what is missing, stale and extra, whatever stands there', async () => {
    const [missing, stale, withdrawn, narrowed] = [await publish(), await publish(), await publish(), await publish()];
    await network.module.get(EntryClosingService).withdraw(coordinator, { id: withdrawn });
    const narrow = { id: narrowed, audience: 'NETWORK', baseVersion: 1 } as const;
    await network.module.get(EntrySharingService).setAudience(coordinator, narrow);
    await network.catchUp();
    await engine.delete(uidOf('PUBLIC'), [missing]);
    await engine.delete(uidOf('NETWORK'), [missing, stale]);
    const foreign = [newId(), 'no-uuid', withdrawn.toUpperCase()];
    await plant(
      'PUBLIC',
      [stale, withdrawn, narrowed, ...foreign].map((id) => ({ id, version: 0 })),
    );
    const found = await verify(false);
    expect(found.map(counts)).toEqual([
      [1, 1, 5, 7, 0],
      [2, 0, 0, 2, 0],
    ]);
    expect(found[0]?.differences.STALE.first).toEqual([stale]);
    expect([...(found[0]?.differences.EXTRA.first ?? [])].sort()).toEqual([withdrawn, narrowed, ...foreign].sort());
    expect((await verify(true)).map(counts)).toEqual([
      [1, 1, 5, 0, 0],
      [2, 0, 0, 0, 0],
    ]);
    await agrees();
    expect((await verify(false)).map(counts).flat()).toEqual(Array(10).fill(0));
  });

  it('takes out every extra document, although places move while it does', async () => {
    await publish();
    await network.catchUp();
    await plant(
      'PUBLIC',
      Array.from({ length: 2_500 }, () => ({ id: newId(), version: 1 })),
    );
    const [found] = await verify(true);
    expect(found?.differences.EXTRA.count).toBe(2_500);
    expect(found?.differences.EXTRA.first).toHaveLength(10);
    await agrees();
  });

  it('tells apart what the engine refuses, which stays', async () => {
    const id = await publish();
    await network.catchUp();
    await engine.delete(uidOf('PUBLIC'), [id]);
    const put = engine.put.bind(engine);
    const broken = (uid: string, documents: Documents): Promise<void> =>
      put(uid, documents.map((one) => ({ ...one, title: '\ud83d' })) as unknown as Documents);
    engine.put = broken;
    const [refused] = await verify(true);
    expect(refused).toMatchObject({ left: 1, quarantined: 1, differences: { MISSING: { count: 1, first: [id] } } });
    engine.put = put;
    expect(await verify(true)).toMatchObject([{ left: 0, quarantined: 0 }, {}]);
    await agrees();
  });

  it('makes no index when it only compares, and says what is missing without one', async () => {
    await publish();
    const found = await verify(false);
    expect(found.map(counts)).toEqual([
      [1, 0, 0, 1, 0],
      [1, 0, 0, 1, 0],
    ]);
    expect(await engine.find(uidOf('PUBLIC'))).toBeUndefined();
  });

  it('raises no false alarm beside a worker and writers, and finds what is planted meanwhile', async () => {
    await copyEntry(network, await publish(), 1_000);
    // The worker does the same at its start, and would mend first what is planted here.
    await network.catchUp();
    await network.module.get(NightlyVerificationService).run();
    const worker = await startTestWorker(network.database.url, network.indexPrefix);
    let writing = true;
    const writers = Array.from({ length: 2 }, async () => {
      for (; writing; await pause(50)) {
        const id = await publish();
        await network.module.get(EntryClosingService).withdraw(coordinator, { id });
        await network.rows('INSERT INTO outbox (entry_id) SELECT id FROM entry ORDER BY random() LIMIT 20');
      }
    });
    try {
      for (let round = 0; round < 3; round += 1) {
        const extra = newId();
        if (round === 1) await plant('NETWORK', [{ id: extra, version: 1 }]);
        const [open, closed] = await verify(true);
        expect(counts(open as IndexVerification).slice(0, 4)).toEqual([0, 0, 0, 0]);
        expect(closed?.differences.EXTRA.first).toEqual(round === 1 ? [extra] : []);
      }
    } finally {
      writing = false;
      await Promise.all(writers);
      await worker.stop();
    }
    await network.catchUp();
    await agrees();
  });

  it('is a command: 0 when all is well or mended, 1 when differences stay or nobody follows', async () => {
    const id = await publish();
    await network.catchUp();
    const run = (...flags: string[]) => spawnCommand(network, folder, ['verify-index', ...flags]).ended;
    expect(await run()).toMatchObject({ code: 0, stdout: expect.stringContaining('_public: 1 entries, 1 documents') });
    await plant('PUBLIC', [{ id, version: 0 }]);
    const found = await run();
    expect(found.code).toBe(1);
    expect(found.stdout).toContain(`  stale: ${id}\n  mend it: maillage verify-index --repair`);
    expect(await run('--repair')).toMatchObject({ code: 0, stdout: expect.stringContaining('  repaired: 1') });
    await network.rows('INSERT INTO outbox (entry_id) SELECT id FROM entry');
    await network.rows('UPDATE outbox SET seq = 99 WHERE seq IS NULL');
    await network.rows('UPDATE feed_state SET seq = 99');
    await network.rows('UPDATE feed_counter SET n = 99');
    expect(await run()).toMatchObject({ code: 1, stdout: expect.stringContaining('1 changes wait to be followed') });
  });

  it('is done once a night, by the worker, and found again the next night', async () => {
    const nightly = network.module.get(NightlyVerificationService);
    const id = await publish();
    await network.catchUp();
    expect(await nightly.run()).toEqual([]);
    await testMeilisearch().index(uidOf('PUBLIC')).deleteDocument(id).waitTask();
    expect(await nightly.run()).toEqual([]);
    today = new Date(today.getTime() + 86_400_000);
    // A worker that is told to end in the middle of it leaves the night to the next one.
    await expect(nightly.run(AbortSignal.abort(new Error('the worker ends')))).rejects.toThrow('the worker ends');
    expect(await nightly.run()).toMatchObject([{ index: uidOf('PUBLIC'), differences: { MISSING: { first: [id] } } }]);
    await agrees();
    // Two indexes, and PostgreSQL's documents of two audiences.
    expect(
      await network.rows(
        `SELECT count(*)::int AS kept, sum(differences)::int AS differences, sum(left_over)::int AS left_over
           FROM search_verification`,
      ),
    ).toEqual([{ kept: 4, differences: 1, left_over: 0 }]);
  });
});
