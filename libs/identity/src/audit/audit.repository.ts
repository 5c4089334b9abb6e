import { queryPrepared, type Statement, type Transaction } from '@maillage/database';
import { Injectable } from '@nestjs/common';

export interface AuditEvent {
  /** Stable name of the actor; no personal data. */
  readonly actor: string;
  readonly action: string;
  readonly objectId?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
}

const appendStatement: Statement = {
  name: 'audit-append',
  text: 'INSERT INTO audit_event (actor, action, object_id, details) VALUES ($1, $2, $3, $4)',
};

/** Append-only: the table's triggers refuse everything else. */
@Injectable()
export class AuditRepository {
  async append(transaction: Transaction, event: AuditEvent): Promise<void> {
    const { actor, action, objectId = null, details = {} } = event;
    await queryPrepared(transaction, appendStatement, [actor, action, objectId, JSON.stringify(details)]);
  }
}
