import { contentHash } from '@maillage/kernel';

/** What the first link takes as the hash before it. */
export const GENESIS = '0'.repeat(64);

/** What a link covers of an event. */
export interface LinkedEvent {
  readonly id: string;
  /** UTC with microseconds, as PostgreSQL keeps it: `2026-01-31T08:15:00.123456Z`. */
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly objectId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  /** Salted hash of its personal data; null where it has none. */
  readonly personal: string | null;
}

/** SQL of a `LinkedEvent`, of `e` (audit_event). */
export const linkedEventColumns = `e.id::text AS id,
  to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, e.actor, e.action,
  e.object_id AS "objectId", e.details, e.personal_commitment AS personal`;

/**
 * SHA-256 of the canonical JSON (sorted keys) of `{event, previous, sequence}`: whoever has the events can compute the
 * chain again, in any language.
 * @param previous hash of the link before; `GENESIS` for the first
 */
export function linkHash(previous: string, sequence: number, event: LinkedEvent): string {
  const { id, at, actor, action, objectId, details, personal } = event;
  return contentHash({ previous, sequence, event: { id, at, actor, action, objectId, details, personal } });
}

/** What an event keeps of its personal data: proves them while they are there, tells nothing once salt and data are gone. */
export function personalCommitment(salt: string, data: Readonly<Record<string, unknown>>): string {
  return contentHash({ salt, data });
}
