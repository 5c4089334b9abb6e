import type { Actor } from '../actor/actor.js';
import { hasVerifiedRoleIn, isAdministrator, scopeAllows } from '../actor/permission.js';

/** Keys of an organization's portals are kept by its coordinators, once it is verified. */
export function canManageKeysOf(actor: Actor, organizationId: string): boolean {
  return scopeAllows(actor, 'key:write') && hasVerifiedRoleIn(actor, organizationId, 'COORDINATOR');
}

/** A portal's key by its organization's coordinators, a person's by that person, any key by an administrator. */
export function canRevokeKey(
  actor: Actor,
  key: { readonly memberId: string | null; readonly organizationId: string | null },
): boolean {
  if (actor.kind !== 'MEMBER' || !scopeAllows(actor, 'key:write')) return false;
  if (isAdministrator(actor) || key.memberId === actor.id) return true;
  return key.organizationId !== null && canManageKeysOf(actor, key.organizationId);
}
