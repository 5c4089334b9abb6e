import { type Actor, isModerator, scopeAllows } from '@maillage/identity';

/** What people looked for in vain tells what the network lacks: for those who keep its words and those who report on it. */
export function canReadUnanswered(actor: Actor): boolean {
  if (actor.kind !== 'MEMBER' || !scopeAllows(actor, 'read')) return false;
  return isModerator(actor) || actor.networkRoles.has('NATIONAL_COORDINATOR');
}

/** By those who keep the glossary. */
export function canDismissUnanswered(actor: Actor): boolean {
  return isModerator(actor) && scopeAllows(actor, 'moderate');
}
