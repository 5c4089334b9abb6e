import type { Actor } from '../actor/actor.js';
import { may } from '../rights/may.js';

export function canReadTerritoryRoles(actor: Actor): boolean {
  return may(actor, 'territoryRoles');
}

/** @param change `territoryRoleGrant` or `territoryRoleEnd` */
export function canChangeTerritoryRoles(actor: Actor, change: 'territoryRoleGrant' | 'territoryRoleEnd'): boolean {
  return may(actor, change);
}
