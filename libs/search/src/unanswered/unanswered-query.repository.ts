import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Different queries kept of one day: a machine that asks nonsense must not fill the table. */
export const MAX_QUERIES_A_DAY = 2_000;
/** Days that a query is kept. */
export const KEPT_DAYS = 90;

/** A query with what was seen of it since it was last written down. */
export interface SeenQuery {
  readonly text: string;
  readonly stems: string;
  readonly times: number;
  readonly hadApproaching: boolean;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

/**
 * Counts queries that are there; of new ones, the most asked first, only as many as the day has room for. The day is
 * that of the last time: a batch that spans midnight counts for the new one.
 */
const recordStatement = `
  WITH given AS (
    SELECT (last_seen AT TIME ZONE 'UTC')::date AS day, g.*
      FROM jsonb_to_recordset($1::jsonb)
           AS g(stems text, text text, times int, had_approaching bool, first_seen timestamptz, last_seen timestamptz)
  ), ranked AS (
    SELECT g.*, u.stems IS NOT NULL AS known,
           row_number() OVER (PARTITION BY g.day, u.stems IS NULL ORDER BY g.times DESC, g.stems) AS rank
      FROM given g LEFT JOIN unanswered_query u ON u.day = g.day AND u.stems = g.stems
  )
  INSERT INTO unanswered_query AS q (day, stems, text, times, had_approaching, first_seen, last_seen)
  SELECT day, stems, text, times, had_approaching, first_seen, last_seen FROM ranked r
   WHERE known OR rank <= $2 - (SELECT count(*) FROM unanswered_query u WHERE u.day = r.day)
  -- in one order everywhere, so that two processes never wait for each other
   ORDER BY day, stems
  ON CONFLICT (day, stems) DO UPDATE
    SET text = excluded.text, times = q.times + excluded.times,
        had_approaching = q.had_approaching OR excluded.had_approaching,
        first_seen = least(q.first_seen, excluded.first_seen), last_seen = greatest(q.last_seen, excluded.last_seen)`;

@Injectable()
export class UnansweredQueryRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Writes a batch in one statement. What the day has no room for is left out; `fullDays` of the view tells. */
  async record(queries: readonly SeenQuery[]): Promise<void> {
    const rows = queries.map((query) => ({
      stems: query.stems,
      text: query.text,
      times: query.times,
      had_approaching: query.hadApproaching,
      first_seen: query.firstSeen,
      last_seen: query.lastSeen,
    }));
    await this.dataSource.query(recordStatement, [JSON.stringify(rows), MAX_QUERIES_A_DAY]);
  }

  /** @returns false when there is no such query */
  async dismiss(stems: string): Promise<boolean> {
    const [, dismissed] = await this.dataSource.query<[unknown, number]>(
      'UPDATE unanswered_query SET dismissed = true WHERE stems = $1',
      [stems],
    );
    return dismissed > 0;
  }

  /** Forgets days that are over since `KEPT_DAYS`. @returns rows removed */
  async prune(now: Date): Promise<number> {
    const [, removed] = await this.dataSource.query<[unknown, number]>(
      `DELETE FROM unanswered_query WHERE day < ($1::timestamptz AT TIME ZONE 'UTC')::date - $2::int`,
      [now, KEPT_DAYS],
    );
    return removed;
  }
}
