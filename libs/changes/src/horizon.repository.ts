import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Rows forgotten at most in one statement. */
const AT_ONCE = 10_000;

/** How far back the feed tells of entries that nobody sees any more. */
@Injectable()
export class HorizonRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Notes the newest number of today, once a day is enough: the first of a day stands for it. */
  async note(today: string): Promise<void> {
    await this.dataSource.query(
      'INSERT INTO feed_day (day, seq) SELECT $1::date, n FROM feed_counter ON CONFLICT (day) DO NOTHING',
      [today],
    );
  }

  /**
   * Moves the horizon to what was numbered before a day, and forgets tombstones behind it. First the horizon, committed:
   * who stopped before it is refused before anything is missing.
   * @returns rows forgotten
   */
  async moveTo(day: string): Promise<number> {
    await this.dataSource.query(
      `UPDATE feed_counter SET horizon = greatest(horizon, least(n,
         coalesce((SELECT max(seq) FROM feed_day WHERE day <= $1::date), 0))) WHERE id = 1`,
      [day],
    );
    await this.dataSource.query(
      'DELETE FROM feed_day WHERE day < (SELECT max(day) FROM feed_day WHERE day <= $1::date)',
      [day],
    );
    for (let total = 0; ;) {
      const [, removed] = await this.dataSource.query<[unknown, number]>(
        `DELETE FROM feed_state WHERE entry_id IN (
           SELECT s.entry_id FROM feed_state s, feed_counter f WHERE s.deleted AND s.seq <= f.horizon LIMIT $1)`,
        [AT_ONCE],
      );
      total += removed;
      if (removed < AT_ONCE) return total;
    }
  }
}
