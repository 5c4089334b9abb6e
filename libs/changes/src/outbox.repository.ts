import { type Statement, type Transaction, writePrepared } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Channel that wakes the relay. */
export const OUTBOX_CHANNEL = 'maillage_outbox';

const appendStatement: Statement = {
  name: 'outbox-append',
  text: 'INSERT INTO outbox (entry_id) SELECT unnest($1::uuid[])',
};

/** Writes "this entry changed" into the transaction of the change. The relay numbers it after the commit. */
@Injectable()
export class OutboxRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * Call it *after* the entry's row is locked or updated: then rows of one entry stand in the outbox in the order of
   * their commits, and the last one numbered tells the newest version. Sent with the next statement, or the commit.
   */
  async append(transaction: Transaction, entryIds: readonly string[]): Promise<void> {
    if (entryIds.length === 0) return;
    await writePrepared(transaction, appendStatement, [entryIds]);
  }

  /** Tells the relays of all processes that rows wait. */
  async announce(): Promise<void> {
    await this.dataSource.query(`SELECT pg_notify('${OUTBOX_CHANNEL}', '')`);
  }
}
