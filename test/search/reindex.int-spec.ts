import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EntryClosingService, EntryReviewService, EntrySharingService, EntryWritingService } from '@maillage/catalogue';
import { CheckpointRepository, FeedReader } from '@maillage/changes';
import type { Actor } from '@maillage/identity';
import {
  type IndexedAudience,
  nextOf,
  readerOf,
  RebuildRunningError,
  RebuildService,
  SearchEngine,
  searchIndex,
} from '@maillage/search';
import pg from 'pg';
import { copyEntry } from '../factories/bulk.factory.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { indexedOf, truthOf } from '../support/index-truth.js';
import { rounds, tellPromise } from '../support/promise.js';
import { createTestSearch, testMeilisearch, type TestSearch } from '../support/test-search.js';
import { startTestWorker, testSettings, type TestProcess } from '../support/processes/test-process.js';

const AUDIENCES: IndexedAudience[] = ['PUBLIC', 'NETWORK'];

describe('maillage reindex', () => {
  let network: TestSearch;
  let ownerId: string;
  let coordinator: Actor;
  let engine: SearchEngine;
  let folder: string;
  let worker: TestProcess | undefined;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'maillage-reindex-'));
    network = await createTestSearch();
    ownerId = await network.organization('Ville de démonstration');
    coordinator = await network.member('COORDINATOR', ownerId);
    engine = network.module.get(SearchEngine, { strict: false });
  });

  afterEach(async () => {
    await worker?.kill();
    worker = undefined;
    for (const audience of AUDIENCES) await engine.remove(nextOf(searchIndex(network.indexPrefix, audience)).uid);
    await network.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const publish = async (title: string): Promise<string> => {
    const command = { kind: 'USE_CASE', ownerId, content: useCaseContent({ title }) };
    const { id } = await network.module.get(EntryWritingService).create(coordinator, command);
    await network.module.get(EntryReviewService).publish(coordinator, { id, baseRevision: 1 });
    return id;
  };

  const converged = async (): Promise<boolean> => {
    for (const audience of AUDIENCES) {
      const [truth, indexed] = [await truthOf(network, audience), await indexedOf(network, audience)];
      if (truth.join() !== indexed.join()) return false;
    }
    return true;
  };

  const leftOvers = async (): Promise<string[]> => {
    const found = await Promise.all(
      AUDIENCES.map((audience) => engine.find(nextOf(searchIndex(network.indexPrefix, audience)).uid)),
    );
    const readers = await network.rows<{ reader: string }>(
      "SELECT reader FROM feed_checkpoint WHERE starts_with(reader, $1) AND reader LIKE '%@%' ORDER BY reader",
      [network.indexPrefix],
    );
    const inUse = await Promise.all(
      AUDIENCES.map(async (audience) => {
        const index = searchIndex(network.indexPrefix, audience);
        return readerOf(index, (await engine.find(index.uid))?.createdAt ?? '');
      }),
    );
    return [
      ...found.flatMap((index) => (index ? [index.uid] : [])),
      ...readers.map((row) => row.reader).filter((reader) => !inUse.includes(reader)),
    ];
  };

  const command = (): { ended: Promise<{ code: number | null; output: string }>; kill: () => void } => {
    const child = spawn(process.execPath, [resolve('dist/apps/cli/src/main.js'), 'reindex'], {
      env: { ...testSettings(network.database.url, network.indexPrefix), MAILLAGE_FOLDER: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += String(chunk)));
    const ended = new Promise<{ code: number | null; output: string }>((done) =>
      child.once('close', (code) => done({ code, output })),
    );
    return { ended, kill: () => child.kill('SIGKILL') };
  };

  it('stands on this: the moment of creation goes with the contents when indexes are swapped', async () => {
    const [one, other] = AUDIENCES.map((audience) => searchIndex(network.indexPrefix, audience).uid);
    const [first, second] = [await engine.create(one ?? ''), await engine.create(other ?? '')];
    await engine.swap(first.uid, second.uid);
    expect(first.createdAt).not.toBe(second.createdAt);
    expect((await engine.find(first.uid))?.createdAt).toBe(second.createdAt);
    expect((await engine.find(second.uid))?.createdAt).toBe(first.createdAt);
  });

  it('loses no write of 16 writers, beside a running worker', async () => {
    await copyEntry(network, await publish('Modèle (démonstration)'), 300);
    worker = await startTestWorker(network.database.url, network.indexPrefix);
    let writing = true;
    const sharing = network.module.get(EntrySharingService);
    const closing = network.module.get(EntryClosingService);
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      let written = 0;
      for (; writing; written += 1) {
        const id = await publish(`Pendant la reconstruction ${writer}-${written} (démonstration)`);
        if (written % 3 === 1) await sharing.setAudience(coordinator, { id, audience: 'NETWORK', baseVersion: 1 });
        if (written % 3 === 2) await closing.withdraw(coordinator, { id });
        await pause(200);
      }
      return written;
    });
    const { uid } = searchIndex(network.indexPrefix, 'PUBLIC');
    try {
      for (let round = 0; round < rounds(1, 3); round += 1) {
        const before = await engine.find(uid);
        expect(await command().ended).toMatchObject({ code: 0 });
        expect((await engine.find(uid))?.createdAt).not.toBe(before?.createdAt);
      }
    } finally {
      writing = false;
    }
    const written = (await Promise.all(writers)).reduce((sum, one) => sum + one, 0);
    for (let waited = 0; waited < 20_000 && !(await converged()); waited += 200) await pause(200);
    expect(await converged()).toBe(true);
    expect(written).toBeGreaterThan(16);
    await worker.stop();
    expect(await network.rows('SELECT entry_id FROM search_hidden')).toEqual([]);
    expect(await leftOvers()).toEqual([]);
    tellPromise('P11', { exchanges: 2 * rounds(1, 3), writers: 16, written, lost: 0 });
  }, 180_000);

  it('is caught when it exchanges an index without draining it (negative control)', async () => {
    await publish('Avant (démonstration)');
    await network.catchUp();
    const index = searchIndex(network.indexPrefix, 'PUBLIC');
    const next = await engine.create(nextOf(index).uid);
    const { seq } = await network.module.get(FeedReader, { strict: false }).head();
    await network.module.get(CheckpointRepository, { strict: false }).set(readerOf(index, next.createdAt), seq);
    await engine.swap(index.uid, next.uid);
    await network.catchUp();
    expect(await converged()).toBe(false);
    await network.module.get(RebuildService).rebuild();
    expect(await converged()).toBe(true);
  });

  it('goes on after kill -9, works alone, and leaves nothing behind', async () => {
    await copyEntry(network, await publish('Modèle (démonstration)'), 1_100);
    await network.catchUp();
    const next = nextOf(searchIndex(network.indexPrefix, 'PUBLIC')).uid;
    const killed = command();
    const place = (): Promise<unknown[]> =>
      network.rows('SELECT 1 FROM feed_checkpoint WHERE starts_with(reader, $1) AND seq > 0', [`${next}@`]);
    for (let waited = 0; waited < 20_000 && (await place()).length === 0; waited += 5) await pause(5);
    killed.kill();
    await killed.ended;
    expect(await engine.find(next)).toBeDefined();
    await publish('Entre les deux (démonstration)');
    const again = await command().ended;
    expect(again).toMatchObject({ code: 0 });
    expect(again.output).toMatch(/_public: 1102 documents \(gone on from an interrupted rebuild\)/);
    expect(await converged()).toBe(true);
    expect(await leftOvers()).toEqual([]);
  });

  it('never goes on from contents that were exchanged out', async () => {
    const id = await publish('Perdue par le moteur (démonstration)');
    await network.catchUp();
    const index = searchIndex(network.indexPrefix, 'PUBLIC');
    await engine.delete(index.uid, [id]);
    const next = await engine.create(nextOf(index).uid);
    await engine.swap(index.uid, next.uid);
    const [rebuilt] = await network.module.get(RebuildService).rebuild();
    expect(rebuilt).toMatchObject({ resumed: false, documents: 1 });
    expect(await converged()).toBe(true);
  });

  it('is refused while another one runs', async () => {
    await publish('Une fiche (démonstration)');
    const rebuilds = network.module.get(RebuildService);
    const outcomes = await Promise.allSettled([rebuilds.rebuild(), rebuilds.rebuild()]);
    expect(outcomes.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.find((one) => one.status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toBeInstanceOf(RebuildRunningError);
    const other = new pg.Client({ connectionString: network.database.url });
    await other.connect();
    await other.query('SELECT pg_advisory_lock(hashtextextended($1, 43))', [`reindex ${network.indexPrefix}`]);
    const { code, output } = await command().ended;
    await other.end();
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toEqual([
      'The search indexes are being rebuilt already.',
      expect.stringContaining(network.indexPrefix),
      expect.stringContaining('Wait until it ends'),
    ]);
  });

  it('brings settings that have changed, which an index in use keeps until then', async () => {
    const { uid } = searchIndex(network.indexPrefix, 'PUBLIC');
    await publish('Une fiche (démonstration)');
    await network.catchUp();
    expect(await engine.hasCurrentSettings(uid)).toBe(true);
    await testMeilisearch().index(uid).updateStopWords(['le']).waitTask();
    await publish('Une autre fiche (démonstration)');
    await network.catchUp();
    expect(await engine.hasCurrentSettings(uid)).toBe(false);
    await network.module.get(RebuildService).rebuild();
    expect(await engine.hasCurrentSettings(uid)).toBe(true);
  });
});
