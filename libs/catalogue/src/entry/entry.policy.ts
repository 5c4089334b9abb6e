import { type Actor, audienceOf, hasRoleIn, hasVerifiedRoleIn, isModerator, scopeAllows } from '@maillage/identity';
import type { Audience } from '@maillage/identity';
import { isVisibleTo } from './entry-projection.js';
import type { Visibility } from './entry-record.js';

/** What of an organization decides rights over its entries. */
export interface OwnerFacts {
  readonly id: string;
  readonly verified: boolean;
  /** The network's own body: moderators act for it. */
  readonly isNetwork: boolean;
}

/** Drafts and owner-only entries: members of the owner, whatever their role. */
export function canReadAsOwner(actor: Actor, owner: Pick<OwnerFacts, 'id' | 'isNetwork'>): boolean {
  if (!scopeAllows(actor, 'read')) return false;
  return hasRoleIn(actor, owner.id, 'READER') || (owner.isNetwork && isModerator(actor));
}

/** Audience through which the actor sees the entry; null when it does not see it at all. */
export function readingAudience(
  actor: Actor,
  entry: Visibility,
  owner: Pick<OwnerFacts, 'id' | 'isNetwork'>,
): Audience | null {
  if (canReadAsOwner(actor, owner)) return 'ORGANIZATION';
  const audience = audienceOf(actor);
  return isVisibleTo(entry, audience) ? audience : null;
}

/** Write drafts, submit them, declare that they are still true. */
export function canWrite(actor: Actor, owner: OwnerFacts): boolean {
  if (!scopeAllows(actor, 'entry:write')) return false;
  if (actor.kind === 'SYSTEM') return true;
  return hasRoleIn(actor, owner.id, 'CONTRIBUTOR') || (owner.isNetwork && isModerator(actor));
}

/** Publish, ask for changes, confirm, change the audience, archive. */
export function canPublish(actor: Actor, owner: OwnerFacts): boolean {
  if (actor.kind === 'SYSTEM') return scopeAllows(actor, 'import:publish');
  if (!scopeAllows(actor, 'entry:publish')) return false;
  return hasRoleIn(actor, owner.id, 'COORDINATOR') || (owner.isNetwork && isModerator(actor));
}

/** Withdraw or merge: the owner's coordinators, and moderators for anybody's (duplicates, flags). */
export function canClose(actor: Actor, owner: OwnerFacts): boolean {
  return canPublish(actor, owner) || (isModerator(actor) && scopeAllows(actor, 'moderate'));
}

/** Take over what others wrote about one's organization. */
export function canClaim(actor: Actor, subjectOrganizationId: string): boolean {
  return scopeAllows(actor, 'entry:publish') && hasVerifiedRoleIn(actor, subjectOrganizationId, 'COORDINATOR');
}

/** Declare or withdraw a reuse in the name of an organization. */
export function canAdoptFor(actor: Actor, organizationId: string): boolean {
  return scopeAllows(actor, 'entry:write') && hasVerifiedRoleIn(actor, organizationId, 'CONTRIBUTOR');
}
