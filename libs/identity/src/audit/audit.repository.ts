import { randomBytes } from 'node:crypto';
import { queryPrepared, writePrepared, type Statement, type Transaction } from '@maillage/database';
import { Injectable } from '@nestjs/common';
import { personalCommitment } from './chain/audit-link.js';

export interface AuditEvent {
  /** Stable name of the actor; no personal data. */
  readonly actor: string;
  readonly action: string;
  readonly objectId?: string | null;
  /** Ids, numbers and codes: no personal data, they cannot be erased. An organization's id goes under `organization`. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** What tells of a person (address, user agent, words): kept apart, erased on request and after its time. */
  readonly personal?: Readonly<Record<string, unknown>>;
  /** Stable name of the person that `personal` is about; the actor by default. */
  readonly subject?: string;
}

/** Append-only: the table's triggers refuse everything else. The relay chains what was committed (`AuditChainer`). */
@Injectable()
export class AuditRepository {
  /** One statement, which waits for nothing: it goes out with the next one of the transaction, or with its commit. */
  async append(transaction: Transaction, event: AuditEvent): Promise<void> {
    await writePrepared(transaction, ...insertOf(event));
  }

  /** The same at once. @returns the event's id */
  async appendAndTell(transaction: Transaction, event: AuditEvent): Promise<string> {
    const [row] = await queryPrepared<{ id: string }>(transaction, ...insertOf(event));
    return row?.id ?? '';
  }
}

function insertOf(event: AuditEvent): [Statement, unknown[]] {
  const { actor, action, objectId = null, details = {}, personal, subject = actor } = event;
  const values: unknown[] = [actor, action, objectId, JSON.stringify(details)];
  if (personal === undefined) return [insert, values];
  const salt = randomBytes(16).toString('hex');
  // As PostgreSQL will give it back: dates are texts by then, and what is undefined is absent.
  const data = JSON.parse(JSON.stringify(personal)) as Record<string, unknown>;
  return [insertWithPersonal, [...values, personalCommitment(salt, data), subject, salt, JSON.stringify(data)]];
}

const insert: Statement = {
  name: 'audit-append',
  text: 'INSERT INTO audit_event (actor, action, object_id, details) VALUES ($1, $2, $3, $4) RETURNING id',
};
const insertWithPersonal: Statement = {
  name: 'audit-append-personal',
  text: `WITH event AS (
           INSERT INTO audit_event (actor, action, object_id, details, personal_commitment) VALUES ($1, $2, $3, $4, $5)
           RETURNING id)
         INSERT INTO audit_personal (event_id, subject, salt, data) SELECT id, $6, $7, $8 FROM event
         RETURNING event_id AS id`,
};
