import { type Actor, may } from '@maillage/identity';

/** What people looked for in vain tells what the network lacks: for those who keep its words and those who report on it. */
export function canReadUnanswered(actor: Actor): boolean {
  return may(actor, 'unansweredQueries');
}

/** By those who keep the glossary. */
export function canDismissUnanswered(actor: Actor): boolean {
  return may(actor, 'unansweredQueryDismiss');
}
