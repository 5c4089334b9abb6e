import type { Actor } from '../actor/actor.js';
import { may } from '../rights/may.js';

/** Whose a key is: exactly one of the two is given. */
export interface KeyHolderIds {
  readonly memberId: string | null;
  readonly organizationId: string | null;
}

/** Lists them. */
export function canReadKeysOf(actor: Actor, organizationId: string): boolean {
  return may(actor, 'apiKeys', { id: organizationId });
}

/** Makes keys for the organization's portals. */
export function canManageKeysOf(actor: Actor, organizationId: string): boolean {
  return may(actor, 'apiKeyCreate', { id: organizationId });
}

/** A person's key is not rotated: it is made anew. */
export function canRotateKey(actor: Actor, { organizationId }: KeyHolderIds): boolean {
  return organizationId !== null && may(actor, 'apiKeyRotate', { id: organizationId });
}

/** Ending is never refused for want of a verification: a leaked key of a PENDING organization must stop, too. */
export function canRevokeKey(actor: Actor, { memberId, organizationId }: KeyHolderIds): boolean {
  if (organizationId !== null) return may(actor, 'apiKeyRevoke', { id: organizationId });
  const isOwn = actor.kind === 'MEMBER' && actor.id === memberId;
  return may(actor, isOwn ? 'apiKeyRevoke.own' : 'apiKeyRevoke.person');
}
