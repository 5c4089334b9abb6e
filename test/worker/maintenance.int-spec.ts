import { Relay } from '@maillage/changes';
import { IdempotencyRepository } from '@maillage/database';
import {
  INVITATION_DAYS,
  MEMBERSHIP_REQUEST_DAYS,
  MembershipRetentionRepository,
  SESSION_DAYS,
  SessionRepository,
} from '@maillage/identity';
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

  it('sessions that are over, requests decided and invitations closed, each after its time', async () => {
    const ownerId = await network.organization('Ville de démonstration');
    const memberId = newId();
    await network.rows("INSERT INTO member (id, subject, display_name) VALUES ($1, 'test|x', 'Test')", [memberId]);
    const ages = (days: number): string[] => [`${days - 1} days`, `${days + 1} days`];
    for (const age of ages(SESSION_DAYS)) {
      await network.rows(
        `INSERT INTO session (id, selector_hash, token_hash, member_id, label, expires_at)
         VALUES ($1::uuid, $1::text, '', $2, $3::text, now() - $3::text::interval)`,
        [newId(), memberId, age],
      );
    }
    for (const age of ages(MEMBERSHIP_REQUEST_DAYS)) {
      await network.rows(
        `INSERT INTO membership_request (id, member_id, organization_id, role, state, from_workplace, reason, decided_at)
         VALUES ($1, $2, $3, 'READER', 'REFUSED', false, $4::text, now() - $4::text::interval)`,
        [newId(), memberId, ownerId, age],
      );
    }
    for (const age of ages(INVITATION_DAYS)) {
      await network.rows(
        `INSERT INTO invitation (id, organization_id, role, token_hash, created_by, expires_at)
         VALUES ($1, $2, 'READER', $3::text, 'test', now() - $3::text::interval)`,
        [newId(), ownerId, age],
      );
    }
    await network.rows(
      `INSERT INTO membership_request (id, member_id, organization_id, role, from_workplace, created_at)
       VALUES ($1, $2, $3, 'READER', false, now() - interval '3 years')`,
      [newId(), memberId, ownerId],
    );
    expect(await network.module.get(SessionRepository, { strict: false }).prune()).toBe(1);
    expect(await network.module.get(MembershipRetentionRepository, { strict: false }).prune()).toBe(2);
    const left = `SELECT label AS left FROM session UNION ALL SELECT coalesce(reason, state) FROM membership_request
      UNION ALL SELECT token_hash FROM invitation`;
    expect((await network.rows<{ left: string }>(left)).map((row) => row.left).sort()).toEqual([
      '29 days',
      '364 days',
      '89 days',
      'OPEN',
    ]);
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
