import { type Actor, isModerator, scopeAllows } from '@maillage/identity';

/** The glossary is the network's: its moderators keep it, and the product itself (content, command line). */
export function canEditGlossary(actor: Actor): boolean {
  return (isModerator(actor) || actor.kind === 'SYSTEM') && scopeAllows(actor, 'moderate');
}
