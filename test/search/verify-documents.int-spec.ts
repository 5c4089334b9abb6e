import { setTimeout as pause } from 'node:timers/promises';
import { EntryClosingService, EntryReviewService, EntryWritingService } from '@maillage/catalogue';
import type { Actor } from '@maillage/identity';
import { newId } from '@maillage/kernel';
import { type IndexedAudience, type IndexVerification, StoredDocumentVerificationService } from '@maillage/search';
import { copyEntry } from '../factories/bulk.factory.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { truthOf } from '../support/index-truth.js';
import { startTestWorker } from '../support/processes/test-process.js';
import { createTestSearch, type TestSearch } from '../support/test-search.js';

const AUDIENCES: IndexedAudience[] = ['PUBLIC', 'NETWORK'];

describe('verification of what PostgreSQL searches', () => {
  let network: TestSearch;
  let ownerId: string;
  let coordinator: Actor;

  beforeEach(async () => {
    network = await createTestSearch();
    ownerId = await network.organization('Ville de démonstration');
    coordinator = await network.member('COORDINATOR', ownerId);
  });

  afterEach(() => network.close());

  const publish = async (): Promise<string> => {
    const command = { kind: 'USE_CASE', ownerId, content: useCaseContent() };
    const { id } = await network.module.get(EntryWritingService).create(coordinator, command);
    await network.module.get(EntryReviewService).publish(coordinator, { id, baseRevision: 1 });
    return id;
  };

  const verify = async (repair: boolean): Promise<IndexVerification[]> =>
    network.module.get(StoredDocumentVerificationService).verify({ repair });

  const counts = ({ differences, left, behind }: IndexVerification): number[] => [
    differences.MISSING.count,
    differences.STALE.count,
    differences.EXTRA.count,
    left,
    behind,
  ];

  const agrees = async (): Promise<void> => {
    for (const audience of AUDIENCES) {
      const rows = await network.rows<{ line: string }>(
        `SELECT entry_id || ' ' || version AS line FROM search_document WHERE audience = $1`,
        [audience],
      );
      expect(rows.map(({ line }) => line).sort()).toEqual(await truthOf(network, audience));
    }
    // Words are counted by what changes: a repair must leave them as a count from nothing would have them.
    const wrong = await network.rows(
      `SELECT coalesce(w.word, d.word) FROM search_word w FULL JOIN (
         SELECT audience, split_part(one, ' ', 1) AS word, split_part(one, ' ', 2) AS stem, count(*)::int AS documents
           FROM search_document, unnest(words) AS one GROUP BY 1, 2, 3) d USING (audience, word, stem)
        WHERE w.documents IS DISTINCT FROM d.documents`,
    );
    expect(wrong).toEqual([]);
  };

  it('finds and repairs what is missing, stale and extra, over several pages, without the engine', async () => {
    await copyEntry(network, await publish(), 2_300);
    const [missing, stale, extra] = [await publish(), await publish(), await publish()];
    await network.catchUp();
    await agrees();
    await network.rows(`DELETE FROM search_document WHERE entry_id = $1 AND audience = 'PUBLIC'`, [missing]);
    await network.rows('UPDATE search_document SET version = 0 WHERE entry_id = $1', [stale]);
    // An entry that went without anybody telling: as after a table was restored by hand.
    await network.rows(`UPDATE entry SET state = 'WITHDRAWN' WHERE id = $1`, [extra]);
    const found = await verify(false);
    expect(found.map(({ index }) => index)).toEqual(['search_document/PUBLIC', 'search_document/NETWORK']);
    expect(found.map(({ entries, documents }) => [entries, documents])).toEqual([
      [2_303, 2_303],
      [2_303, 2_304],
    ]);
    expect(found.map(counts)).toEqual([
      [1, 1, 1, 3, 0],
      [0, 1, 1, 2, 0],
    ]);
    expect(found[0]?.differences).toMatchObject({
      MISSING: { first: [missing] },
      STALE: { first: [stale] },
      EXTRA: { first: [extra] },
    });
    // Rows of both audiences are written at once: the second audience finds them mended.
    expect((await verify(true)).map(counts)).toEqual([
      [1, 1, 1, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
    expect((await verify(false)).map(counts).flat()).toEqual(Array(10).fill(0));
    expect(
      await network.rows('SELECT 1 FROM search_document WHERE entry_id = ANY($1)', [[missing, stale]]),
    ).toHaveLength(4);
  });

  it('takes out rows that stand for no entry', async () => {
    const id = await publish();
    await network.catchUp();
    await network.rows(
      `INSERT INTO search_document SELECT (jsonb_populate_record(d, jsonb_build_object('entry_id', $2::text, 'words', '{}'::text[]))).*
         FROM search_document d WHERE d.entry_id = $1`,
      [id, newId()],
    );
    expect((await verify(true)).map(counts)).toEqual([
      [0, 0, 1, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
    await agrees();
  });

  it('raises no false alarm beside a worker and writers', async () => {
    await copyEntry(network, await publish(), 1_000);
    await network.catchUp();
    const worker = await startTestWorker(network.database.url, network.indexPrefix);
    let writing = true;
    const writer = (async () => {
      for (; writing; await pause(30)) {
        const id = await publish();
        await network.module.get(EntryClosingService).withdraw(coordinator, { id });
        await network.rows('INSERT INTO outbox (entry_id) SELECT id FROM entry ORDER BY random() LIMIT 20');
      }
    })();
    try {
      for (let round = 0; round < 4; round += 1) {
        expect((await verify(true)).map((found) => counts(found).slice(0, 4)).flat()).toEqual(Array(8).fill(0));
      }
    } finally {
      writing = false;
      await writer;
      await worker.stop();
    }
    await network.catchUp();
    await agrees();
  });
});
