import { type Actor, may } from '@maillage/identity';

/** The glossary is the network's: its moderators keep it, and the product itself (content, command line). */
export function canEditGlossary(actor: Actor, mutation: 'glossaryUpsert' | 'glossaryRemove'): boolean {
  return may(actor, mutation);
}
