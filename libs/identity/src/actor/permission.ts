import type { ApiKeyScope } from '../api-key/api-key.entity.js';
import type { OrganizationRole } from '../member/member.entity.js';
import { may } from '../rights/may.js';
import type { Actor } from './actor.js';

/** What a root field says of itself (`@Allow`): the scope that its row of the table names. */
export type Permission = ApiKeyScope;

const ranks: Record<OrganizationRole, number> = { READER: 0, CONTRIBUTOR: 1, COORDINATOR: 2 };

/** Order of the roles of an organization: who holds one needs no lower one. What each may do says the table of rights. */
export function roleRank(role: OrganizationRole): number {
  return ranks[role];
}

/** Widest shared audience that the actor reads: decides the index, the projection and the feed. */
export function audienceOf(actor: Actor): 'PUBLIC' | 'NETWORK' {
  return may(actor, 'see.network') ? 'NETWORK' : 'PUBLIC';
}
