import { type Transaction, UnitOfWork } from '@maillage/database';
import type { Actor } from '@maillage/identity';
import { type Clock, contentHash, DomainError, localize, type UserError, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../catalogue.tokens.js';
import { entryMessages } from '../domain/entry.messages.js';
import { EntryImportRepository, type ImportOrganization } from '../entry/entry-import.repository.js';
import { canCreateFor, canPublishFor } from '../entry/entry.policy.js';
import { type FoundReferences, EntryReferenceRepository } from '../entry/entry-reference.repository.js';
import { personalDataErrors, personalDataIn } from '../fields/content-personal-data.js';
import { validateContent } from '../fields/content-validation.js';
import { allFieldsOf, kindOf } from '../kinds/kind.registry.js';
import { ImportBatch } from './entry-import.batch.js';
import type { EntryImportCommand, EntryImportResult, EntryImportRow, PreparedImportRow } from './entry-import.js';
import { contentReferences, missingReferences, referencesOf, resolveRelations } from './entry-references.js';
import { textHashes } from './entry-text.js';

const noReferences: FoundReferences = { entries: new Map(), others: new Set() };

/**
 * Writes rows of a source as entries, hundreds in one transaction, by the rules of the one-entry services. Completeness
 * does not stop a row: it counts and shows. What a person has written since is never written over (`decideImport`).
 */
@Injectable()
export class EntryImportService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(EntryImportRepository) private readonly imports: EntryImportRepository,
    @Inject(EntryReferenceRepository) private readonly references: EntryReferenceRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Every check that needs no database. Nobody is there to decide on personal data: it is refused.
   * @throws UserInputError naming every fault of the content at once
   */
  prepare(row: EntryImportRow): PreparedImportRow {
    const { kind, subjectOrganizationId, audience = 'PUBLIC', relations = [] } = row;
    const content = validateContent(kindOf(kind), row.content);
    const personal = personalDataIn(kindOf(kind), content);
    if (personal.length > 0) throw new UserInputError(personalDataErrors(personal, []));
    const { sourceId, sourceUrl = null, raw } = row.origin;
    const hash = contentHash({ kind, subjectOrganizationId, content, relations, raw });
    const origin = { sourceId, sourceUrl, raw };
    return { kind, subjectOrganizationId, audience, content, relations, origin, hash, ...textHashes(content) };
  }

  /**
   * Writes a batch: whole or absent. When a row cannot be stored, the batch is halved until that row stands alone: it
   * is refused, the others land.
   * @returns one result for each row, in their order
   * @throws DomainError FORBIDDEN; UserInputError when the owner is unknown or does not publish in one step
   */
  async write(actor: Actor, command: EntryImportCommand): Promise<readonly EntryImportResult[]> {
    if (command.rows.length === 0) return [];
    try {
      return await this.unitOfWork.run(async (transaction) => {
        const batch = await this.plan(transaction, actor, command);
        const author = { source: command.source, ownerId: command.ownerId, name: actor.name };
        await this.imports.create(transaction, author, batch.created);
        await this.imports.revise(transaction, author, batch.revised);
        await this.imports.refresh(transaction, batch.refreshed);
        return batch.results;
      });
    } catch (error) {
      if (!isFaultOfARow(error)) throw error;
      return this.writeHalves(actor, command, error);
    }
  }

  /** What `write` would do. Writes nothing; the owner and the subjects need not exist yet. */
  async preview(actor: Actor, command: EntryImportCommand): Promise<readonly EntryImportResult[]> {
    return this.unitOfWork.run(async (transaction) => {
      const batch = new ImportBatch(command.publish, this.clock.now());
      await this.decide(transaction, actor, command, batch, () => ({ relations: [], territories: [] }));
      return batch.results.map((result) => (result.outcome === 'CREATED' ? { ...result, entryId: null } : result));
    });
  }

  private async plan(transaction: Transaction, actor: Actor, command: EntryImportCommand): Promise<ImportBatch> {
    const { rows, ownerId } = command;
    const subjects = new Set(rows.map((row) => row.subjectOrganizationId));
    const organizations = await this.imports.organizations(transaction, [ownerId, ...subjects]);
    assertMayImport(actor, organizations.get(ownerId), command.publish);
    const found = await this.findReferences(transaction, rows);
    const batch = new ImportBatch(command.publish, this.clock.now());
    await this.decide(transaction, actor, command, batch, (row, entryId) => {
      const subject = organizations.get(row.subjectOrganizationId);
      if (!subject) throw UserInputError.of('SUBJECT_UNKNOWN', entryMessages.SUBJECT_UNKNOWN, ['subjectOrganization']);
      const named = contentReferences(allFieldsOf(kindOf(row.kind)), row.content);
      const { relations, errors } = resolveRelations(actor, row.relations, found, entryId ?? '');
      const missing = [...missingReferences(actor, named, found), ...errors];
      if (missing.length > 0) throw new UserInputError(missing);
      return { relations, territories: subject.territories };
    });
    return batch;
  }

  /** @param check gives what a row points at, or throws what is wrong with it */
  private async decide(
    transaction: Transaction,
    actor: Actor,
    command: EntryImportCommand,
    batch: ImportBatch,
    check: (row: PreparedImportRow, entryId: string | null) => Pick<RowReferences, 'relations' | 'territories'>,
  ): Promise<void> {
    const { rows, source, publish } = command;
    const ids = rows.map((row) => row.origin.sourceId);
    const located = await this.imports.locate(transaction, source, ids, actor.name);
    const looked = rows.flatMap(({ origin, hash }) => {
      const entry = located.get(origin.sourceId);
      const waits = publish && entry?.lastRevision !== entry?.publishedRevision;
      return entry && (entry.hash !== hash || waits) ? [entry.id] : [];
    });
    const contents = await this.imports.contents(transaction, looked, actor.name);
    for (const row of rows) {
      const entry = located.get(row.origin.sourceId);
      try {
        const references = check(row, entry?.id ?? null);
        batch.add(row, { located: entry, contents: entry && contents.get(entry.id), ...references });
      } catch (error) {
        if (!(error instanceof UserInputError)) throw error;
        batch.refuse(error.errors);
      }
    }
  }

  private async findReferences(transaction: Transaction, rows: readonly PreparedImportRow[]): Promise<FoundReferences> {
    const named = rows.flatMap((row) => contentReferences(allFieldsOf(kindOf(row.kind)), row.content));
    const relations = rows.flatMap((row) => row.relations);
    if (named.length + relations.length === 0) return noReferences;
    return this.references.find(transaction, referencesOf(named, relations));
  }

  private async writeHalves(
    actor: Actor,
    command: EntryImportCommand,
    error: unknown,
  ): Promise<readonly EntryImportResult[]> {
    const { rows } = command;
    if (rows.length === 1) return [refusedByDatabase(error)];
    const middle = Math.ceil(rows.length / 2);
    const first = await this.write(actor, { ...command, rows: rows.slice(0, middle) });
    const second = await this.write(actor, { ...command, rows: rows.slice(middle) });
    return [...first, ...second];
  }
}

type RowReferences = Parameters<ImportBatch['add']>[1];

/** Only the product itself imports; publishing in bulk needs the scope that an administrator has granted. */
function assertMayImport(actor: Actor, owner: ImportOrganization | undefined, publish: boolean): void {
  if (actor.kind !== 'SYSTEM') throw DomainError.forbidden();
  if (!owner) throw UserInputError.of('OWNER_UNKNOWN', entryMessages.OWNER_UNKNOWN, ['ownerId']);
  if (!canCreateFor(actor, owner) || (publish && !canPublishFor(actor, owner))) throw DomainError.forbidden();
  if (publish && !owner.oneStepPublishing) {
    throw UserInputError.of('SUBMISSION_REQUIRED', entryMessages.SUBMISSION_REQUIRED, ['publish']);
  }
}

/** Classes of SQLSTATE that tell of the data: bad values, broken constraints, limits, a trigger's refusal. */
const DATA_FAULTS: ReadonlySet<string> = new Set(['22', '23', '54', 'P0']);

function isFaultOfARow(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.length === 5 && DATA_FAULTS.has(code.slice(0, 2));
}

function refusedByDatabase(error: unknown): EntryImportResult {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const told = localize(entryMessages.ROW_NOT_STORABLE, { code, reason: message.slice(0, 300) });
  const errors: UserError[] = [{ code: 'ROW_NOT_STORABLE', message: told, path: [] }];
  return { outcome: 'REFUSED', entryId: null, revision: null, published: false, conflict: null, errors };
}
