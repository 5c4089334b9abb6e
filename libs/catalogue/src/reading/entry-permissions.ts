import type { Actor } from '@maillage/identity';
import { type EntryMove, ENTRY_MOVES, followedFrom, isAllowed, type RevisionState } from '../domain/entry-lifecycle.js';
import { canMove, canReadSubmission, type OwnerFacts } from '../entry/entry.policy.js';
import type { EntryRecord } from '../entry/entry-record.js';
import { territoriesOf } from '../entry/owner-territories.sql.js';

/** What the caller may do with an entry now: rights and workflow together. */
export type EntryPermissions = Readonly<Record<EntryMove, boolean>>;

/** The owner's territories are known where places were read. */
export function ownerFactsOf(record: Pick<EntryRecord, 'owner'>): OwnerFacts {
  const { id, state, isNetwork } = record.owner;
  return { id, verified: state === 'VERIFIED', isNetwork, territories: territoriesOf(record.owner) };
}

/** Whether the actor sees the newest revision as a reviewer from outside the house. */
export function reviews(actor: Actor, record: EntryRecord, newest: RevisionState): boolean {
  return canReadSubmission(actor, { owner: ownerFactsOf(record), audience: record.audience, revisionState: newest });
}

/** @param newest state of the newest revision */
export function permissionsOn(actor: Actor, record: EntryRecord, newest: RevisionState): EntryPermissions {
  const owner = ownerFactsOf(record);
  const unclaimed = record.claimedAt === null && record.owner.id !== record.subjectOrganization.id;
  const subjectOrganizationId = record.subjectOrganization.id;
  const facts = { owner, subjectOrganizationId, audience: record.audience, revisionState: newest };
  /** What no right says: the workflow of others. */
  const stands = (move: EntryMove): boolean => {
    if (move === 'PUBLISH') return owner.verified || record.origin !== null;
    return move !== 'CLAIM' || unclaimed;
  };
  const { source = null, sourceUrl = null } = record.origin ?? {};
  const standing = { entry: record.state, revision: newest, followedFrom: followedFrom(source, sourceUrl) };
  return Object.fromEntries(
    ENTRY_MOVES.map((move) => [move, isAllowed(move, standing) && stands(move) && canMove(actor, move, facts)]),
  ) as unknown as EntryPermissions;
}
