import { ReadPool } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import type { EntryRecord } from './entry-record.js';
import { entryRecordsStatement } from './entry-record.sql.js';

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
}
