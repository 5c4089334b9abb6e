import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Remembers verifications, so that none is done twice a night. */
@Injectable()
export class SearchVerificationRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async remember(index: string, at: Date, differences: number, leftOver: number): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO search_verification (index_name, at, differences, left_over) VALUES ($1, $2, $3, $4)
       ON CONFLICT (index_name) DO UPDATE
         SET at = excluded.at, differences = excluded.differences, left_over = excluded.left_over`,
      [index, at, differences, leftOver],
    );
  }

  /** When an index was last compared; null: never. */
  async last(index: string): Promise<Date | null> {
    const [row] = await this.dataSource.query<{ at: Date }[]>(
      'SELECT at FROM search_verification WHERE index_name = $1',
      [index],
    );
    return row?.at ?? null;
  }
}
