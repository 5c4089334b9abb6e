import { type Action, type Actor, may } from '@maillage/identity';

/** What moderators do with systems and suppliers. */
export type ReferenceMutation = Extract<Action, 'systemConfirm' | 'systemMerge' | 'supplierConfirm' | 'supplierMerge'>;

export function canKeepReference(actor: Actor, mutation: ReferenceMutation): boolean {
  return may(actor, mutation);
}

/** Also what no entry that the actor sees uses: proposed names, to be confirmed. */
export function canReadUnusedReferences(actor: Actor): boolean {
  return may(actor, 'see.unused');
}
