import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';

/** A query that found nothing, with what is known of it. */
export interface UnansweredQuery {
  /** Its stems; what makes two queries one. */
  readonly id: string;
  /** As it was typed last, masked. */
  readonly text: string;
  readonly times: number;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  /** Entries with some of its words were shown. */
  readonly hadApproaching: boolean;
}

/** Where a page ended. */
export interface UnansweredPlace {
  readonly lastSeen: Date;
  readonly id: string;
}

const columns = `stems AS id, (array_agg(text ORDER BY day DESC))[1] AS text, sum(times)::int AS times,
         min(first_seen) AS "firstSeen", max(last_seen) AS "lastSeen", bool_or(had_approaching) AS "hadApproaching"`;
const recentStatement: Statement = {
  name: 'unanswered-recent',
  text: `SELECT ${columns} FROM unanswered_query WHERE day >= $1::date
          GROUP BY stems
         HAVING NOT bool_or(dismissed) AND ($2::timestamptz IS NULL OR (max(last_seen), stems) < ($2, $3))
          ORDER BY max(last_seen) DESC, stems DESC LIMIT $4`,
};
const containingStatement: Statement = {
  name: 'unanswered-containing',
  text: `SELECT ${columns} FROM unanswered_query WHERE ' ' || stems || ' ' LIKE ANY ($1::text[])
          GROUP BY stems HAVING NOT bool_or(dismissed) ORDER BY sum(times) DESC, stems LIMIT $2`,
};
const fullDaysStatement: Statement = {
  name: 'unanswered-full-days',
  text: 'SELECT day::text FROM unanswered_query GROUP BY day HAVING count(*) >= $1 ORDER BY day',
};

@Injectable()
export class UnansweredQueryView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /**
   * Those asked since a day, the last one first; `times` counts from that day on.
   * @param since `YYYY-MM-DD` in UTC
   */
  async recent(since: string, after: UnansweredPlace | null, limit: number): Promise<UnansweredQuery[]> {
    return this.pool.query(recentStatement, [since, after?.lastSeen ?? null, after?.id ?? null, limit]);
  }

  /** Those with one of these sequences of stems in them, the most asked first. */
  async containing(sequences: readonly (readonly string[])[], limit: number): Promise<UnansweredQuery[]> {
    // Stems are letters and digits: none of them means anything in a pattern.
    const patterns = sequences.filter((stems) => stems.length > 0).map((stems) => `% ${stems.join(' ')} %`);
    return patterns.length === 0 ? [] : this.pool.query(containingStatement, [patterns, limit]);
  }

  /** Days of which more was asked than is kept. */
  async fullDays(max: number): Promise<string[]> {
    const rows = await this.pool.query<{ day: string }>(fullDaysStatement, [max]);
    return rows.map((row) => row.day);
  }
}
