import { Relay } from '@maillage/changes';
import { IdempotencyRepository } from '@maillage/database';
import { newId } from '@maillage/kernel';
import { INDEXED_AUDIENCES, SearchEngine, searchIndex } from '@maillage/search';
import { createTestSearch, testMeilisearch, type TestSearch } from '../support/test-search.js';

describe('what the worker prunes', () => {
  let network: TestSearch;

  beforeAll(async () => {
    network = await createTestSearch();
  });

  afterAll(() => network.close());

  it('numbered outbox rows older than 30 days, and no other', async () => {
    const add = async (age: string): Promise<void> => {
      await network.rows('INSERT INTO outbox (entry_id, created_at) VALUES ($1, now() - $2::interval)', [newId(), age]);
    };
    await add('31 days');
    await add('29 days');
    const relay = network.module.get(Relay, { strict: false });
    await relay.drain();
    await add('40 days');
    expect(await relay.prune()).toBe(1);
    const left = 'SELECT seq::int, (now()::date - created_at::date) AS age FROM outbox ORDER BY id';
    expect(await network.rows(left)).toEqual([
      { seq: 2, age: 29 },
      { seq: null, age: 40 },
    ]);
  });

  it('idempotency keys older than 7 days', async () => {
    for (const age of ['6 days', '8 days']) {
      await network.rows(
        `INSERT INTO idempotency_key (actor, mutation, key, input_hash, result_id, created_at)
         VALUES ('test', 'test', $1::text, '', '', now() - $1::text::interval)`,
        [age],
      );
    }
    expect(await network.module.get(IdempotencyRepository, { strict: false }).prune()).toBe(1);
    expect(await network.rows("SELECT key FROM idempotency_key WHERE actor = 'test'")).toEqual([{ key: '6 days' }]);
  });

  it('tasks of the network’s indexes in Meilisearch, not those of others', async () => {
    await network.catchUp();
    const other = `${network.indexPrefix}_other`;
    const engine = network.module.get(SearchEngine, { strict: false });
    await engine.create(other);
    const uids = INDEXED_AUDIENCES.map((audience) => searchIndex(network.indexPrefix, audience).uid);
    const count = async (indexUids: string[]): Promise<number> =>
      (await testMeilisearch().tasks.getTasks({ indexUids })).total;
    const before = await count([other]);
    expect(await engine.forgetTasks(uids, new Date(0))).toBe(0);
    expect(await engine.forgetTasks(uids, new Date(Date.now() + 1_000))).toBeGreaterThanOrEqual(4);
    expect([await count(uids), await count([other])]).toEqual([0, before]);
    await engine.remove(other);
  });
});
