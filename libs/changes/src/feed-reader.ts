import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';

/** Latest change of one entry. `seq` is exact up to 2^53. */
export interface FeedRow {
  readonly entryId: string;
  readonly seq: number;
  readonly version: number;
  readonly deleted: boolean;
}

/** Newest number given, and the epoch it belongs to. */
export interface FeedHead {
  readonly epoch: string;
  readonly seq: number;
}

const pageStatement: Statement = {
  name: 'feed-page',
  text: `SELECT entry_id AS "entryId", seq::float8 AS seq, version, deleted
           FROM feed_state WHERE seq > $1 ORDER BY seq LIMIT $2`,
};
const headStatement: Statement = {
  name: 'feed-head',
  text: 'SELECT epoch, n::float8 AS seq FROM feed_counter WHERE id = 1',
};
const remainingStatement: Statement = {
  name: 'feed-remaining',
  text: 'SELECT count(*)::int AS remaining FROM feed_state WHERE seq > $1',
};

const inFlightStatement: Statement = {
  name: 'feed-in-flight',
  text: `SELECT entry_id AS id FROM feed_state WHERE entry_id = ANY($1::uuid[]) AND seq > $2
         UNION SELECT entry_id FROM outbox WHERE seq IS NULL AND entry_id = ANY($1::uuid[])`,
};

/** What followers read: the latest number of each entry. What to show of it is read from the entry as it is now. */
@Injectable()
export class FeedReader {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /** Entries changed after `seq`, in the order of their numbers. @param limit at most 1,000 */
  async after(seq: number, limit: number): Promise<FeedRow[]> {
    return this.pool.query<FeedRow>(pageStatement, [seq, limit]);
  }

  async head(): Promise<FeedHead> {
    const [head] = await this.pool.query<FeedHead>(headStatement);
    if (!head) throw new Error('feed_counter is empty: the database was not migrated');
    return head;
  }

  /** Entries that a reader at `seq` has not followed yet. */
  async remaining(seq: number): Promise<number> {
    const [row] = await this.pool.query<{ remaining: number }>(remainingStatement, [seq]);
    return row?.remaining ?? 0;
  }

  /**
   * Those of the given entries with a committed change that a reader at `seq` has not followed: numbered later, or not
   * numbered yet. @param ids at most 1,000
   */
  async inFlight(ids: readonly string[], seq: number): Promise<Set<string>> {
    const rows = await this.pool.query<{ id: string }>(inFlightStatement, [ids, seq]);
    return new Set(rows.map((row) => row.id));
  }
}
