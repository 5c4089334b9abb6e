import { UnitOfWork } from '@maillage/database';
import { type Actor, AuditRepository } from '@maillage/identity';
import { DomainError, localize, type UserError, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { GlossaryTerm } from '../glossary-group.js';
import { glossaryMessages as messages, GLOSSARY_GROUP } from '../glossary.messages.js';
import { type GroupDraft, groupProblems, groupTitle, tidyTerms } from '../group-rules.js';
import { writeChange } from './glossary-change.js';
import { canEditGlossary } from './glossary.policy.js';
import { GlossaryRepository, type KeptGroup } from './glossary.repository.js';

export interface GlossaryUpsertCommand {
  /** A group that is there, or was removed; absent: a new one. */
  readonly id?: string | null;
  readonly terms: readonly GlossaryTerm[];
  readonly oneWay: boolean;
  /** The group's version that was read; absent: whatever it is now. */
  readonly baseVersion?: number | null;
  readonly idempotencyKey?: string | null;
}

export interface GlossaryRemoveCommand {
  readonly id: string;
  readonly baseVersion?: number | null;
  readonly idempotencyKey?: string | null;
}

/** Changes of single groups, by moderators. Each makes a version of the glossary. */
@Injectable()
export class GlossaryEditingService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(GlossaryRepository) private readonly repository: GlossaryRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /**
   * Makes, changes or brings back a group.
   * @returns its id
   * @throws UserInputError GLOSSARY_…, GLOSSARY_STALE; DomainError FORBIDDEN, NOT_FOUND
   */
  async upsert(actor: Actor, command: GlossaryUpsertCommand): Promise<string> {
    if (!canEditGlossary(actor, 'glossaryUpsert')) throw DomainError.forbidden();
    const attempt = attemptOf(actor, 'glossaryUpsert', command);
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const kept = await this.repository.lockedGroups(transaction);
      const { known, draft } = checked(command, kept);
      const order = { actor: actor.name, action: 'UPSERT', wanted: [{ id: known?.id, draft }] } as const;
      const { ids, changes } = await writeChange(transaction, this.repository, kept, order);
      const [groupId = ''] = ids;
      if (changes.length > 0) {
        const details = { terms: draft.terms.map(({ text }) => text), oneWay: draft.oneWay };
        await this.audit.append(transaction, { ...acted(actor, 'glossaryUpsert'), objectId: groupId, details });
      }
      return groupId;
    });
    return id;
  }

  /**
   * What `upsert` would write; writes nothing.
   * @throws the same
   */
  async preview(actor: Actor, command: GlossaryUpsertCommand): Promise<GroupDraft> {
    if (!canEditGlossary(actor, 'glossaryUpsert')) throw DomainError.forbidden();
    return this.unitOfWork.run(async (transaction) => {
      return checked(command, await this.repository.lockedGroups(transaction)).draft;
    });
  }

  /**
   * Takes a group out; it stays in the history, and `upsert` with its id brings it back.
   * @returns its id
   * @throws UserInputError GLOSSARY_STALE; DomainError FORBIDDEN, NOT_FOUND
   */
  async remove(actor: Actor, command: GlossaryRemoveCommand): Promise<string> {
    if (!canEditGlossary(actor, 'glossaryRemove')) throw DomainError.forbidden();
    const attempt = attemptOf(actor, 'glossaryRemove', command);
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const kept = await this.repository.lockedGroups(transaction);
      const known = foundIn(kept, command.id, command.baseVersion);
      if (known.removed) throw DomainError.notFound(GLOSSARY_GROUP);
      const order = { actor: actor.name, action: 'REMOVE', wanted: [{ id: known.id, draft: null }] } as const;
      await writeChange(transaction, this.repository, kept, order);
      const details = { title: groupTitle(known) };
      await this.audit.append(transaction, { ...acted(actor, 'glossaryRemove'), objectId: known.id, details });
      return known.id;
    });
    return id;
  }
}

function attemptOf(actor: Actor, mutation: string, command: { readonly idempotencyKey?: string | null }) {
  return { actor: actor.name, mutation, key: command.idempotencyKey, input: command };
}

function acted(actor: Actor, action: string): { readonly actor: string; readonly action: string } {
  return { actor: actor.name, action };
}

/** @throws DomainError NOT_FOUND; UserInputError GLOSSARY_STALE */
function foundIn(kept: readonly KeptGroup[], id: string, baseVersion: number | null | undefined): KeptGroup {
  const known = kept.find((group) => group.id === id);
  if (!known) throw DomainError.notFound(GLOSSARY_GROUP);
  if (baseVersion == null || baseVersion === known.version) return known;
  const newest = { newest: known.version };
  const message = localize(messages.GLOSSARY_STALE, newest);
  throw UserInputError.of('GLOSSARY_STALE', message, ['input', 'baseVersion'], newest);
}

/** @throws as `upsert` */
function checked(
  { id, terms, oneWay, baseVersion }: GlossaryUpsertCommand,
  kept: readonly KeptGroup[],
): { readonly known: KeptGroup | undefined; readonly draft: GroupDraft } {
  const known = id == null ? undefined : foundIn(kept, id, baseVersion);
  const draft = { terms: tidyTerms(terms), oneWay };
  assertPossible(draft, kept, known?.id);
  return { known, draft };
}

/** @throws UserInputError GLOSSARY_… */
function assertPossible(draft: GroupDraft, kept: readonly KeptGroup[], id: string | undefined): void {
  const others = kept.filter((group) => !group.removed && group.id !== id);
  const problems: UserError[] = groupProblems(draft, others);
  if (problems.length === 0) return;
  throw new UserInputError(problems.map((problem) => ({ ...problem, path: ['input', ...problem.path] })));
}
