import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { reviewDatesCrossing } from '../domain/freshness.js';
import type { EntryRecord } from './entry-record.js';
import { entryRecordsStatement } from './entry-record.sql.js';

const crossingStatement: Statement = {
  name: 'entry-crossing-freshness',
  text: `SELECT id FROM entry
    WHERE state = 'PUBLISHED' AND id > $1::uuid
      AND (review_by BETWEEN $2::date AND $3::date OR review_by BETWEEN $4::date AND $5::date)
    ORDER BY id LIMIT $6`,
};

/** The rule of `isVisibleTo` as a condition: `$1` holds the audiences of entries that the reader sees. */
const visible = `FROM entry e JOIN organization o ON o.id = e.owner_id
   WHERE e.state IN ('PUBLISHED', 'ARCHIVED') AND e.published_revision IS NOT NULL AND e.audience = ANY($1::text[])
     AND (o.state = 'VERIFIED' OR e.origin_source IS NOT NULL)`;
const visiblePageStatement: Statement = {
  name: 'entry-visible-page',
  text: `SELECT e.id, e.version ${visible} AND e.id > $2::uuid ORDER BY e.id LIMIT $3`,
};
const visibleAmongStatement: Statement = {
  name: 'entry-visible-among',
  text: `SELECT e.id, e.version ${visible} AND e.id = ANY($2::uuid[])`,
};
const visibleCountStatement: Statement = {
  name: 'entry-visible-count',
  text: `SELECT count(*)::int AS count ${visible}`,
};

/** An entry and its version now. */
export interface EntryVersion {
  readonly id: string;
  readonly version: number;
}

/** Before the id of any entry. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** What other modules (search, feed, exports) read of entries: whole records, one statement a batch. */
@Injectable()
export class EntryReadModel {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /**
   * Records at their published revision, in the order of their ids; entries that were never published are left out.
   * @param ids at most 1,000
   */
  async records(ids: readonly string[]): Promise<EntryRecord[]> {
    if (ids.length === 0) return [];
    const rows = await this.pool.query<{ record: EntryRecord }>(entryRecordsStatement, [ids]);
    return rows.map((row) => row.record);
  }

  /**
   * Ids of published entries whose freshness is another at `now` than it was at `then`, without a new version.
   * @param after last id of the page before; `FIRST_ID` at first
   */
  async crossingFreshness(then: Date, now: Date, after: string, limit: number): Promise<string[]> {
    const dates = reviewDatesCrossing(then, now).flatMap(({ from, to }) => [from, to]);
    const rows = await this.pool.query<{ id: string }>(crossingStatement, [after, ...dates, limit]);
    return rows.map((row) => row.id);
  }

  /**
   * Entries that an audience sees now, in the order of their ids.
   * @param after last id of the page before; `FIRST_ID` at first
   */
  async visible(audience: 'PUBLIC' | 'NETWORK', after: string, limit: number): Promise<EntryVersion[]> {
    return this.pool.query<EntryVersion>(visiblePageStatement, [audiencesSeenBy(audience), after, limit]);
  }

  /** Those of the given entries that an audience sees now. @param ids UUIDs, at most 1,000 */
  async visibleAmong(audience: 'PUBLIC' | 'NETWORK', ids: readonly string[]): Promise<EntryVersion[]> {
    return this.pool.query<EntryVersion>(visibleAmongStatement, [audiencesSeenBy(audience), ids]);
  }

  async visibleCount(audience: 'PUBLIC' | 'NETWORK'): Promise<number> {
    const [row] = await this.pool.query<{ count: number }>(visibleCountStatement, [audiencesSeenBy(audience)]);
    return row?.count ?? 0;
  }
}

function audiencesSeenBy(audience: 'PUBLIC' | 'NETWORK'): readonly string[] {
  return audience === 'PUBLIC' ? ['PUBLIC'] : ['PUBLIC', 'NETWORK'];
}
