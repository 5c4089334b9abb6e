import type { Transaction } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type LinkedEvent, linkedEventColumns, linkHash } from './audit-link.js';

/** The statements of the chainer. Every one takes its own snapshot (READ COMMITTED). */
@Injectable()
export class AuditChainRepository {
  // The data source itself, not the unit of work: chaining must not announce new work to the relay.
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * Links the oldest committed events that have no link yet, in one transaction.
   * @returns how many were linked
   */
  async chainBatch(limit: number): Promise<number> {
    return this.dataSource.transaction('READ COMMITTED', async (transaction) => {
      const last = await this.lockCounter(transaction);
      const events = await this.pending(transaction, limit);
      if (events.length === 0) return 0;
      let { hash } = last;
      const first = last.sequence + 1;
      const hashes = events.map((event, index) => (hash = linkHash(hash, first + index, event)));
      const ids = events.map((event) => event.id);
      await this.append(transaction, first, ids, hashes);
      await this.moveHead(transaction, last.sequence + events.length, hash);
      return events.length;
    });
  }

  /** A statement of its own: whoever waited here sees, in its next statement, what the other relay has committed. */
  private async lockCounter(transaction: Transaction): Promise<{ sequence: number; hash: string }> {
    const [counter] = await transaction.query<{ sequence: number; hash: string }[]>(
      'SELECT sequence::float8 AS sequence, hash FROM audit_counter WHERE id = 1 FOR UPDATE',
    );
    if (!counter) throw new Error('audit_counter is empty: the database was not migrated');
    return counter;
  }

  private async pending(transaction: Transaction, limit: number): Promise<LinkedEvent[]> {
    return transaction.query(
      `SELECT ${linkedEventColumns} FROM audit_pending p JOIN audit_event e ON e.id = p.event_id
        ORDER BY p.event_id LIMIT $1`,
      [limit],
    );
  }

  private async append(
    transaction: Transaction,
    first: number,
    ids: readonly string[],
    hashes: readonly string[],
  ): Promise<void> {
    await transaction.query(
      `WITH linked AS (
         INSERT INTO audit_chain (sequence, event_id, hash)
         SELECT $1::bigint + n - 1, id, hash FROM unnest($2::bigint[], $3::text[]) WITH ORDINALITY AS l(id, hash, n)
         RETURNING event_id)
       DELETE FROM audit_pending p USING linked l WHERE p.event_id = l.event_id`,
      [first, ids, hashes],
    );
  }

  private async moveHead(transaction: Transaction, sequence: number, hash: string): Promise<void> {
    await transaction.query(
      `WITH counted AS (UPDATE audit_counter SET sequence = $1, hash = $2 WHERE id = 1)
       INSERT INTO audit_head (day, sequence, hash) VALUES ((now() AT TIME ZONE 'UTC')::date, $1, $2)
       ON CONFLICT (day) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash`,
      [sequence, hash],
    );
  }
}
