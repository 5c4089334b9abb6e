import type { Actor, MemberActor } from '../actor/actor.js';
import { hasVerifiedRoleIn, isAdministrator, isModerator, scopeAllows } from '../actor/permission.js';

/** A person acting for themselves: asks, accepts, leaves. */
export function isPerson(actor: Actor): actor is MemberActor {
  return actor.kind === 'MEMBER' && scopeAllows(actor, 'organization:write');
}

/** People of an organization are kept by its coordinators, once it is verified, and by moderators. */
export function canManagePeopleOf(actor: Actor, organizationId: string): boolean {
  return canModeratePeople(actor) || canInviteTo(actor, organizationId);
}

/** Invitations are a coordinator's: moderators confirm, they do not recruit. */
export function canInviteTo(actor: Actor, organizationId: string): boolean {
  return scopeAllows(actor, 'organization:write') && hasVerifiedRoleIn(actor, organizationId, 'COORDINATOR');
}

export function canModeratePeople(actor: Actor): boolean {
  return isModerator(actor) && scopeAllows(actor, 'moderate');
}

/**
 * Nobody answers their own request. The first account of an organization is a moderator's to confirm: there is nobody
 * of it who could.
 */
export function canDecideRequest(
  actor: Actor,
  request: { readonly memberId: string; readonly organizationId: string },
): boolean {
  if (actor.kind !== 'MEMBER' || actor.id === request.memberId) return false;
  return canManagePeopleOf(actor, request.organizationId);
}

/** Two accounts are one person: an administrator alone says so. */
export function canReconcileMembers(actor: Actor): boolean {
  return isAdministrator(actor) && scopeAllows(actor, 'moderate');
}
