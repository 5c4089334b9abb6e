import { canPublish, canWrite } from '@maillage/catalogue';
import { type Actor, canManageKeysOf, canModerateOrganizations, type OrganizationItem } from '@maillage/identity';
import { bandOf } from '@maillage/search';
import type { OrganizationType } from './organization.type.js';

/** An organization with what the caller may do with it, from the same policies that the services ask. */
export function organizationObject(actor: Actor, item: OrganizationItem): OrganizationType {
  const owner = { id: item.id, verified: item.state === 'VERIFIED', isNetwork: item.isNetwork };
  return {
    ...item,
    populationBand: bandOf(item),
    permissions: {
      canModerate: canModerateOrganizations(actor),
      canManageKeys: canManageKeysOf(actor, item.id),
      canWriteEntries: canWrite(actor, owner),
      canPublishEntries: owner.verified && canPublish(actor, owner),
    },
  };
}
