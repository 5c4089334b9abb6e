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
function draftOf({ terms, oneWay }: GroupDraft): GroupDraft {
  return { terms: terms.map(({ text, lang }) => ({ text, lang })), oneWay };
}

function isSameDraft(one: GroupDraft | null, other: GroupDraft | null): boolean {
  return canonicalJson(one && draftOf(one)) === canonicalJson(other && draftOf(other));
}

/** What a change comes to. */
export interface PlannedChange {
  /** Of the wanted groups, in their order. */
  readonly ids: readonly string[];
  readonly changes: readonly GroupChange[];
  readonly saved: readonly KeptGroup[];
}

/**
 * Groups that are as they were are left alone. Pure, but for the ids of new groups.
 * @param kept all groups, removed ones too
 * @param number of the version that the change makes
 */
export function plannedChange(
  kept: readonly KeptGroup[],
  { action, wanted }: Omit<ChangeOrder, 'actor'>,
  number: number,
): PlannedChange {
  const byId = new Map(kept.map((group) => [group.id, group]));
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
  return { ids, changes, saved };
}

/**
 * Writes a change as a new version of the glossary; when nothing changes, there is none. Groups must have been locked and
 * checked.
 * @param kept all groups, removed ones too
 */
export async function writeChange(
  transaction: Transaction,
  repository: GlossaryRepository,
  kept: readonly KeptGroup[],
  { actor, action, wanted }: ChangeOrder,
): Promise<PlannedChange> {
  const number = await repository.nextVersion(transaction);
  const plan = plannedChange(kept, { action, wanted }, number);
  if (plan.changes.length === 0) return plan;
  await repository.save(transaction, plan.saved);
  await repository.record(transaction, { number, actor, action, changes: plan.changes });
  return plan;
}
