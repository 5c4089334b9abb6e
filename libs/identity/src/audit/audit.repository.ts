import type { Transaction } from '@maillage/database';
import { Injectable } from '@nestjs/common';

export interface AuditEvent {
  /** Stable name of the actor; no personal data. */
  readonly actor: string;
  readonly action: string;
  readonly objectId?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Append-only: the table's triggers refuse everything else. */
@Injectable()
export class AuditRepository {
  async append(transaction: Transaction, event: AuditEvent): Promise<void> {
    await transaction.query('INSERT INTO audit_event (actor, action, object_id, details) VALUES ($1, $2, $3, $4)', [
      event.actor,
      event.action,
      event.objectId ?? null,
      JSON.stringify(event.details ?? {}),
    ]);
  }
}
