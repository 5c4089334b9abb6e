import { type Transaction, UnitOfWork } from '@maillage/database';
import type { Actor } from '@maillage/identity';
import { type Clock, DomainError, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../catalogue.tokens.js';
import { entryMessages } from '../domain/entry.messages.js';
import { EntryImportRepository, type ImportOrganization } from '../entry/entry-import.repository.js';
import { canCreateFor, canPublishFor } from '../entry/entry.policy.js';
import { ImportBatch } from './entry-import.batch.js';
import type { EntryImportCommand, EntryImportResult, EntryImportRow, PreparedImportRow } from './entry-import.js';
import { EntryImportLookup } from './entry-import.lookup.js';
import { isFaultOfARow, prepareImportRow, refusedByDatabase } from './entry-import.row.js';

/**
 * Writes rows of a source as entries, hundreds in one transaction, by the rules of the one-entry services. Completeness
 * does not stop a row: it counts and shows. What a person has written since is never written over (`decideImport`).
 */
@Injectable()
export class EntryImportService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(EntryImportRepository) private readonly imports: EntryImportRepository,
    @Inject(EntryImportLookup) private readonly lookup: EntryImportLookup,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Every check that needs no database. Nobody is there to decide on personal data: it is refused.
   * @throws UserInputError naming every fault of the content at once
   */
  prepare(row: EntryImportRow): PreparedImportRow {
    return prepareImportRow(row);
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
        const author = { source: command.source, ownerId: command.ownerId, name: actor.name, audited: true };
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
      const batch = await this.decide(transaction, actor, command);
      return batch.results.map((result) => (result.outcome === 'CREATED' ? { ...result, entryId: null } : result));
    });
  }

  private async plan(transaction: Transaction, actor: Actor, command: EntryImportCommand): Promise<ImportBatch> {
    const { rows, ownerId } = command;
    const subjects = new Set(rows.map((row) => row.subjectOrganizationId));
    const organizations = await this.imports.organizations(transaction, [ownerId, ...subjects]);
    assertMayImport(actor, organizations.get(ownerId), command.publish);
    return this.decide(transaction, actor, command, organizations);
  }

  /** @param organizations absent: subject and references need not be there yet */
  private async decide(
    transaction: Transaction,
    actor: Actor,
    command: EntryImportCommand,
    organizations?: ReadonlyMap<string, ImportOrganization>,
  ): Promise<ImportBatch> {
    const { source, publish } = command;
    const options = { reader: actor, author: actor.name, source, publish, checked: organizations !== undefined };
    const lookup = await this.lookup.look(transaction, command.rows, {
      ...options,
      organizations: organizations ?? new Map<string, ImportOrganization>(),
    });
    const batch = new ImportBatch(publish, this.clock.now());
    for (const row of command.rows) {
      try {
        batch.add(row, lookup.factsOf(row));
      } catch (error) {
        if (!(error instanceof UserInputError)) throw error;
        batch.refuse(error.errors);
      }
    }
    return batch;
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

/** Only the product itself imports; publishing in bulk needs the scope that an administrator has granted. */
function assertMayImport(actor: Actor, owner: ImportOrganization | undefined, publish: boolean): void {
  if (actor.kind !== 'SYSTEM') throw DomainError.forbidden();
  if (!owner) throw UserInputError.of('OWNER_UNKNOWN', entryMessages.OWNER_UNKNOWN, ['ownerId']);
  if (!canCreateFor(actor, owner) || (publish && !canPublishFor(actor, owner))) throw DomainError.forbidden();
  if (publish && !owner.oneStepPublishing) {
    throw UserInputError.of('SUBMISSION_REQUIRED', entryMessages.SUBMISSION_REQUIRED, ['publish']);
  }
}
