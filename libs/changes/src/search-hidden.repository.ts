import type { Transaction } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Narrowing is immediate: what is written here is left out of every search from the commit on. */
@Injectable()
export class SearchHiddenRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** @param version the entry's version after the narrowing; the indexer removes the row once both indexes have it */
  async hide(transaction: Transaction, entryId: string, version: number): Promise<void> {
    await transaction.query(
      `INSERT INTO search_hidden (entry_id, version) VALUES ($1, $2)
       ON CONFLICT (entry_id) DO UPDATE SET version = greatest(search_hidden.version, excluded.version)`,
      [entryId, version],
    );
  }

  /**
   * Removes the rows that every reader has passed: the feed's row of the entry tells a version at least as new, and
   * its number is behind all their checkpoints. A reader without a checkpoint holds everything back.
   * @param except entries that stay hidden
   */
  async release(readers: readonly string[], except: readonly string[]): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM search_hidden h USING feed_state f
        WHERE f.entry_id = h.entry_id AND f.version >= h.version AND NOT h.entry_id = ANY($2::uuid[])
          AND (SELECT count(*) FROM feed_checkpoint c
                WHERE c.reader = ANY($1::text[]) AND c.seq >= f.seq) = cardinality($1::text[])`,
      [readers, except],
    );
  }
}
