import type { Transaction } from '@maillage/database';
import { canonicalJson, newId } from '@maillage/kernel';
import type { GroupDraft } from '../group-rules.js';
import type { GlossaryRepository, KeptGroup } from './glossary.repository.js';
import type { GlossaryAction, GroupChange } from './stored-group.js';

/** What a group shall be; without terms: gone. */
export interface WantedGroup {
  /** Undefined: a new one. */
  readonly id?: string | undefined;
  readonly draft: GroupDraft | null;
  readonly contentKey?: string;
}

export interface ChangeOrder {
  readonly actor: string;
  readonly action: GlossaryAction;
  readonly wanted: readonly WantedGroup[];
}

/** How a group is told. */
export function draftOf({ terms, oneWay }: GroupDraft): GroupDraft {
  return { terms: terms.map(({ text, lang }) => ({ text, lang })), oneWay };
}

export function isSameDraft(one: GroupDraft | null, other: GroupDraft | null): boolean {
  return canonicalJson(one && draftOf(one)) === canonicalJson(other && draftOf(other));
}

/**
 * Writes a change as a new version of the glossary; groups that are as they were are left alone. Groups must have been
 * locked and checked.
 * @param kept all groups, removed ones too
 * @returns ids of the wanted groups, in their order, and what has changed; nothing changed: no new version
 */
export async function writeChange(
  transaction: Transaction,
  repository: GlossaryRepository,
  kept: readonly KeptGroup[],
  { actor, action, wanted }: ChangeOrder,
): Promise<{ readonly ids: readonly string[]; readonly changes: readonly GroupChange[] }> {
  const byId = new Map(kept.map((group) => [group.id, group]));
  const number = await repository.nextVersion(transaction);
  const saved: KeptGroup[] = [];
  const changes: GroupChange[] = [];
  const ids = wanted.map(({ id = newId(), draft, contentKey }) => {
    const known = byId.get(id);
    const before = known && !known.removed ? draftOf(known) : null;
    const after = draft && draftOf(draft);
    if (isSameDraft(before, after)) return id;
    changes.push({ groupId: id, before, after });
    saved.push({
      id,
      // of a removed one the last terms stay, to be read by whoever looks into the table
      ...(after ?? before ?? { terms: [], oneWay: false }),
      version: number,
      contentKey: contentKey ?? known?.contentKey ?? null,
      edited: action !== 'CONTENT',
      removed: after === null,
    });
    return id;
  });
  if (changes.length > 0) {
    await repository.save(transaction, saved);
    await repository.record(transaction, { number, actor, action, changes });
  }
  return { ids, changes };
}
