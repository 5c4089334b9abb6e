import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** For which day each incarnation of an index tells how fresh its entries are. */
@Injectable()
export class FreshnessRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** `YYYY-MM-DD`; a new incarnation is written from now on, so it is of `today`. */
  async dayOf(reader: string, today: string): Promise<string> {
    const [row] = await this.dataSource.query<{ day: string }[]>(
      `WITH made AS (
         INSERT INTO search_freshness (reader, day) VALUES ($1, $2) ON CONFLICT (reader) DO NOTHING RETURNING day)
       SELECT day::text FROM made UNION ALL SELECT day::text FROM search_freshness WHERE reader = $1`,
      [reader, today],
    );
    return row?.day ?? today;
  }

  async set(reader: string, day: string): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO search_freshness (reader, day) VALUES ($1, $2)
       ON CONFLICT (reader) DO UPDATE SET day = excluded.day`,
      [reader, day],
    );
  }
}
