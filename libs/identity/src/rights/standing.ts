import type { Actor } from '../actor/actor.js';
import type { StandingName } from './rights.table.js';

/** The organization that an action is about, as far as rights depend on it. */
export interface Place {
  readonly id: string;
  /** The network's own body: moderators act for it. */
  readonly isNetwork?: boolean;
  /** A moderator has verified it; needed where no role of the caller tells it. */
  readonly verified?: boolean;
  /** Ids of the territories that it lies in: its own, its département, its région. */
  readonly territories?: readonly string[];
}

/** What somebody is, seen from an organization. */
export interface Standing {
  readonly name: StandingName;
  /** The organization concerned is verified. */
  readonly verified: boolean;
}

const visitor: readonly Standing[] = [{ name: 'VISITOR', verified: false }];

/**
 * What the actor is; one answer in most cases. The product itself is none of these.
 * @param place absent: about no organization, so every role held anywhere counts
 */
export function standingsOf(actor: Actor, place?: Place): readonly Standing[] {
  if (actor.kind === 'VISITOR') return visitor;
  if (actor.kind === 'SYSTEM') return [];
  if (actor.kind === 'PORTAL') return [{ name: 'PORTAL', verified: actor.verified }];
  const standings: Standing[] = [];
  for (const { organizationId, role, verified } of actor.memberships) {
    if (!place || place.id === organizationId) standings.push({ name: role, verified });
  }
  for (const { territoryId } of actor.territoryRoles) {
    if (place && !place.territories?.includes(territoryId)) continue;
    standings.push({ name: 'TERRITORY_COORDINATOR', verified: place?.verified ?? false });
  }
  for (const role of actor.networkRoles) standings.push({ name: role, verified: place?.verified ?? false });
  return standings.length > 0 ? standings : [{ name: 'OTHER', verified: place?.verified ?? false }];
}
