import type { Transaction } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** The statements of the relay. Every one takes its own snapshot (READ COMMITTED). */
@Injectable()
export class RelayRepository {
  // The data source itself, not the unit of work: numbering must not announce new work to the relay.
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * Numbers the oldest committed rows of the outbox, in one transaction.
   * @param limit rows a batch
   * @returns how many rows were numbered
   */
  async numberBatch(limit: number): Promise<number> {
    return this.dataSource.transaction('READ COMMITTED', async (transaction) => {
      const last = await this.lockCounter(transaction);
      const numbered = await this.number(transaction, last, limit);
      if (numbered > 0) {
        await transaction.query('UPDATE feed_counter SET n = n + $1 WHERE id = 1', [numbered]);
      }
      return numbered;
    });
  }

  /** A statement of its own: whoever waited here sees, in its next statement, what the other relay has committed. */
  private async lockCounter(transaction: Transaction): Promise<string> {
    const [counter] = await transaction.query<{ n: string }[]>('SELECT n FROM feed_counter WHERE id = 1 FOR UPDATE');
    if (!counter) throw new Error('feed_counter is empty: the database was not migrated');
    return counter.n;
  }

  /** Where a batch holds several rows of one entry, its feed row takes the last number. */
  private async number(transaction: Transaction, last: string, limit: number): Promise<number> {
    const [result] = await transaction.query<{ numbered: number }[]>(
      `WITH batch AS (
         SELECT id, row_number() OVER (ORDER BY id) AS rank
           FROM (SELECT id FROM outbox WHERE seq IS NULL ORDER BY id LIMIT $2) pending
       ), numbered AS (
         UPDATE outbox o SET seq = $1::bigint + batch.rank FROM batch WHERE o.id = batch.id
         RETURNING o.entry_id, o.seq
       ), stated AS (
         INSERT INTO feed_state (entry_id, seq, version, deleted)
         SELECT n.entry_id, max(n.seq), coalesce(min(e.version), 0),
                coalesce(bool_or(e.state NOT IN ('PUBLISHED', 'ARCHIVED')), true)
           FROM numbered n LEFT JOIN entry e ON e.id = n.entry_id
          GROUP BY n.entry_id
         ON CONFLICT (entry_id) DO UPDATE
            SET seq = excluded.seq, version = excluded.version, deleted = excluded.deleted
       )
       SELECT count(*)::int AS numbered FROM numbered`,
      [last, limit],
    );
    return result?.numbered ?? 0;
  }

  /** Rows not yet numbered. */
  async pending(): Promise<number> {
    const [row] = await this.dataSource.query<{ pending: number }[]>(
      'SELECT count(*)::int AS pending FROM outbox WHERE seq IS NULL',
    );
    return row?.pending ?? 0;
  }

  /** Removes rows numbered more than `days` ago, some at a time; followers read `feed_state`, not these. */
  async prune(days: number): Promise<number> {
    const removed = await this.dataSource.query<[unknown, number]>(
      `DELETE FROM outbox WHERE id IN (
         SELECT id FROM outbox WHERE seq IS NOT NULL AND created_at < now() - make_interval(days => $1)
          ORDER BY id LIMIT 50000)`,
      [days],
    );
    return removed[1];
  }
}
