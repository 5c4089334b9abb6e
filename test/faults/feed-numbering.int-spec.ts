import { setTimeout as pause } from 'node:timers/promises';
import { Relay } from '@maillage/changes';
import { newId } from '@maillage/kernel';
import pg from 'pg';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestNetwork, type TestNetwork } from '../support/test-network.js';

/** P2: numbers of the feed are dense, increasing, never given twice. P3: versions of an entry never go backwards. */
describe('numbering of the feed', () => {
  let network: TestNetwork;
  let ownerId: string;

  beforeEach(async () => {
    network = await createTestNetwork();
    ownerId = await network.organization('Ville de démonstration');
  });

  afterEach(() => network.close());

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: network.database.url });
    await client.connect();
    return client;
  };

  const addEntries = async (count: number): Promise<string[]> => {
    const ids = Array.from({ length: count }, () => newId());
    await network.rows(
      `INSERT INTO entry (id, kind, owner_id, subject_organization_id) SELECT id, 'USE_CASE', $2, $2 FROM unnest($1::uuid[]) id`,
      [ids, ownerId],
    );
    return ids;
  };

  /** True when every numbered row has a number of its own from 1 to the head, without a gap. */
  const isDense = async (): Promise<boolean> => {
    const [row] = await network.rows<{ dense: boolean }>(
      `SELECT count(*) = count(DISTINCT seq) AND count(*) = coalesce(max(seq), 0)
          AND max(seq) IS NOT DISTINCT FROM nullif((SELECT n FROM feed_counter), 0) AS dense
         FROM outbox WHERE seq IS NOT NULL`,
    );
    return row?.dense ?? false;
  };

  const write = async (client: pg.Client, id: string, rollback: boolean): Promise<void> => {
    await client.query('BEGIN');
    await client.query('UPDATE entry SET version = version + 1 WHERE id = $1', [id]);
    await client.query('INSERT INTO outbox (entry_id) VALUES ($1)', [id]);
    await pause(Math.random() * 5);
    await client.query(rollback ? 'ROLLBACK' : 'COMMIT');
  };

  it(
    'is dense, with versions that only grow, under 16 writers and two relays',
    async () => {
      const transactions = rounds(40, 500);
      const hot = await addEntries(8);
      const relay = network.module.get(Relay, { strict: false });
      const seen = new Map<string, number>();
      let writing = true;
      const relays = [1, 2].map(async () => {
        while (writing) if ((await relay.step(50)) === 0) await pause(2);
      });
      const watcher = (async () => {
        while (writing) {
          const rows = await network.rows<{ id: string; version: number }>(
            'SELECT entry_id AS id, version FROM feed_state',
          );
          for (const { id, version } of rows) {
            expect(version).toBeGreaterThanOrEqual(seen.get(id) ?? 0);
            seen.set(id, version);
          }
          await pause(3);
        }
      })();
      const writers = Array.from({ length: 16 }, async (_, writer) => {
        const client = await connect();
        for (let n = 0; n < transactions; n += 1)
          await write(client, hot[(writer + n) % hot.length] ?? '', n % 10 === 9);
        await client.end();
      });
      await Promise.all(writers);
      writing = false;
      await Promise.all([...relays, watcher]);
      await relay.drain();
      expect(await network.rows('SELECT count(*)::int AS n, min(seq)::int AS first FROM outbox')).toEqual([
        { n: 16 * transactions * 0.9, first: 1 },
      ]);
      expect(await isDense()).toBe(true);
      tellPromise('P2', { rows: 16 * transactions * 0.9, writers: 16, relays: relays.length, dense: true });
      const behind = `SELECT 1 FROM entry e LEFT JOIN feed_state f ON f.entry_id = e.id
      WHERE e.id = ANY($1) AND f.version IS DISTINCT FROM e.version`;
      expect(await network.rows(behind, [hot])).toEqual([]);
    },
    PROMISE_TIMEOUT,
  );

  /** Events whose version is not above that of the event before it, of the same entry, in an order. */
  const backwards = async (order: 'o.seq' | 'w.xid'): Promise<number> => {
    const [row] = await network.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM (
         SELECT w.version, lag(w.version) OVER (PARTITION BY o.entry_id ORDER BY ${order}) AS before
           FROM outbox o JOIN written w ON w.outbox_id = o.id) e WHERE version <= before`,
    );
    return row?.n ?? 0;
  };

  it(
    'orders the events of an entry by version; an order by xid is caught (negative control)',
    async () => {
      const events = rounds(400, 2_000);
      const hot = await addEntries(8);
      await network.rows('CREATE TABLE written (outbox_id bigint, version int, xid bigint)');
      const relay = network.module.get(Relay, { strict: false });
      let left = events;
      const writers = Array.from({ length: 16 }, async () => {
        const client = await connect();
        while ((left -= 1) >= 0) {
          await client.query('BEGIN');
          // The number of a transaction is taken before the entry's row is locked, as any earlier write of it would.
          const { rows } = await client.query<{ xid: string }>('SELECT pg_current_xact_id()::text AS xid');
          await pause(Math.random() * 5);
          await client.query(
            `WITH changed AS (UPDATE entry SET version = version + 1 WHERE id = $1 RETURNING id, version),
                told AS (INSERT INTO outbox (entry_id) SELECT id FROM changed RETURNING id)
           INSERT INTO written SELECT told.id, changed.version, $2::bigint FROM told, changed`,
            [hot[Math.floor(Math.random() * hot.length)], rows[0]?.xid],
          );
          await client.query('COMMIT');
        }
        await client.end();
      });
      let writing = true;
      const numbering = (async () => {
        while (writing) if ((await relay.step(50)) === 0) await pause(2);
      })();
      await Promise.all(writers);
      writing = false;
      await numbering;
      await relay.drain();
      expect(await backwards('o.seq')).toBe(0);
      const byXid = await backwards('w.xid');
      expect(byXid).toBeGreaterThan(0);
      tellPromise('P3', { events, entries: hot.length, backwards: 0, backwards_by_xid: byXid });
    },
    PROMISE_TIMEOUT,
  );

  it('is caught when it locks and reads in one statement (negative control)', async () => {
    const broken = `WITH counter AS (SELECT n FROM feed_counter WHERE id = 1 FOR UPDATE),
      numbered AS (
        UPDATE outbox o SET seq = counter.n + batch.rank
          FROM counter, (SELECT id, row_number() OVER (ORDER BY id) AS rank FROM outbox WHERE seq IS NULL) batch
         WHERE o.id = batch.id RETURNING 1)
      UPDATE feed_counter SET n = n + (SELECT count(*) FROM numbered) WHERE id = 1`;
    const [id = ''] = await addEntries(1);
    const [one, other] = [await connect(), await connect()];
    for (let n = 0; n < 3; n += 1) await write(one, id, false);
    await one.query('BEGIN');
    await one.query(broken);
    const waiting = other.query(broken).catch(() => undefined);
    await pause(200);
    await one.query('COMMIT');
    await waiting;
    const caught = !(await isDense());
    await Promise.all([one.end(), other.end()]);
    expect(caught).toBe(true);
  });
});
