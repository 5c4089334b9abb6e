import type { Actor } from '@maillage/identity';
import { type EntryMove, ENTRY_MOVES, isAllowed, type RevisionState } from '../domain/entry-lifecycle.js';
import { canClaim, canClose, canPublish, canWrite, type OwnerFacts } from '../entry/entry.policy.js';
import type { EntryRecord } from '../entry/entry-record.js';

/** What the caller may do with an entry now: rights and workflow together. */
export type EntryPermissions = Readonly<Record<EntryMove, boolean>>;

export function ownerFactsOf(record: Pick<EntryRecord, 'owner'>): OwnerFacts {
  const { id, state, isNetwork } = record.owner;
  return { id, verified: state === 'VERIFIED', isNetwork };
}

/** @param newest state of the newest revision */
export function permissionsOn(actor: Actor, record: EntryRecord, newest: RevisionState): EntryPermissions {
  const owner = ownerFactsOf(record);
  const unclaimed = record.claimedAt === null && record.owner.id !== record.subjectOrganization.id;
  const rights: Record<EntryMove, boolean> = {
    REVISE: canWrite(actor, owner),
    SUBMIT: canWrite(actor, owner),
    REQUEST_CHANGES: canPublish(actor, owner),
    PUBLISH: canPublish(actor, owner) && (owner.verified || record.origin !== null),
    CONFIRM: canWrite(actor, owner),
    SET_AUDIENCE: canPublish(actor, owner),
    CLAIM: unclaimed && canClaim(actor, record.subjectOrganization.id),
    ARCHIVE: canPublish(actor, owner),
    WITHDRAW: canClose(actor, owner),
    MERGE: canClose(actor, owner),
  };
  const standing = { entry: record.state, revision: newest };
  return Object.fromEntries(
    ENTRY_MOVES.map((move) => [move, rights[move] && isAllowed(move, standing)]),
  ) as unknown as EntryPermissions;
}
