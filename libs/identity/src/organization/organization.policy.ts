import type { Actor } from '../actor/actor.js';
import { type Action } from '../rights/rights.table.js';
import { may } from '../rights/may.js';

/** What moderators do with organizations. */
export type OrganizationModeration = Extract<
  Action,
  'organizationVerify' | 'organizationRename' | 'organizationJoinNetwork' | 'organizationLeaveNetwork'
>;

/** Anyone signed in may propose an organization; it stays PENDING until a moderator has verified it. */
export function canCreateOrganization(actor: Actor): boolean {
  return may(actor, 'organizationCreate');
}

export function canModerateOrganization(actor: Actor, moderation: OrganizationModeration): boolean {
  return may(actor, moderation);
}

/** An organization that no moderator has verified yet is its own people's and the moderators'. */
export function canSeePending(actor: Actor, organizationId: string): boolean {
  return may(actor, 'see.pending', { id: organizationId });
}

/** How an organization publishes is its coordinators' choice. */
export function canSetPublishing(actor: Actor, organizationId: string): boolean {
  return may(actor, 'organizationSetPublishing', { id: organizationId });
}
