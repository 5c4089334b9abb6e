import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import type { FeedCursor } from './feed-cursor.js';
import type { FeedScope } from './feed-filter.js';
import { byAudience, shownEver } from './feed.sql.js';

/** Where the feed stands. */
export interface FeedState {
  readonly epoch: string;
  /** Newest number given. */
  readonly headSeq: number;
  /** Removals up to here may be forgotten. */
  readonly horizonSeq: number;
}

export interface FeedStanding extends FeedState {
  /** Committed changes that have no number yet. */
  readonly pending: number;
}

/** An entry that a scope shows, or has shown, and that changed. */
export interface ChangedEntry {
  readonly entryId: string;
  readonly seq: number;
  readonly version: number;
}

export interface FeedStatePage extends FeedState {
  readonly entries: readonly ChangedEntry[];
}

const standingStatement: Statement = {
  name: 'feed-standing',
  text: `SELECT epoch, n::float8 AS "headSeq", horizon::float8 AS "horizonSeq",
                (SELECT count(*)::int FROM outbox WHERE seq IS NULL) AS pending
           FROM feed_counter WHERE id = 1`,
};
const keyStatement: Statement = { name: 'feed-cursor-key', text: 'SELECT cursor_key AS key FROM feed_counter' };

/** State and page of one snapshot. `$4`: number before the first; `$5`: entries; `$6`: removals after it alone, null: after the head. */
const pageStatements = byAudience(
  'feed-changes',
  (audience) => `
    SELECT c.epoch, c.n::float8 AS "headSeq", c.horizon::float8 AS "horizonSeq",
           p.entry_id AS "entryId", p.seq::float8 AS seq, p.version
      FROM feed_counter c
      LEFT JOIN LATERAL (
        SELECT s.entry_id, s.seq, e.version
          FROM feed_state s JOIN entry e ON e.id = s.entry_id
         WHERE s.seq > $4::bigint AND (NOT s.deleted OR s.seq > coalesce($6::bigint, c.n)) AND ${shownEver(audience)}
         ORDER BY s.seq LIMIT $5::int) p ON true
     WHERE c.id = 1 ORDER BY p.seq`,
);

const presentStatements = byAudience(
  'feed-present',
  (audience) => `SELECT s.entry_id AS "entryId", s.seq::float8 AS seq, e.version
           FROM feed_state s JOIN entry e ON e.id = s.entry_id
          WHERE s.entry_id = ANY($4::uuid[]) AND ${shownEver(audience)} ORDER BY s.seq`,
);

@Injectable()
export class FeedView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /**
   * @param after where the reader stands; null: nowhere yet
   * @param limit at most 1,001
   */
  async page(scope: FeedScope, after: Pick<FeedCursor, 'seq' | 'from'> | null, limit: number): Promise<FeedStatePage> {
    const { audience, kinds, territories, themes } = scope;
    const values = [kinds, territories, themes, after?.seq ?? 0, limit, after?.from ?? null];
    const rows = await this.pool.query<FeedState & Partial<ChangedEntry>>(pageStatements[audience], values);
    const [first] = rows;
    if (!first) throw new Error('feed_counter is empty: the database was not migrated');
    const { epoch, headSeq, horizonSeq } = first;
    return {
      epoch,
      headSeq,
      horizonSeq,
      entries: rows.filter((row): row is FeedState & ChangedEntry => !!row.entryId),
    };
  }

  /** Where these entries stand; those that the scope never showed are left out. @param ids at most 1,000 */
  async present({ audience, kinds, territories, themes }: FeedScope, ids: readonly string[]): Promise<ChangedEntry[]> {
    return this.pool.query<ChangedEntry>(presentStatements[audience], [kinds, territories, themes, ids]);
  }

  async standing(): Promise<FeedStanding> {
    const [row] = await this.pool.query<FeedStanding>(standingStatement);
    if (!row) throw new Error('feed_counter is empty: the database was not migrated');
    return row;
  }

  /** What cursors are signed with; never changes in one database. */
  async cursorKey(): Promise<string> {
    const [row] = await this.pool.query<{ key: string }>(keyStatement);
    if (!row) throw new Error('feed_counter is empty: the database was not migrated');
    return row.key;
  }
}
