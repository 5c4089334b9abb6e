import { type Transaction, UnitOfWork } from '@maillage/database';
import { type Actor, AuditRepository, canSeePending } from '@maillage/identity';
import { DomainError, isUuid, localize, newId, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { assertAllowed } from '../domain/entry-lifecycle.js';
import { entryMessages } from '../domain/entry.messages.js';
import { canCreateFor, canMove } from '../entry/entry.policy.js';
import { EntryRepository, type LockedEntry, standingOf } from '../entry/entry.repository.js';
import { EntryReferenceRepository, type TwinEntry } from '../entry/entry-reference.repository.js';
import { contentFieldOf, kindOf } from '../kinds/kind.registry.js';
import type { EntryCreateCommand, EntryReviseCommand, EntryWritten } from './entry-commands.js';
import { assertNewest, EntryPreparationService, type Prepared } from './entry-preparation.service.js';

export const ENTRY = { fr: 'Fiche', en: 'Entry' };

export interface WritingOptions {
  /** Look for entries of others that say the same; not asked for, it is a statement saved. */
  readonly twins: boolean;
}

/** Writes drafts. Nothing here changes what readers see. */
@Injectable()
export class EntryWritingService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(EntryRepository) private readonly entries: EntryRepository,
    @Inject(EntryReferenceRepository) private readonly references: EntryReferenceRepository,
    @Inject(EntryPreparationService) private readonly preparation: EntryPreparationService,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /**
   * A new entry with its first draft.
   * @param options twins: also look for entries of others that say the same
   * @throws UserInputError for everything in the input that can be mended, all at once
   */
  async create(
    actor: Actor,
    command: EntryCreateCommand,
    options: WritingOptions = { twins: true },
  ): Promise<EntryWritten> {
    const kind = kindOf(command.kind);
    const { kindField, proposedSystem = null } = command;
    const content = this.preparation.validate({ kind, content: command.content, kindField, proposedSystem });
    const subjectId = command.subjectOrganizationId ?? command.ownerId;
    let twins: readonly TwinEntry[] = [];
    const attempt = { actor: actor.name, mutation: 'entryCreate', key: command.idempotencyKey, input: command };
    const once = await this.unitOfWork.once(attempt, async (transaction) => {
      await this.assertOwner(transaction, actor, command.ownerId, subjectId);
      const id = newId();
      const relations = command.relations ?? [];
      const prepared = await this.preparation.prepare(transaction, actor, {
        entryId: id,
        kind,
        content,
        relations,
        proposedSystem,
        kindField,
      });
      const { ownerId, audience } = command;
      const entry = { id, kind: kind.kind, ownerId, subjectOrganizationId: subjectId, audience: audience ?? 'PUBLIC' };
      if (options.twins) twins = await this.references.twins(transaction, prepared, ownerId);
      await this.entries.insert(transaction, entry, { entryId: id, number: 1, author: actor.name, ...prepared });
      await this.audit.append(transaction, { actor: actor.name, action: 'entryCreate', objectId: id });
      return id;
    });
    return { ...once, twins };
  }

  /**
   * A further draft revision beside what readers see.
   * @throws UserInputError REVISION_CONFLICT when someone was faster
   */
  async revise(
    actor: Actor,
    command: EntryReviseCommand,
    options: WritingOptions = { twins: true },
  ): Promise<EntryWritten> {
    let twins: readonly TwinEntry[] = [];
    const attempt = { actor: actor.name, mutation: 'entryRevise', key: command.idempotencyKey, input: command };
    const once = await this.unitOfWork.once(attempt, async (transaction) => {
      const entry = await this.lockForWriting(transaction, actor, command.id);
      assertAllowed('REVISE', standingOf(entry));
      assertNewest(command.baseRevision, entry.lastRevision);
      assertKind(command, entry.kind);
      const kind = kindOf(entry.kind);
      const { kindField, proposedSystem = null } = command;
      const content = this.preparation.validate({ kind, content: command.content, kindField, proposedSystem });
      const relations =
        command.relations ?? (await this.entries.relationsOf(transaction, entry.id, entry.lastRevision));
      const prepared = await this.preparation.prepare(transaction, actor, {
        entryId: entry.id,
        kind,
        content,
        relations,
        proposedSystem,
        kindField,
      });
      await this.insertRevision(transaction, actor, entry, prepared);
      if (options.twins) twins = await this.references.twins(transaction, prepared, entry.owner.id);
      return entry.id;
    });
    return { ...once, twins };
  }

  private async insertRevision(
    transaction: Transaction,
    actor: Actor,
    entry: LockedEntry,
    prepared: Prepared,
  ): Promise<void> {
    const number = entry.lastRevision + 1;
    await this.entries.insertRevision(transaction, { entryId: entry.id, number, author: actor.name, ...prepared });
    await this.audit.append(transaction, {
      actor: actor.name,
      action: 'entryRevise',
      objectId: entry.id,
      details: { revision: number },
    });
  }

  private async lockForWriting(transaction: Transaction, actor: Actor, id: string): Promise<LockedEntry> {
    const entry = isUuid(id) ? await this.entries.lock(transaction, id) : null;
    if (!entry || !canMove(actor, 'REVISE', entry)) throw DomainError.notFound(ENTRY);
    return entry;
  }

  private async assertOwner(transaction: Transaction, actor: Actor, ownerId: string, subjectId: string): Promise<void> {
    const found = await this.references.organizations(transaction, [ownerId, subjectId]);
    const owner = found.get(ownerId);
    if (!owner || !canCreateFor(actor, owner)) {
      throw UserInputError.of('OWNER_UNKNOWN', entryMessages.OWNER_UNKNOWN, ['input', 'ownerId']);
    }
    const subject = found.get(subjectId);
    if (!subject || !(subject.verified || canSeePending(actor, subjectId))) {
      throw UserInputError.of('SUBJECT_UNKNOWN', entryMessages.SUBJECT_UNKNOWN, ['input', 'subjectOrganizationId']);
    }
  }
}

/** @throws UserInputError KIND_CONTENT_MISMATCH for the content of another kind: an entry keeps its kind */
function assertKind(command: EntryReviseCommand, kind: string): void {
  if (command.kind === undefined || command.kind === kind) return;
  const message = localize(entryMessages.KIND_CONTENT_MISMATCH, { kind, field: contentFieldOf(kindOf(kind)) });
  throw UserInputError.of('KIND_CONTENT_MISMATCH', message, ['input', command.kindField ?? 'content']);
}
