import type { Transaction } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const setStatement = `
  INSERT INTO feed_checkpoint (reader, epoch, seq) SELECT $1, epoch, $2 FROM feed_counter
  ON CONFLICT (reader) DO UPDATE SET seq = excluded.seq, epoch = excluded.epoch, updated_at = now()`;

/**
 * How far each follower inside the product has come. A follower works while it holds a lock named after what it
 * maintains, in an open transaction: two workers never maintain the same thing at once, and one that dies lets go at
 * once.
 */
@Injectable()
export class CheckpointRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * Runs `work` while no other process can hold `name`.
   * @returns what `work` gives, or undefined when another process holds it now
   */
  async hold<T>(name: string, work: (held: HeldFollower) => Promise<T>): Promise<T | undefined> {
    await this.dataSource.query(
      `INSERT INTO feed_checkpoint (reader, epoch, seq) SELECT $1, epoch, 0 FROM feed_counter
       ON CONFLICT (reader) DO NOTHING`,
      [name],
    );
    return this.dataSource.transaction('READ COMMITTED', async (transaction) => {
      // A long wait for the search engine must not end the transaction that keeps others out.
      await transaction.query("SET LOCAL idle_in_transaction_session_timeout = '15min'");
      const locked = await transaction.query<unknown[]>(
        'SELECT 1 FROM feed_checkpoint WHERE reader = $1 FOR UPDATE SKIP LOCKED',
        [name],
      );
      return locked.length === 0 ? undefined : work(new HeldFollower(transaction));
    });
  }

  /** Places by reader; a reader that never worked, or whose place is of another epoch, is absent. */
  async places(readers: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.dataSource.query<{ reader: string; seq: number }[]>(
      `SELECT c.reader, c.seq::float8 AS seq FROM feed_checkpoint c JOIN feed_counter f ON f.epoch = c.epoch
        WHERE c.reader = ANY($1::text[]) AND c.seq <= f.n`,
      [readers],
    );
    return new Map(rows.map((row) => [row.reader, row.seq]));
  }

  /** Sets a reader's place, whoever maintains what it reads for: what was built under one name goes on under another. */
  async set(reader: string, seq: number): Promise<void> {
    await this.dataSource.query(setStatement, [reader, seq]);
  }

  /** Forgets readers whose name starts with `prefix`, `keep` excepted. */
  async forget(prefix: string, keep: readonly string[] = []): Promise<void> {
    await this.dataSource.query(
      'DELETE FROM feed_checkpoint WHERE starts_with(reader, $1) AND NOT reader = ANY($2::text[])',
      [prefix, keep],
    );
  }
}

/** The right to maintain one thing, until the work ends. */
export class HeldFollower {
  /** @param transaction that holds the right: what is written in it is seen together with the new place, or never */
  constructor(readonly transaction: Transaction) {}

  /**
   * Last number that a reader has followed. One that is new, or whose place is of another epoch or beyond the head
   * (after a restore), starts from 0.
   */
  async place(reader: string): Promise<number> {
    const [row] = await this.transaction.query<{ seq: number }[]>(
      `SELECT c.seq::float8 AS seq FROM feed_checkpoint c JOIN feed_counter f ON f.epoch = c.epoch AND f.n >= c.seq
        WHERE c.reader = $1`,
      [reader],
    );
    return row?.seq ?? 0;
  }

  /** Moves the place of a reader; seen by others when the work ends well. */
  async advance(reader: string, seq: number): Promise<void> {
    await this.transaction.query(setStatement, [reader, seq]);
  }
}
