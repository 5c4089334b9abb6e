import { type Action, type Actor, type Audience, audienceOf, may, type Place } from '@maillage/identity';
import type { EntryMove, RevisionState } from '../domain/entry-lifecycle.js';
import { isVisibleTo } from './entry-projection.js';
import type { Visibility } from './entry-record.js';

/** What of an organization decides rights over its entries. */
export interface OwnerFacts extends Place {
  readonly verified: boolean;
  /** The network's own body: moderators act for it. */
  readonly isNetwork: boolean;
  /** Ids of the territories that it lies in. */
  readonly territories: readonly string[];
}

/** What of an entry decides who may do something with it. */
export interface EntryFacts {
  readonly owner: OwnerFacts;
  readonly subjectOrganizationId: string;
  readonly audience: Audience;
  /** State of the newest revision. */
  readonly revisionState: RevisionState;
}

const actions = {
  REVISE: 'entryRevise',
  SUBMIT: 'entrySubmit',
  REQUEST_CHANGES: 'entryRequestChanges',
  PUBLISH: 'entryPublish',
  CONFIRM: 'entryConfirm',
  SET_AUDIENCE: 'entrySetAudience',
  CLAIM: 'entryClaim',
  ARCHIVE: 'entryArchive',
  WITHDRAW: 'entryWithdraw',
  MERGE: 'entryMerge',
} as const satisfies Record<EntryMove, Action>;

/** The mutation that makes a move; the row of the table of rights bears its name. */
export function mutationOf(move: EntryMove): (typeof actions)[EntryMove] {
  return actions[move];
}

/** Whether the actor may make the move at all; the workflow then says whether it can be made now. */
export function canMove(actor: Actor, move: EntryMove, entry: EntryFacts): boolean {
  return may(actor, actions[move], move === 'CLAIM' ? { id: entry.subjectOrganizationId } : placeOf(entry));
}

/** Write a first draft in the name of an organization. */
export function canCreateFor(actor: Actor, owner: Place): boolean {
  return may(actor, 'entryCreate', owner);
}

/** Publish what an organization writes. */
export function canPublishFor(actor: Actor, owner: Place): boolean {
  return may(actor, 'entryPublish', owner);
}

/** Push what an organization's own program says of its entries; the key of a portal, for the organization that owns it. */
export function canPushFor(actor: Actor, owner: Place): boolean {
  const elsewhere = actor.kind === 'PORTAL' && actor.organizationId !== owner.id;
  return !elsewhere && may(actor, 'entriesImport', owner);
}

/** Drafts and owner-only entries: members of the owner, whatever their role. */
export function canReadAsOwner(actor: Actor, owner: Place): boolean {
  return may(actor, 'see.inside', owner);
}

export function canReadChecklist(actor: Actor, owner: Place): boolean {
  return may(actor, 'entryChecklist', owner);
}

/** A submitted revision, for those outside the house who review it. */
export function canReadSubmission(actor: Actor, entry: Omit<EntryFacts, 'subjectOrganizationId'>): boolean {
  return entry.revisionState === 'SUBMITTED' && may(actor, 'see.submitted', placeOf(entry));
}

/** Audience through which the actor sees the entry; null when it does not see it at all. */
export function readingAudience(actor: Actor, entry: Visibility, owner: Place): Audience | null {
  if (canReadAsOwner(actor, owner)) return 'ORGANIZATION';
  const audience = audienceOf(actor);
  return isVisibleTo(entry, audience) ? audience : null;
}

/** Put one's own name on an entry, for members. */
export function canOfferContact(actor: Actor, owner: Place): boolean {
  return may(actor, 'entryContactOffer', owner);
}

/** Take a name off. @param named id of the member that is named */
export function canRemoveContact(actor: Actor, owner: Place, named: string | null): boolean {
  const own = actor.kind === 'MEMBER' && named === actor.id;
  return may(actor, 'entryContactRemove', owner) || (own && may(actor, 'entryContactRemove.own'));
}

/** Declare a reuse in the name of an organization. */
export function canAdoptFor(actor: Actor, organizationId: string): boolean {
  return may(actor, 'adoptionDeclare', { id: organizationId });
}

export function canEndAdoptionFor(actor: Actor, organizationId: string): boolean {
  return may(actor, 'adoptionWithdraw', { id: organizationId });
}

/**
 * The owner, as the entry lets others come near it: it lies in its territories while its newest revision is submitted and
 * is not for the organization alone. So whoever coordinates a territory cannot tell a draft from nothing.
 */
function placeOf({ owner, audience, revisionState }: Omit<EntryFacts, 'subjectOrganizationId'>): Place {
  return revisionState === 'SUBMITTED' && audience !== 'ORGANIZATION' ? owner : { ...owner, territories: [] };
}
