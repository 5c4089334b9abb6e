import type { ApiKeyScope, Audience } from '../api-key/api-key.entity.js';
import type { OrganizationRole } from '../member/member.entity.js';
import type { Actor } from './actor.js';

/** What a root field may ask of its caller; the scopes of keys are the same words. */
export type Permission = ApiKeyScope;

const ranks: Record<OrganizationRole, number> = { READER: 0, CONTRIBUTOR: 1, COORDINATOR: 2 };

/** Higher roles include what lower ones may do. */
export function roleRank(role: OrganizationRole): number {
  return ranks[role];
}

/** True when the actor holds `role` or a higher one in the organization. */
export function hasRoleIn(actor: Actor, organizationId: string, role: OrganizationRole): boolean {
  return (
    actor.kind === 'MEMBER' &&
    actor.memberships.some(
      (membership) => membership.organizationId === organizationId && ranks[membership.role] >= ranks[role],
    )
  );
}

/** The same, in an organization that a moderator has verified. */
export function hasVerifiedRoleIn(actor: Actor, organizationId: string, role: OrganizationRole): boolean {
  return (
    actor.kind === 'MEMBER' &&
    actor.memberships.some(
      (membership) =>
        membership.organizationId === organizationId && membership.verified && ranks[membership.role] >= ranks[role],
    )
  );
}

export function isModerator(actor: Actor): boolean {
  return actor.kind === 'MEMBER' && (actor.networkRoles.has('MODERATOR') || actor.networkRoles.has('ADMINISTRATOR'));
}

export function isAdministrator(actor: Actor): boolean {
  return actor.kind === 'MEMBER' && actor.networkRoles.has('ADMINISTRATOR');
}

/** The scopes of the key used allow it; a session (no key) is limited by its roles alone. */
export function scopeAllows(actor: Actor, scope: ApiKeyScope): boolean {
  if (actor.kind === 'VISITOR') return false;
  return actor.keyScopes === null || actor.keyScopes.has(scope);
}

/** Coarse gate of root fields. Row rights are policies; this only says that the actor may try at all. */
export function isPermitted(actor: Actor, permission: Permission): boolean {
  if (actor.kind === 'VISITOR' || !scopeAllows(actor, permission)) return false;
  if (actor.kind === 'SYSTEM') return true;
  if (actor.kind === 'PORTAL') return permission === 'read';
  switch (permission) {
    case 'read':
    case 'organization:write':
      return true;
    case 'entry:write':
    case 'entry:publish':
    case 'key:write': {
      const least: OrganizationRole = permission === 'entry:write' ? 'CONTRIBUTOR' : 'COORDINATOR';
      return isModerator(actor) || actor.memberships.some((membership) => ranks[membership.role] >= ranks[least]);
    }
    case 'moderate':
      return isModerator(actor);
    case 'import:publish':
      return isAdministrator(actor);
  }
}

/** Widest shared audience that the actor reads: decides the index, the projection and the feed. */
export function audienceOf(actor: Actor): 'PUBLIC' | 'NETWORK' {
  switch (actor.kind) {
    case 'VISITOR':
      return 'PUBLIC';
    case 'SYSTEM':
      return 'NETWORK';
    case 'PORTAL':
      return widest(actor.audienceLimit);
    case 'MEMBER': {
      const insider = actor.networkRoles.size > 0 || actor.memberships.some((membership) => membership.verified);
      return insider ? widest(actor.audienceLimit) : 'PUBLIC';
    }
  }
}

function widest(limit: Audience): 'PUBLIC' | 'NETWORK' {
  return limit === 'PUBLIC' ? 'PUBLIC' : 'NETWORK';
}
