import { createServer } from 'node:net';
import { EntryReviewService, EntryWritingService } from '@maillage/catalogue';
import { ChangesHealthService, Relay } from '@maillage/changes';
import { DatabaseHealthService, ReadPool } from '@maillage/database';
import { RebuildService, SearchHealthService, searchIndex } from '@maillage/search';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestSearch, testMeilisearch, type TestSearch } from '../support/test-search.js';

/** A listener that takes connections and never answers. */
async function blackHole(): Promise<{ port: number; close: () => void }> {
  const server = createServer(() => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  return { port: (server.address() as { port: number }).port, close: () => void server.close() };
}

describe('health', () => {
  let network: TestSearch;

  beforeAll(async () => {
    network = await createTestSearch();
    const ownerId = await network.organization('Ville de démonstration');
    const coordinator = await network.member('COORDINATOR', ownerId);
    const command = { kind: 'USE_CASE', ownerId, content: useCaseContent() };
    const { id } = await network.module.get(EntryWritingService).create(coordinator, command);
    await network.module.get(EntryReviewService).publish(coordinator, { id, baseRevision: 1 });
  });

  afterAll(() => network.close());

  const timed = async <T>(work: Promise<T>): Promise<{ answer: T; took: number }> => {
    const started = performance.now();
    return { answer: await work, took: performance.now() - started };
  };

  it('tells what each index holds and how far behind it is', async () => {
    const health = network.module.get(SearchHealthService);
    const { indexes } = await health.check();
    expect(indexes.map(({ exists, documents, lag }) => [exists, documents, lag])).toEqual([
      [false, null, null],
      [false, null, null],
    ]);
    await network.catchUp();
    expect(await health.check()).toMatchObject({
      reachable: true,
      version: expect.stringMatching(/^1\./),
      indexes: [
        { audience: 'PUBLIC', exists: true, documents: 1, lag: 0, quarantined: 0, settings: 'current' },
        { audience: 'NETWORK', exists: true, documents: 1, lag: 0, quarantined: 0, settings: 'current' },
      ],
    });
    await network.rows('INSERT INTO outbox (entry_id) SELECT id FROM entry');
    expect(await network.module.get(ChangesHealthService, { strict: false }).check()).toMatchObject({ pending: 1 });
    await network.module.get(Relay, { strict: false }).drain();
    expect((await health.check()).indexes.map(({ lag }) => lag)).toEqual([1, 1]);
    expect(await network.module.get(ChangesHealthService, { strict: false }).check()).toMatchObject({
      pending: 0,
      headSeq: 2,
    });
  });

  it('names indexes of older settings, until they are rebuilt', async () => {
    await network.catchUp();
    const { uid } = searchIndex(network.indexPrefix, 'NETWORK');
    await testMeilisearch().index(uid).updateStopWords(['le']).waitTask();
    const health = network.module.get(SearchHealthService);
    const settings = async () => (await health.check()).indexes.map((index) => index.settings);
    expect(await settings()).toEqual(['current', 'outdated, run maillage reindex']);
    await network.module.get(RebuildService).rebuild();
    expect(await settings()).toEqual(['current', 'current']);
  });

  it('answers within 1.5 s when the engine or the database never does', async () => {
    const hole = await blackHole();
    const search = await createTestSearch({ engineUrl: `http://127.0.0.1:${hole.port}` });
    const engine = await timed(search.module.get(SearchHealthService).check());
    expect(engine.answer).toMatchObject({ reachable: false, version: null, indexes: [{ exists: null }, {}] });
    expect(engine.took).toBeLessThan(1_500);
    await search.module.close();
    await search.database.drop();
    const url = `postgres://nobody@127.0.0.1:${hole.port}/none`;
    const pool = new ReadPool({ url, poolSize: 1, queryTimeout: 8_000 });
    const database = await timed(new DatabaseHealthService(pool).check());
    expect(database.answer).toMatchObject({ reachable: false, migrations: null });
    expect(database.took).toBeLessThan(1_500);
    await pool.close();
    hole.close();
  });

  it('compares the migrations of a database with those of the code', async () => {
    const health = network.module.get(DatabaseHealthService);
    expect(await health.check()).toMatchObject({ reachable: true, migrations: 'CURRENT', differing: [] });
    await network.rows("UPDATE schema_migration SET name = 'Later9' WHERE name LIKE 'SearchFreshness%'");
    expect(await health.check()).toMatchObject({ migrations: 'NEWER', differing: ['Later9'] });
    await network.rows("DELETE FROM schema_migration WHERE name = 'Later9'");
    expect(await health.check()).toMatchObject({ migrations: 'PENDING', differing: ['SearchFreshness1795500000000'] });
  });
});
