import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Documents that the engine refuses: told here, retried when their entry changes. */
@Injectable()
export class QuarantineRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async add(index: string, entryId: string, version: number, error: string): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO search_quarantine (index_name, entry_id, version, error) VALUES ($1, $2, $3, $4)
       ON CONFLICT (index_name, entry_id)
       DO UPDATE SET version = excluded.version, error = excluded.error, at = now()`,
      [index, entryId, version, error.slice(0, 2_000)],
    );
  }

  /** Entries that the engine has taken after all, or that are gone. */
  async release(index: string, entryIds: readonly string[]): Promise<void> {
    await this.dataSource.query('DELETE FROM search_quarantine WHERE index_name = $1 AND entry_id = ANY($2::uuid[])', [
      index,
      entryIds,
    ]);
  }

  /** Documents set aside, by index; an index without any is absent. */
  async counts(indexes: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.dataSource.query<{ index: string; count: number }[]>(
      `SELECT index_name AS index, count(*)::int AS count FROM search_quarantine
        WHERE index_name = ANY($1::text[]) GROUP BY index_name`,
      [indexes],
    );
    return new Map(rows.map((row) => [row.index, row.count]));
  }

  /** How many of these entries are set aside from an index. */
  async countAmong(index: string, entryIds: readonly string[]): Promise<number> {
    const [row] = await this.dataSource.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM search_quarantine WHERE index_name = $1 AND entry_id = ANY($2::uuid[])`,
      [index, entryIds],
    );
    return row?.count ?? 0;
  }
}
