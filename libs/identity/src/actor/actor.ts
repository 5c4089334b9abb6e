import type { ApiKeyScope, Audience } from '../api-key/api-key.entity.js';
import type { NetworkRole, OrganizationRole } from '../member/member.entity.js';

/** Someone not signed in. */
export interface VisitorActor {
  readonly kind: 'VISITOR';
  readonly name: 'visitor';
}

/** A role in one organization. */
export interface ActorMembership {
  readonly organizationId: string;
  /** False while the organization is PENDING: its people read and draft, they do not publish. */
  readonly verified: boolean;
  readonly role: OrganizationRole;
}

/** Coordinator of a département or région: the network's link to the organizations that lie in it. */
export interface ActorTerritoryRole {
  /** `DEPARTEMENT-93`, `REGION-11`. */
  readonly territoryId: string;
}

/** A person signed in, or a key that acts as that person. */
export interface MemberActor {
  readonly kind: 'MEMBER';
  readonly id: string;
  /** Stable, without personal data: `member:<id>`. Goes into audit, revisions and idempotency keys. */
  readonly name: string;
  readonly displayName: string;
  readonly memberships: readonly ActorMembership[];
  readonly territoryRoles: readonly ActorTerritoryRole[];
  readonly networkRoles: ReadonlySet<NetworkRole>;
  /** Scopes of the key used, or null for a session: all that the roles allow. */
  readonly keyScopes: ReadonlySet<ApiKeyScope> | null;
  /** Limit of the key used; NETWORK for a session. */
  readonly audienceLimit: Audience;
  /** Of a person signed in by a browser. */
  readonly sessionId?: string;
}

/** An API key of an organization: a portal. It reads what its audience sees; at most it pushes its organization's entries. */
export interface PortalActor {
  readonly kind: 'PORTAL';
  /** Id of the key. */
  readonly id: string;
  /** `key:<id>`. */
  readonly name: string;
  readonly organizationId: string;
  /** False while that organization is PENDING: its portal reads what is public. */
  readonly verified: boolean;
  readonly keyScopes: ReadonlySet<ApiKeyScope>;
  readonly audienceLimit: Audience;
}

/** The product itself at work for an administrator: the command line's imports and the seed. */
export interface SystemActor {
  readonly kind: 'SYSTEM';
  /** `system:<what>`. */
  readonly name: string;
  readonly keyScopes: ReadonlySet<ApiKeyScope>;
}

export type Actor = VisitorActor | MemberActor | PortalActor | SystemActor;

export const visitor: VisitorActor = { kind: 'VISITOR', name: 'visitor' };

/** @param scopes what it does beside reading */
export function systemActor(what: string, scopes: readonly ApiKeyScope[]): SystemActor {
  return { kind: 'SYSTEM', name: `system:${what}`, keyScopes: new Set(['read', ...scopes]) };
}

/** Organizations that the caller belongs to; of a portal, the one that owns it. */
export function ownOrganizations(actor: Actor): string[] {
  if (actor.kind === 'MEMBER') return actor.memberships.map(({ organizationId }) => organizationId);
  return actor.kind === 'PORTAL' ? [actor.organizationId] : [];
}
