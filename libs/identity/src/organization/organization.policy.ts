import type { Actor } from '../actor/actor.js';
import { hasVerifiedRoleIn, isModerator, scopeAllows } from '../actor/permission.js';

/** Anyone signed in may propose an organization; it stays PENDING until a moderator has verified it. */
export function canCreateOrganization(actor: Actor): boolean {
  return (actor.kind === 'MEMBER' || actor.kind === 'SYSTEM') && scopeAllows(actor, 'organization:write');
}

export function canModerateOrganizations(actor: Actor): boolean {
  return (isModerator(actor) || actor.kind === 'SYSTEM') && scopeAllows(actor, 'moderate');
}

/** How an organization publishes is its coordinators' choice. */
export function canSetPublishing(actor: Actor, organizationId: string): boolean {
  return scopeAllows(actor, 'entry:publish') && hasVerifiedRoleIn(actor, organizationId, 'COORDINATOR');
}
