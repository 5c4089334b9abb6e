import { canAdoptFor, canCreateFor, canPublishFor } from '@maillage/catalogue';
import {
  type Actor,
  canManageKeysOf,
  canModerateOrganization,
  canReadKeysOf,
  canSetPublishing,
  type OrganizationItem,
} from '@maillage/identity';
import { bandOf } from '@maillage/search';
import type { OrganizationPermissionsType, OrganizationType } from './organization.type.js';

/** An organization with what the caller may do with it, worked out when it is asked for. */
export function organizationObject(actor: Actor, item: OrganizationItem): OrganizationType {
  return {
    ...item,
    populationBand: bandOf(item),
    get permissions() {
      return permissionsOn(actor, item);
    },
  };
}

/** From the same policies that the services ask. */
function permissionsOn(actor: Actor, { id, state, isNetwork }: OrganizationItem): OrganizationPermissionsType {
  const owner = { id, verified: state === 'VERIFIED', isNetwork };
  return {
    canModerate: canModerateOrganization(actor, 'organizationVerify'),
    canVerify: canModerateOrganization(actor, 'organizationVerify'),
    canRename: canModerateOrganization(actor, 'organizationRename'),
    canJoinNetwork: canModerateOrganization(actor, 'organizationJoinNetwork'),
    canLeaveNetwork: canModerateOrganization(actor, 'organizationLeaveNetwork'),
    canSetPublishing: canSetPublishing(actor, id),
    canReadKeys: canReadKeysOf(actor, id),
    canManageKeys: canManageKeysOf(actor, id),
    canWriteEntries: canCreateFor(actor, owner),
    canPublishEntries: owner.verified && canPublishFor(actor, owner),
    canAdopt: canAdoptFor(actor, id),
  };
}
