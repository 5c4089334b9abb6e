import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Entries whose last write into an index was not answered: the engine may still take it, after later ones. */
@Injectable()
export class DoubtRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Begins their watch anew. */
  async add(index: string, entryIds: readonly string[]): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO search_doubt (index_name, entry_id) SELECT $1, unnest($2::uuid[]) ORDER BY 2
       ON CONFLICT (index_name, entry_id) DO UPDATE SET watched_until = NULL`,
      [index, entryIds],
    );
  }

  /**
   * Entries to look at now. Their watch ends some time after the first look: before that the engine did not answer.
   * @param seconds that a late request may take
   */
  async watched(index: string, seconds: number, limit: number): Promise<{ entryId: string; over: boolean }[]> {
    await this.dataSource.query(
      `UPDATE search_doubt SET watched_until = now() + make_interval(secs => $2)
        WHERE index_name = $1 AND watched_until IS NULL`,
      [index, seconds],
    );
    return this.dataSource.query(
      `SELECT entry_id AS "entryId", watched_until < now() AS over FROM search_doubt WHERE index_name = $1
        ORDER BY watched_until LIMIT $2`,
      [index, limit],
    );
  }

  async forget(index: string, entryIds: readonly string[]): Promise<void> {
    await this.dataSource.query('DELETE FROM search_doubt WHERE index_name = $1 AND entry_id = ANY($2::uuid[])', [
      index,
      entryIds,
    ]);
  }

  /** Entries whose watch, in any index, has not begun or has still more than these seconds to go. */
  async fresh(seconds: number): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT DISTINCT entry_id AS id FROM search_doubt
        WHERE watched_until IS NULL OR watched_until > now() + make_interval(secs => $1)`,
      [seconds],
    );
    return rows.map((row) => row.id);
  }
}
