import { SetupStepRepository, type Transaction, UnitOfWork } from '@maillage/database';
import { AuditRepository } from '@maillage/identity';
import { Inject, Injectable } from '@nestjs/common';
import type { ContentGroup } from '../content/content-group.js';
import { glossaryContentVersion, glossaryContent } from '../content/glossary-content.js';
import { groupProblems } from '../group-rules.js';
import { type WantedGroup, writeChange } from './glossary-change.js';
import { GlossaryRepository, type KeptGroup } from './glossary.repository.js';

const STEP = 'glossary';
const ACTOR = 'system:glossary';

/**
 * Brings the product's glossary into the database, once for each version of it. What people have edited or removed
 * stays as they left it, and a group of the product that contradicts theirs is left out.
 */
@Injectable()
export class GlossaryContentService {
  private readonly steps = new SetupStepRepository();

  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(GlossaryRepository) private readonly repository: GlossaryRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /** One statement when there is nothing to do. @returns groups that have changed */
  async load(content: readonly ContentGroup[] = glossaryContent): Promise<number> {
    const version = glossaryContentVersion(content);
    return this.unitOfWork.run(async (transaction) => {
      if ((await this.steps.version(transaction, STEP)) === version) return 0;
      const changed = await this.bring(transaction, content);
      await this.steps.record(transaction, STEP, version);
      return changed;
    });
  }

  private async bring(transaction: Transaction, content: readonly ContentGroup[]): Promise<number> {
    const kept = await this.repository.lockedGroups(transaction);
    const wanted = wantedGroups(content, kept);
    const order = { actor: ACTOR, action: 'CONTENT', wanted } as const;
    const { changes } = await writeChange(transaction, this.repository, kept, order);
    if (changes.length > 0) {
      const details = { groups: changes.length };
      await this.audit.append(transaction, { actor: ACTOR, action: 'glossaryContent', details });
    }
    return changes.length;
  }
}

/** Groups of the product that nobody touched follow its content; those of people stand before all others. */
function wantedGroups(content: readonly ContentGroup[], kept: readonly KeptGroup[]): WantedGroup[] {
  const byKey = new Map(kept.flatMap((group) => (group.contentKey === null ? [] : [[group.contentKey, group]])));
  const taken = kept.filter((group) => !group.removed && (group.edited || group.contentKey === null));
  const free = content.filter(({ key }) => !byKey.get(key)?.edited);
  const possible = free.filter((group) => groupProblems(group, taken).length === 0);
  // One that is in the content, and contradicts somebody's group now, stays as it was.
  const keys = new Set(content.map(({ key }) => key));
  const gone = kept.filter(({ contentKey, edited }) => contentKey !== null && !edited && !keys.has(contentKey));
  return [
    ...gone.map(({ id }) => ({ id, draft: null })),
    ...possible.map((group) => ({ id: byKey.get(group.key)?.id, draft: group, contentKey: group.key })),
  ];
}
