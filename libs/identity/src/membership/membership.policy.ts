import type { Actor, MemberActor } from '../actor/actor.js';
import { may } from '../rights/may.js';
import type { Action } from '../rights/rights.table.js';

/** What a person does for themselves. */
export type PersonAction = Extract<
  Action,
  'invitationAccept' | 'membershipLeave' | 'membershipRequest' | 'membershipRequestWithdraw'
>;

/** What is done with the people of an organization. */
export type PeopleAction = Extract<
  Action,
  | 'invitationRevoke'
  | 'invitations'
  | 'membershipConfirm'
  | 'membershipEnd'
  | 'membershipRefuse'
  | 'membershipRequests'
  | 'organizationMembers'
>;

/** A person acting for themselves: asks, accepts, leaves. */
export function isPerson(actor: Actor, action: PersonAction): actor is MemberActor {
  return actor.kind === 'MEMBER' && may(actor, action);
}

/** People of an organization are kept by its coordinators, once it is verified, and by moderators. */
export function canManagePeopleOf(actor: Actor, organizationId: string, action: PeopleAction): boolean {
  return may(actor, action, { id: organizationId });
}

/** Invitations are a coordinator's: moderators confirm, they do not recruit. */
export function canInviteTo(actor: Actor, organizationId: string): boolean {
  return may(actor, 'invitationCreate', { id: organizationId });
}

/** Requests to every organization at once. */
export function canReadAllRequests(actor: Actor): boolean {
  return may(actor, 'membershipRequests.all');
}

/**
 * Nobody answers their own request. The first account of an organization is a moderator's to confirm: there is nobody
 * of it who could.
 */
export function canDecideRequest(
  actor: Actor,
  request: { readonly memberId: string; readonly organizationId: string },
  action: 'membershipConfirm' | 'membershipRefuse',
): boolean {
  if (actor.kind === 'MEMBER' && actor.id === request.memberId) return false;
  return canManagePeopleOf(actor, request.organizationId, action);
}

/** Accounts, whosever they are. */
export function canReadMembers(actor: Actor): boolean {
  return may(actor, 'members');
}

/** Two accounts are one person: an administrator alone says so. */
export function canReconcileMembers(actor: Actor): boolean {
  return may(actor, 'memberReconcile');
}
