import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Says that the right is still ours. @throws Error when the connection that holds it is lost */
export type RebuildLockCheck = () => Promise<void>;

/**
 * One rebuild of a network's indexes at a time. The lock is PostgreSQL's, of a transaction that does nothing else: it
 * ends with its process, holds back no vacuum and works behind a connection pooler.
 */
@Injectable()
export class RebuildRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** @returns undefined when another process holds it */
  async hold<T>(indexPrefix: string, work: (check: RebuildLockCheck) => Promise<T>): Promise<T | undefined> {
    return this.dataSource.transaction(async (transaction) => {
      await transaction.query("SET LOCAL idle_in_transaction_session_timeout = '15min'");
      const [lock] = await transaction.query<{ mine: boolean }[]>(
        'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 43)) AS mine',
        [`reindex ${indexPrefix}`],
      );
      if (!lock?.mine) return undefined;
      return work(async () => {
        await transaction.query('SELECT 1');
      });
    });
  }

  /**
   * What is told of an index (documents set aside, day of freshness), replaced by what is told of the one that takes
   * its place. Entries in doubt are those of both: a late request names the index, whatever stands under the name.
   * @param readers of the contents that take its place: under the prepared index's name, under the index's own
   */
  async replace(index: string, by: string, readers: { from: string; to: string }): Promise<void> {
    await this.dataSource.transaction(async (transaction) => {
      await transaction.query('DELETE FROM search_quarantine WHERE index_name = $1', [index]);
      await transaction.query('UPDATE search_quarantine SET index_name = $1 WHERE index_name = $2', [index, by]);
      await transaction.query(
        `WITH moved AS (DELETE FROM search_doubt WHERE index_name = $2 RETURNING entry_id)
         INSERT INTO search_doubt (index_name, entry_id) SELECT $1, entry_id FROM moved
         ON CONFLICT (index_name, entry_id) DO UPDATE SET watched_until = NULL`,
        [index, by],
      );
      await transaction.query(
        `INSERT INTO search_freshness (reader, day) SELECT $2, day FROM search_freshness WHERE reader = $1
         ON CONFLICT (reader) DO UPDATE SET day = excluded.day`,
        [readers.from, readers.to],
      );
    });
  }

  /** Forgets documents set aside from an index, and those in doubt. */
  async clear(index: string): Promise<void> {
    await this.dataSource.query('DELETE FROM search_quarantine WHERE index_name = $1', [index]);
    await this.dataSource.query('DELETE FROM search_doubt WHERE index_name = $1', [index]);
  }

  /** Forgets the days of incarnations whose reader starts with `prefix`, `keep` excepted. */
  async forgetDays(prefix: string, keep: readonly string[] = []): Promise<void> {
    await this.dataSource.query(
      'DELETE FROM search_freshness WHERE starts_with(reader, $1) AND NOT reader = ANY($2::text[])',
      [prefix, keep],
    );
  }
}
