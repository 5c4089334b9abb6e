import { randomBytes } from 'node:crypto';
import { EntryReviewService, EntryWritingService } from '@maillage/catalogue';
import { beginAfterRestore, EpochRepository, HorizonRepository, Relay } from '@maillage/changes';
import { FeedModule, feedScope, FeedService } from '@maillage/feed';
import type { Actor } from '@maillage/identity';
import { createLogger, isoDay } from '@maillage/kernel';
import pg from 'pg';
import { copyEntry } from '../factories/bulk.factory.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestDatabase, type TestDatabase, testServerUrl } from '../support/test-database.js';
import { createTestNetwork, type TestNetwork } from '../support/test-network.js';

const DAY = 86_400_000;

type Versions = Map<string, number>;

/** A portal's copy, with its cursor. */
class Copy {
  held: Versions = new Map();
  cursor: string | null = null;
  resyncs = 0;

  /** Goes on to the head; told to begin anew, loads everything beside what it has and then replaces it. */
  async follow(feed: FeedService): Promise<void> {
    try {
      await this.read(feed, this.held);
    } catch (error) {
      if (!(error as { resync?: boolean }).resync) throw error;
      this.resyncs += 1;
      this.cursor = null;
      this.held = await this.read(feed, new Map());
    }
  }

  private async read(feed: FeedService, into: Versions): Promise<Versions> {
    for (;;) {
      const { changes, nextCursor, hasMore } = await feed.page(feedScope('PUBLIC', null), this.cursor, 25);
      for (const { op, entryId, version } of changes) {
        if (op === 'REMOVE') into.delete(entryId);
        else into.set(entryId, version);
      }
      this.cursor = nextCursor;
      if (!hasMore) return into;
    }
  }
}

const feedOf = (network: TestNetwork): FeedService => network.module.get(FeedService, { strict: false });
const relayOf = (network: TestNetwork): Relay => network.module.get(Relay, { strict: false });
const sorted = (held: Versions) => [...held].sort();

/** What the public sees, written by hand. */
async function truth(network: TestNetwork): Promise<Versions> {
  const rows = await network.rows<{ id: string; version: number }>(
    `SELECT id, version FROM entry WHERE state IN ('PUBLISHED', 'ARCHIVED') AND audience = 'PUBLIC'`,
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}

async function asAdministrator(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: testServerUrl() });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

async function coordinatorOf(network: TestNetwork): Promise<{ actor: Actor; ownerId: string }> {
  const ownerId = await network.organization('Ville du passé');
  return { ownerId, actor: await network.member('COORDINATOR', ownerId) };
}

async function publish(network: TestNetwork, actor: Actor, ownerId: string): Promise<string> {
  const writing = network.module.get(EntryWritingService, { strict: false });
  const { id } = await writing.create(actor, { ownerId, kind: 'USE_CASE', content: useCaseContent() });
  await network.module.get(EntryReviewService, { strict: false }).publish(actor, { id, baseRevision: 1 });
  return id;
}

/** A new version of some entries; every third of them is withdrawn. */
async function change(network: TestNetwork, ids: readonly string[]): Promise<void> {
  await network.rows(
    `WITH given AS (SELECT id, n FROM unnest($1::uuid[]) WITH ORDINALITY AS g(id, n)), changed AS (
       UPDATE entry e SET version = version + 1, updated_at = now(),
              state = CASE WHEN n % 3 = 0 THEN 'WITHDRAWN' ELSE 'PUBLISHED' END
         FROM given WHERE e.id = given.id RETURNING e.id)
     INSERT INTO outbox (entry_id) SELECT id FROM changed`,
    [ids],
  );
  await relayOf(network).drain();
}

/** P23: a database that was put back to a copy of itself begins a new epoch, and mirrors lose what is no more. */
describe('a restored backup', () => {
  const opened: TestNetwork[] = [];
  const databases: TestDatabase[] = [];
  const open = async (database: TestDatabase): Promise<TestNetwork> => {
    const network = await createTestNetwork([FeedModule], { database });
    opened.push(network);
    return network;
  };
  const shut = async (network: TestNetwork): Promise<void> => {
    opened.splice(opened.indexOf(network), 1);
    await network.module.close();
  };
  const start = (network: TestNetwork): Promise<void> =>
    beginAfterRestore(network.module.get(EpochRepository, { strict: false }), createLogger('test', 'silent'));
  const epochOf = async (network: TestNetwork): Promise<string> => (await feedOf(network).state()).epoch;

  /** A real copy of a database that nobody is connected to. */
  const copyOf = async (database: TestDatabase): Promise<TestDatabase> => {
    const name = `test_${randomBytes(6).toString('hex')}`;
    const source = new URL(database.url).pathname.slice(1);
    await asAdministrator(`CREATE DATABASE ${name} TEMPLATE ${source}`);
    const url = new URL(database.url);
    url.pathname = `/${name}`;
    const copy = { url: url.toString(), drop: () => asAdministrator(`DROP DATABASE ${name} WITH (FORCE)`) };
    databases.push(copy);
    return copy;
  };

  afterEach(async () => {
    for (const network of [...opened]) await shut(network);
    for (const database of databases.splice(0)) await database.drop();
  });

  it(
    'begins a new epoch at the next start, once, and mirrors begin anew; without it they stay wrong',
    async () => {
      const entries = rounds(60, 600);
      const database = await createTestDatabase();
      databases.push(database);
      const before = await open(database);
      await start(before);
      const { actor, ownerId } = await coordinatorOf(before);
      const id = await publish(before, actor, ownerId);
      const ids = [id, ...(await copyEntry(before, id, entries))];
      await relayOf(before).drain();
      const [mirror, deceived] = [new Copy(), new Copy()];
      for (const one of [mirror, deceived]) await one.follow(feedOf(before));
      await shut(before);
      const backup = await copyOf(database);

      const live = await open(database);
      await start(live);
      // Lost with the disk: new entries, and new versions of old ones.
      await copyEntry(live, id, 20);
      await change(live, ids.slice(0, 40));
      for (const one of [mirror, deceived]) await one.follow(feedOf(live));
      expect(sorted(mirror.held)).toEqual(sorted(await truth(live)));
      const epoch = await epochOf(live);
      await shut(live);

      const restored = await open(backup);
      // It grows longer than the past that was lost: no number tells that it was given twice.
      for (let round = 0; round < 4; round += 1) await change(restored, ids.slice(30, 60));
      const present = sorted(await truth(restored));
      expect(await epochOf(restored)).toBe(epoch);
      await deceived.follow(feedOf(restored));
      expect(deceived.resyncs).toBe(0);
      const versions = new Map(await truth(restored));
      const wrong = [...deceived.held].filter(([held, version]) => versions.get(held) !== version).length;
      expect(wrong).toBeGreaterThan(0);

      await Promise.all([start(restored), start(restored)]);
      const anew = await epochOf(restored);
      expect(anew).not.toBe(epoch);
      await start(restored);
      expect(await epochOf(restored)).toBe(anew);
      for (const one of [mirror, deceived]) {
        await one.follow(feedOf(restored));
        expect(one.resyncs).toBe(1);
        expect(sorted(one.held)).toEqual(present);
      }
      tellPromise('P23', { entries: present.length, resyncs: 2, ghosts: 0, wrongWithoutEpoch: wrong });
    },
    PROMISE_TIMEOUT,
  );
});

/** Of the server's clock, in milliseconds: set forward, back, far, to another summer time; the last one puts it right. */
const JUMPS = [3_600_000, -2 * DAY, 400 * DAY, -3_650 * DAY, -3_600_000, 0];

/** P25: times are told, never followed. */
describe('jumps of the clock', () => {
  let network: TestNetwork;

  beforeEach(async () => {
    const database = await createTestDatabase();
    const name = new URL(database.url).pathname.slice(1);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    // The database's own clock, as every statement of the product sees it: found before PostgreSQL's.
    await client.query(`
      CREATE SCHEMA jumping;
      CREATE TABLE jumping.clock (jump interval NOT NULL);
      INSERT INTO jumping.clock VALUES ('0');
      CREATE FUNCTION jumping.now() RETURNS timestamptz LANGUAGE sql STABLE AS
        'SELECT pg_catalog.now() + (SELECT jump FROM jumping.clock)';
      ALTER DATABASE ${name} SET search_path = jumping, pg_catalog, public`);
    await client.end();
    network = await createTestNetwork([FeedModule], { database });
  });

  afterEach(() => network.close());

  it(
    'change no order and lose nothing, of entries or of the horizon; a feed by updated_at loses rows',
    async () => {
      const each = rounds(5, 50);
      const horizon = network.module.get(HorizonRepository, { strict: false });
      const { actor, ownerId } = await coordinatorOf(network);
      const [mirror, late] = [new Copy(), new Copy()];
      const byTime = { last: new Date(0).toISOString(), held: new Map<string, number>() };
      const published: string[] = [];
      for (const [n, jump] of JUMPS.entries()) {
        await network.rows(`UPDATE jumping.clock SET jump = make_interval(secs => $1)`, [jump / 1_000]);
        for (let made = 0; made < each; made += 1) published.push(await publish(network, actor, ownerId));
        await relayOf(network).drain();
        await mirror.follow(feedOf(network));
        if (n % 2 === 0) await late.follow(feedOf(network));
        const rows = await network.rows<{ id: string; version: number; at: string }>(
          `SELECT id, version, updated_at::text AS at FROM entry WHERE updated_at > $1::timestamptz ORDER BY updated_at`,
          [byTime.last],
        );
        for (const { id, version, at } of rows) {
          byTime.held.set(id, version);
          byTime.last = at;
        }
        await horizon.note(isoDay(new Date(Date.now() + jump)));
        await horizon.moveTo(isoDay(new Date(Date.now() + jump - 30 * DAY)));
        expect(sorted(mirror.held)).toEqual(sorted(await truth(network)));
      }
      await late.follow(feedOf(network));
      const present = await truth(network);
      expect(sorted(late.held)).toEqual(sorted(present));
      const order = await network.rows<{ id: string; at: string }>(
        'SELECT s.entry_id AS id, e.updated_at::text AS at FROM feed_state s JOIN entry e ON e.id = s.entry_id ORDER BY s.seq',
      );
      expect(order.map(({ id }) => id)).toEqual(published);
      const times = order.map(({ at }) => at);
      // The jumps were real: times, unlike numbers, go back.
      expect(times).not.toEqual([...times].sort());
      const lostByTime = [...present].filter(([id, version]) => byTime.held.get(id) !== version).length;
      expect(lostByTime).toBeGreaterThan(0);
      tellPromise('P25', { jumps: JUMPS.length, entries: present.size, lost: 0, lostByTime });
    },
    PROMISE_TIMEOUT,
  );
});
