import { ReadPool } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';

/** Fields narrow each other. */
export interface AuditLogFilter {
  /** Stable name: `member:…`, `key:…`, `system:…`. */
  readonly actor?: string | null;
  readonly action?: string | null;
  /** Id of an entry, organization, key … */
  readonly object?: string | null;
  /** Id: what was done to the organization itself, in its name, or to entries that it owns now. */
  readonly organization?: string | null;
  readonly from?: Date | null;
  /** Exclusive. */
  readonly to?: Date | null;
}

export interface AuditLogItem {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  /** Of members, as it is now; null once erased, and for others. */
  readonly actorName: string | null;
  readonly action: string;
  readonly objectId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  /** Null: none, or erased. */
  readonly personal: Readonly<Record<string, unknown>> | null;
  readonly personalErased: boolean;
  /** Its link; null until the relay has made it, within a second. */
  readonly sequence: number | null;
  readonly hash: string | null;
}

const select = `
  SELECT e.id::text AS id, e.at, e.actor, nullif(m.display_name, '') AS "actorName", e.action, e.object_id AS "objectId",
         e.details, p.data AS personal, p.event_id IS NOT NULL AND p.data IS NULL AS "personalErased",
         c.sequence::float8 AS sequence, c.hash
    FROM audit_event e
    LEFT JOIN audit_chain c ON c.event_id = e.id
    LEFT JOIN audit_personal p ON p.event_id = e.id
    LEFT JOIN member m ON m.id = CASE WHEN e.actor ~ '^member:[0-9a-f-]{36}$' THEN substr(e.actor, 8)::uuid END`;

/**
 * The log, newest first, in keyset pages of one statement. Actors, actions and moments have no index of their own: every
 * write would pay for it, and a moderator's question reads a million events back in less than a second.
 */
@Injectable()
export class AuditLogView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /** @param before id of the last event of the page before; null at first */
  async page(filter: AuditLogFilter, before: string | null, limit: number): Promise<AuditLogItem[]> {
    const values: unknown[] = [];
    const where = conditions({ ...filter, before }, values);
    const text = `${select} ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''} ORDER BY e.id DESC LIMIT $${values.push(limit)}`;
    return this.pool.queryText<AuditLogItem>(text, values);
  }
}

function conditions(filter: AuditLogFilter & { readonly before: string | null }, values: unknown[]): string[] {
  const { actor, action, object, organization, from, to, before } = filter;
  const given: string[] = [];
  const add = (value: unknown, condition: (place: string) => string): void => {
    if (value !== null && value !== undefined) given.push(condition(`$${values.push(value)}`));
  };
  add(actor, (place) => `e.actor = ${place}`);
  add(action, (place) => `e.action = ${place}`);
  add(object, (place) => `e.object_id = ${place}`);
  add(organization, ofOrganization);
  add(from, (place) => `e.at >= ${place}`);
  add(to, (place) => `e.at < ${place}`);
  add(before, (place) => `e.id < ${place}::bigint`);
  return given;
}

const ofOrganization = (
  place: string,
): string => `(e.object_id = ${place}::text OR e.details ->> 'organization' = ${place}::text
    OR e.object_id = ANY(ARRAY(SELECT w.id::text FROM entry w WHERE w.owner_id = ${place}::uuid)))`;
