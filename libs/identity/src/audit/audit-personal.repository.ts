import type { Transaction } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { AuditRepository, type AuditEvent } from './audit.repository.js';

/** Rows that one erasing event names at most. */
const ERASED_AT_ONCE = 1_000;

/** Empties rows of the side table. Each erasure is an event of its own that lists what it emptied: the chain proves it. */
@Injectable()
export class AuditPersonalRepository {
  constructor(@Inject(AuditRepository) private readonly audit: AuditRepository) {}

  /**
   * All that is kept of one person.
   * @param event what the erasing events say beside the list
   * @returns rows emptied
   */
  async eraseOf(transaction: Transaction, subject: string, event: AuditEvent): Promise<number> {
    return this.erase(transaction, event, 'subject = $1', subject);
  }

  /** What is older than `days`. @returns rows emptied */
  async eraseOlderThan(transaction: Transaction, days: number, event: AuditEvent): Promise<number> {
    const old = 'event_id IN (SELECT id FROM audit_event e WHERE e.at < now() - make_interval(days => $1))';
    return this.erase(transaction, event, old, days);
  }

  private async erase(
    transaction: Transaction,
    event: AuditEvent,
    condition: string,
    value: string | number,
  ): Promise<number> {
    for (let total = 0; ;) {
      const rows = await transaction.query<{ id: number }[]>(
        `SELECT event_id::float8 AS id FROM audit_personal WHERE data IS NOT NULL AND ${condition}
          ORDER BY event_id LIMIT ${ERASED_AT_ONCE} FOR UPDATE`,
        [value],
      );
      if (rows.length === 0) return total;
      const erased = rows.map((row) => row.id);
      const erasedBy = await this.audit.appendAndTell(transaction, { ...event, details: { ...event.details, erased } });
      await transaction.query(
        `UPDATE audit_personal SET subject = NULL, salt = NULL, data = NULL, erased_by = $2
          WHERE event_id = ANY($1::bigint[])`,
        [erased, erasedBy],
      );
      total += erased.length;
    }
  }
}
