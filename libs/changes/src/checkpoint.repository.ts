import type { Transaction } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/**
 * How far each follower inside the product has come. A follower works while it holds its row's lock, in an open
 * transaction: two workers never follow for the same reader at once, and one that dies lets go at once.
 */
@Injectable()
export class CheckpointRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * Runs `work` with the reader's place in the feed, while no other process can.
   * A reader that is new, or whose place is of another epoch or beyond the head (after a restore), starts from 0.
   * @returns what `work` gives, or undefined when another process holds the reader
   */
  async hold<T>(reader: string, work: (held: HeldCheckpoint) => Promise<T>): Promise<T | undefined> {
    await this.dataSource.query(
      `INSERT INTO feed_checkpoint (reader, epoch, seq) SELECT $1, epoch, 0 FROM feed_counter
       ON CONFLICT (reader) DO NOTHING`,
      [reader],
    );
    return this.dataSource.transaction('READ COMMITTED', async (transaction) => {
      // A long wait for the search engine must not end the transaction that keeps others out.
      await transaction.query("SET LOCAL idle_in_transaction_session_timeout = '15min'");
      const [row] = await transaction.query<{ seq: number; epoch: string; current: string; head: number }[]>(
        `SELECT c.seq::float8 AS seq, c.epoch, f.epoch AS current, f.n::float8 AS head
           FROM feed_checkpoint c CROSS JOIN feed_counter f WHERE c.reader = $1 FOR UPDATE OF c SKIP LOCKED`,
        [reader],
      );
      if (!row) return undefined;
      const valid = row.epoch === row.current && row.seq <= row.head;
      return work(new HeldCheckpoint(transaction, reader, valid ? row.seq : 0));
    });
  }

  /** Places by reader; a reader that never worked is absent. */
  async places(readers: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.dataSource.query<{ reader: string; seq: number }[]>(
      'SELECT reader, seq::float8 AS seq FROM feed_checkpoint WHERE reader = ANY($1::text[])',
      [readers],
    );
    return new Map(rows.map((row) => [row.reader, row.seq]));
  }

  /** Sets a reader's place, whoever holds it. Used to start another copy of what the reader maintains. */
  async set(reader: string, seq: number): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO feed_checkpoint (reader, epoch, seq) SELECT $1, epoch, $2 FROM feed_counter
       ON CONFLICT (reader) DO UPDATE SET seq = excluded.seq, epoch = excluded.epoch, updated_at = now()`,
      [reader, seq],
    );
  }

  /** Forgets readers whose name starts with `prefix`, `keep` excepted. */
  async forget(prefix: string, keep: readonly string[] = []): Promise<void> {
    await this.dataSource.query(
      'DELETE FROM feed_checkpoint WHERE starts_with(reader, $1) AND NOT reader = ANY($2::text[])',
      [prefix, keep],
    );
  }
}

/** A reader's place while its lock is held. */
export class HeldCheckpoint {
  constructor(
    /** Ends, with the lock, when the work does. */
    readonly transaction: Transaction,
    readonly reader: string,
    /** Last number followed; 0 at the start. */
    readonly seq: number,
  ) {}

  /** Moves the place; seen by others when the work ends well. */
  async advance(seq: number): Promise<void> {
    await this.transaction.query(
      `UPDATE feed_checkpoint SET seq = $2, epoch = (SELECT epoch FROM feed_counter), updated_at = now()
        WHERE reader = $1`,
      [this.reader, seq],
    );
  }
}
