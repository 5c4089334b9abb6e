import { type Transaction, UnitOfWork } from '@maillage/database';
import { type Actor, AuditRepository } from '@maillage/identity';
import { DomainError, isUuid, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { EntryDependantsRepository } from '../entry/entry-dependants.repository.js';
import type { Repeatable } from '../workflow/entry-commands.js';
import { canKeepReference, type ReferenceMutation } from './reference.policy.js';
import { systemMessages } from './system.messages.js';
import { cleanName, type LockedReference, SystemRepository } from './system.repository.js';

export type ReferenceTable = 'system' | 'supplier';

export interface ReferenceConfirmCommand extends Repeatable {
  readonly id: string;
  /** The name to keep; absent: as proposed. The old one stays as an alias. */
  readonly name?: string | null;
}

export interface ReferenceMergeCommand extends Repeatable {
  readonly id: string;
  readonly intoId: string;
}

const labels = { system: { fr: 'Solution', en: 'System' }, supplier: { fr: 'Fournisseur', en: 'Supplier' } };

/** Moderators keep systems and suppliers: confirm what was proposed, merge what is the same. */
@Injectable()
export class SystemService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(SystemRepository) private readonly systems: SystemRepository,
    @Inject(EntryDependantsRepository) private readonly dependants: EntryDependantsRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  async confirm(actor: Actor, table: ReferenceTable, command: ReferenceConfirmCommand): Promise<string> {
    return this.moderate(actor, table, `${table}Confirm`, command, async (transaction, reference) => {
      const name = command.name ? cleanName(command.name, ['input', 'name']) : reference.name;
      await this.systems.confirm(transaction, table, reference.id, name);
      await this.touch(transaction, table, reference.id);
      return reference.id;
    });
  }

  /** @returns the id of the one that stays */
  async merge(actor: Actor, table: ReferenceTable, command: ReferenceMergeCommand): Promise<string> {
    return this.moderate(actor, table, `${table}Merge`, command, async (transaction, reference) => {
      const into = isUuid(command.intoId) ? await this.systems.lock(transaction, table, command.intoId) : null;
      if (!into || into.id === reference.id || into.state === 'MERGED' || reference.state === 'MERGED') {
        throw UserInputError.of('MERGE_INTO_ITSELF', systemMessages.MERGE_INTO_ITSELF, ['input', 'intoId']);
      }
      await this.systems.merge(transaction, table, reference.id, into.id);
      await this.touch(transaction, table, into.id);
      return into.id;
    });
  }

  private async touch(transaction: Transaction, table: ReferenceTable, id: string): Promise<void> {
    const systems = table === 'system' ? [id] : await this.systems.systemsOf(transaction, id);
    for (const system of systems) await this.dependants.touchEntriesUsingSystem(transaction, system);
  }

  private async moderate(
    actor: Actor,
    table: ReferenceTable,
    mutation: ReferenceMutation,
    command: Repeatable & { readonly id: string },
    work: (transaction: Transaction, reference: LockedReference) => Promise<string>,
  ): Promise<string> {
    if (!canKeepReference(actor, mutation)) throw DomainError.forbidden();
    const attempt = { actor: actor.name, mutation, key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const reference = isUuid(command.id) ? await this.systems.lock(transaction, table, command.id) : null;
      if (!reference) throw DomainError.notFound(labels[table]);
      const result = await work(transaction, reference);
      await this.audit.append(transaction, { actor: actor.name, action: mutation, objectId: reference.id });
      return result;
    });
    return id;
  }
}
