import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { reviewDatesCrossing } from '../domain/freshness.js';
import type { EntryRecord } from './entry-record.js';
import { EntryRecordBatch, type RecordRow } from './entry-record-batch.js';
import { entryRecordsStatement } from './entry-record.sql.js';
import { visibleSql } from './entry-visibility.sql.js';

const crossingStatement: Statement = {
  name: 'entry-crossing-freshness',
  text: `SELECT id FROM entry
    WHERE state = 'PUBLISHED' AND id > $1::uuid
      AND (review_by BETWEEN $2::date AND $3::date OR review_by BETWEEN $4::date AND $5::date)
    ORDER BY id LIMIT $6`,
};

const visible = (audience: 'PUBLIC' | 'NETWORK'): string =>
  `FROM entry e JOIN organization o ON o.id = e.owner_id WHERE ${visibleSql(audience, 'o')}`;

/** One statement an audience. */
const forAudiences = (name: string, text: (from: string) => string): Record<'PUBLIC' | 'NETWORK', Statement> => ({
  PUBLIC: { name: `${name}-public`, text: text(visible('PUBLIC')) },
  NETWORK: { name: `${name}-network`, text: text(visible('NETWORK')) },
});
const visiblePageStatements = forAudiences(
  'entry-visible-page',
  (from) => `SELECT e.id, e.version ${from} AND e.id > $1::uuid ORDER BY e.id LIMIT $2`,
);
const visibleAmongStatements = forAudiences(
  'entry-visible-among',
  (from) => `SELECT e.id, e.version ${from} AND e.id = ANY($1::uuid[])`,
);
const visibleCountStatements = forAudiences('entry-visible-count', (from) => `SELECT count(*)::int AS count ${from}`);

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
    return (await this.batch(ids)).all();
  }

  /**
   * The same, each put together when it is asked for by its id.
   * @param ids in small letters, at most 1,000
   */
  async batch(ids: readonly string[]): Promise<EntryRecordBatch> {
    const rows = ids.length === 0 ? [] : await this.pool.query<RecordRow>(entryRecordsStatement, [ids]);
    return new EntryRecordBatch(rows);
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
    return this.pool.query<EntryVersion>(visiblePageStatements[audience], [after, limit]);
  }

  /** Those of the given entries that an audience sees now. @param ids UUIDs, at most 1,000 */
  async visibleAmong(audience: 'PUBLIC' | 'NETWORK', ids: readonly string[]): Promise<EntryVersion[]> {
    return this.pool.query<EntryVersion>(visibleAmongStatements[audience], [ids]);
  }

  async visibleCount(audience: 'PUBLIC' | 'NETWORK'): Promise<number> {
    const [row] = await this.pool.query<{ count: number }>(visibleCountStatements[audience]);
    return row?.count ?? 0;
  }
}
