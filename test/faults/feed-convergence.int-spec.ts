import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { EntryWritingService, EntryReviewService } from '@maillage/catalogue';
import { EpochRepository, Relay } from '@maillage/changes';
import {
  type FeedAudience,
  type FeedChange,
  FeedDigestService,
  FeedModule,
  feedScope,
  FeedService,
} from '@maillage/feed';
import pg from 'pg';
import { copyEntry } from '../factories/bulk.factory.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestNetwork, type TestNetwork } from '../support/test-network.js';

const ENTRIES = 60;
const AUDIENCES = ['PUBLIC', 'NETWORK', 'ORGANIZATION'] as const;
const READERS: Record<(typeof AUDIENCES)[number], readonly string[]> = {
  PUBLIC: ['PUBLIC', 'NETWORK'],
  NETWORK: ['NETWORK'],
  ORGANIZATION: [],
};

/** Deaf to which changes are REMOVEs: the negative control of P4. */
type Deaf = (change: FeedChange) => boolean;

/** A portal's copy: what it holds, and the cursor that was written together with it. */
class Mirror {
  held = new Map<string, number>();
  cursor: string | null = null;

  constructor(
    private readonly feed: FeedService,
    readonly audience: FeedAudience,
    private readonly size: number,
    private readonly deaf: Deaf = () => false,
  ) {}

  /** One page. @param times that it is applied */
  async step(times = 1): Promise<boolean> {
    const page = await this.feed.page(feedScope(this.audience, null), this.cursor, this.size);
    for (let time = 0; time < times; time += 1) this.apply(page.changes);
    this.cursor = page.nextCursor;
    return page.hasMore;
  }

  /** Asks for a page, and dies before it is written: nothing of it is kept. */
  async die(): Promise<void> {
    await this.feed.page(feedScope(this.audience, null), this.cursor, this.size);
  }

  async follow(): Promise<void> {
    while (await this.step());
  }

  private apply(changes: readonly FeedChange[]): void {
    for (const change of changes) {
      if (this.deaf(change)) continue;
      if (change.op === 'REMOVE') this.held.delete(change.entryId);
      else this.held.set(change.entryId, change.version);
    }
  }
}

/** P1, P4 and P5: mirrors hold exactly what their audience sees; cursors of another past are refused. */
describe('mirrors that follow the feed', () => {
  let network: TestNetwork;
  let feed: FeedService;
  let relay: Relay;
  let ids: string[];

  beforeEach(async () => {
    network = await createTestNetwork([FeedModule]);
    feed = network.module.get(FeedService, { strict: false });
    relay = network.module.get(Relay, { strict: false });
    const owner = await network.organization('Ville des miroirs');
    const coordinator = await network.member('COORDINATOR', owner);
    const writing = network.module.get(EntryWritingService, { strict: false });
    const { id } = await writing.create(coordinator, {
      ownerId: owner,
      kind: 'USE_CASE',
      content: useCaseContent(),
    });
    const review = network.module.get(EntryReviewService, { strict: false });
    await review.publish(coordinator, { id, baseRevision: 1 });
    ids = [id, ...(await copyEntry(network, id, ENTRIES))];
    await relay.drain();
  });

  afterEach(() => network.close());

  /** What an audience sees, written by hand. */
  const truth = async (audience: FeedAudience): Promise<Map<string, number>> => {
    const rows = await network.rows<{ id: string; version: number }>(
      `SELECT e.id, e.version FROM entry e WHERE e.state IN ('PUBLISHED', 'ARCHIVED') AND e.audience = ANY($1::text[])`,
      [audience === 'PUBLIC' ? ['PUBLIC'] : ['PUBLIC', 'NETWORK']],
    );
    return new Map(rows.map(({ id, version }) => [id, version]));
  };
  const sorted = (held: ReadonlyMap<string, number>) => [...held].sort();
  const one = <T>(of: readonly T[]): T => of[Math.floor(Math.random() * of.length)] as T;

  /** A change of one entry, as the product's services make it: row lock, version, outbox row, after a while the commit. */
  const write = async (client: pg.Client, rollback: boolean, delay: number, id = one(ids)): Promise<void> => {
    const audience = one(AUDIENCES);
    const state = one(['PUBLISHED', 'PUBLISHED', 'PUBLISHED', 'ARCHIVED', 'WITHDRAWN', 'MERGED']);
    await client.query('BEGIN');
    await client.query(
      `UPDATE entry SET version = version + 1, state = $2, audience = $3,
              audiences_ever = (SELECT array_agg(DISTINCT x) FROM unnest(audiences_ever || $4::text[]) x)
        WHERE id = $1`,
      [id, state, audience, ['PUBLISHED', 'ARCHIVED'].includes(state) ? READERS[audience] : []],
    );
    await client.query('INSERT INTO outbox (entry_id) VALUES ($1)', [id]);
    if (delay > 0) await pause(Math.random() * delay);
    await client.query(rollback ? 'ROLLBACK' : 'COMMIT');
  };

  const withClient = async (work: (client: pg.Client) => Promise<void>): Promise<void> => {
    const client = new pg.Client({ connectionString: network.database.url });
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  };

  /** Puts entries and numbers back to where `backup_…` says, as a restored backup does; the epoch with them. */
  const restore = async (): Promise<void> => {
    await network.rows(`UPDATE entry e SET version = b.version, state = b.state, audience = b.audience,
      audiences_ever = b.audiences_ever FROM backup_entry b WHERE b.id = e.id`);
    await network.rows('DELETE FROM outbox');
    await network.rows('DELETE FROM feed_state');
    await network.rows('INSERT INTO outbox SELECT * FROM backup_outbox');
    await network.rows('INSERT INTO feed_state SELECT * FROM backup_feed_state');
    await network.rows('UPDATE feed_counter f SET n = b.n, epoch = b.epoch FROM backup_feed_counter b');
  };

  const digestAgrees = async (mirror: Mirror): Promise<boolean> => {
    const digests = network.module.get(FeedDigestService, { strict: false });
    const { pending, buckets } = await digests.digest(feedScope(mirror.audience, null), 16);
    const sums = buckets.map(() => 0n);
    for (const [id, version] of mirror.held) {
      const hash = createHash('sha256').update(`${id}:${version}`).digest();
      const index = Math.floor(((hash[0] ?? 0) * 16) / 256);
      sums[index] = (sums[index] ?? 0n) + BigInt(`0x${hash.subarray(0, 6).toString('hex')}`);
    }
    return pending === 0 && buckets.every(({ sum }, index) => BigInt(sum) === sums[index]);
  };

  it(
    'hold exactly what their audience sees, while 16 writers write; a feed by id misses rows',
    async () => {
      const transactions = rounds(25, 500);
      const mirrors = (['PUBLIC', 'NETWORK'] as const).flatMap((audience) =>
        [7, 1_000].map((size) => new Mirror(feed, audience, size)),
      );
      let writing = true;
      const byId = { last: 0, seen: 0 };
      const readById = async (): Promise<void> => {
        const rows = await network.rows<{ id: number }>(
          'SELECT id::float8 AS id FROM outbox WHERE id > $1 ORDER BY id',
          [byId.last],
        );
        byId.last = rows.at(-1)?.id ?? byId.last;
        byId.seen += rows.length;
      };
      const readers = [
        ...mirrors.map(async (mirror, index) => {
          while (writing) {
            if (index === 0 && Math.random() < 0.3) await mirror.die();
            await mirror.step(index === 1 ? 2 : 1);
            await pause(2);
          }
        }),
        (async () => {
          while (writing) await Promise.all([relay.step(), readById(), pause(1)]);
        })(),
      ];
      const writers = Array.from({ length: 16 }, () =>
        withClient(async (client) => {
          for (let n = 0; n < transactions; n += 1) await write(client, Math.random() < 0.1, 20);
        }),
      );
      await Promise.all(writers);
      writing = false;
      await Promise.all(readers);
      await relay.drain();
      await readById();
      for (const mirror of mirrors) {
        await mirror.follow();
        expect(sorted(mirror.held)).toEqual(sorted(await truth(mirror.audience)));
        expect(await digestAgrees(mirror)).toBe(true);
      }
      const [row] = await network.rows<{ count: number; dense: boolean }>(
        `SELECT count(*)::int AS count, count(*) = max(seq) AND count(*) = count(DISTINCT seq) AS dense FROM outbox`,
      );
      expect(row?.dense).toBe(true);
      const missedById = (row?.count ?? 0) - byId.seen;
      expect(missedById).toBeGreaterThan(0);
      tellPromise('P1', { transactions: 16 * transactions, mirrors: mirrors.length, dense: true, missedById });
    },
    PROMISE_TIMEOUT,
  );

  it(
    'lose at the next page what leaves their audience; deaf to REMOVE they keep it',
    async () => {
      const flips = rounds(600, 20_000);
      const mirrors = (['PUBLIC', 'NETWORK'] as const).map((audience) => new Mirror(feed, audience, 1_000));
      const deaf = new Mirror(feed, 'PUBLIC', 1_000, ({ op }) => op === 'REMOVE');
      await withClient(async (client) => {
        for (let n = 0; n < flips; n += 1) {
          await write(client, false, 0);
          if (n % 50 !== 49) continue;
          await relay.drain();
          for (const mirror of [...mirrors, deaf]) await mirror.follow();
          for (const mirror of mirrors) expect(sorted(mirror.held)).toEqual(sorted(await truth(mirror.audience)));
        }
      });
      const ghosts = deaf.held.size - (await truth('PUBLIC')).size;
      expect(ghosts).toBeGreaterThan(0);
      tellPromise('P4', { flips, mirrors: mirrors.length, ghostsWithoutRemove: ghosts });
    },
    PROMISE_TIMEOUT,
  );

  it(
    'refuse cursors by type, and start anew without ghosts after a restore; without a new epoch they stay wrong',
    async () => {
      const cursors = rounds(50, 200);
      const mirror = new Mirror(feed, 'PUBLIC', 7);
      await mirror.follow();
      const codeOf = async (after: string, audience: FeedAudience = 'PUBLIC'): Promise<string> =>
        feed.page(feedScope(audience, null), after, 10).then(
          () => 'ACCEPTED',
          (error: { code?: string }) => error.code ?? String(error),
        );
      for (let n = 0; n < cursors; n += 1) {
        const bytes = Buffer.from(mirror.cursor ?? '', 'base64url');
        const at = Math.floor(Math.random() * bytes.length);
        bytes[at] = (bytes[at] ?? 0) ^ (1 + Math.floor(Math.random() * 255));
        expect(await codeOf(bytes.toString('base64url'))).toBe('CURSOR_INVALID');
      }
      expect(await codeOf(mirror.cursor ?? '', 'NETWORK')).toBe('CURSOR_SCOPE_MISMATCH');
      for (const table of ['entry', 'feed_state', 'feed_counter', 'outbox']) {
        await network.rows(`CREATE TABLE backup_${table} AS TABLE ${table}`);
      }
      await withClient(async (client) => {
        for (let n = 0; n < ENTRIES; n += 1) await write(client, false, 0);
        await relay.drain();
        await mirror.follow();
        expect(sorted(mirror.held)).toEqual(sorted(await truth('PUBLIC')));
        await restore();
        // The new past grows longer than the old one: numbers alone do not tell that they were given twice.
        for (let n = 0; n < 2 * ENTRIES; n += 1) await write(client, false, 0, ids[0]);
        await relay.drain();
      });
      await mirror.follow();
      const present = await truth('PUBLIC');
      const wrong = [...mirror.held].filter(([id, version]) => present.get(id) !== version).length;
      expect(sorted(mirror.held)).not.toEqual(sorted(present));
      await network.module.get(EpochRepository, { strict: false }).begin();
      expect(await codeOf(mirror.cursor ?? '')).toBe('FEED_RESET');
      const anew = new Mirror(feed, 'PUBLIC', 7);
      await anew.follow();
      expect(sorted(anew.held)).toEqual(sorted(present));
      await network.rows('UPDATE feed_counter SET horizon = n');
      const { nextCursor } = await feed.page(feedScope('PUBLIC', null), null, 3);
      expect(await codeOf(nextCursor)).toBe('ACCEPTED');
      await network.rows('UPDATE feed_counter SET n = n + 1, horizon = n + 1');
      expect(await codeOf(nextCursor)).toBe('CURSOR_EXPIRED');
      tellPromise('P5', { cursors, wrongWithoutEpoch: wrong });
    },
    PROMISE_TIMEOUT,
  );
});
