import type { MembershipScope, NetworkRole, OrganizationRole, Role } from '../member/member.entity.js';
import type { MemberActor } from './actor.js';

/** A membership as it stands now, of whatever scope. */
export interface HeldRole {
  readonly scope: MembershipScope;
  readonly role: Role;
  readonly organizationId: string | null;
  /** Of the organization; null elsewhere. */
  readonly verified: boolean | null;
  readonly territoryId: string | null;
}

/** JSON of every `HeldRole` of a member: one sub-select, whatever the member holds. @param member SQL of the member's id */
export const heldRolesSql = (member: string): string => `coalesce((
  SELECT json_agg(json_build_object('scope', s.scope, 'role', s.role, 'organizationId', s.organization_id,
      'verified', h.state = 'VERIFIED', 'territoryId', s.territory_id))
    FROM membership s LEFT JOIN organization h ON h.id = s.organization_id WHERE s.member_id = ${member}), '[]'::json)`;

/** The same by scope, as an actor holds them. */
export function rolesOf(
  held: readonly HeldRole[],
): Pick<MemberActor, 'memberships' | 'territoryRoles' | 'networkRoles'> {
  return {
    memberships: held.flatMap(({ organizationId, role, verified }) =>
      organizationId === null ? [] : [{ organizationId, role: role as OrganizationRole, verified: verified ?? false }],
    ),
    territoryRoles: held.flatMap(({ territoryId }) => (territoryId === null ? [] : [{ territoryId }])),
    networkRoles: new Set(held.flatMap(({ scope, role }) => (scope === 'NETWORK' ? [role as NetworkRole] : []))),
  };
}
