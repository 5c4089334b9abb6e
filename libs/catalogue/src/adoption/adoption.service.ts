import { type Transaction, UnitOfWork } from '@maillage/database';
import { type Actor, AuditRepository } from '@maillage/identity';
import { DomainError, isUuid, type Localized, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { canAdoptFor, canEndAdoptionFor, readingAudience } from '../entry/entry.policy.js';
import { isReadableState } from '../entry/entry-projection.js';
import { EntryChangeRecorder } from '../entry/entry-change.recorder.js';
import { EntryReferenceRepository } from '../entry/entry-reference.repository.js';
import { EntryRepository, type LockedEntry } from '../entry/entry.repository.js';
import type { Repeatable } from '../workflow/entry-commands.js';
import type { AdoptionState } from './adoption.entity.js';
import { AdoptionRepository } from './adoption.repository.js';

export interface AdoptionDeclareCommand extends Repeatable {
  readonly entryId: string;
  readonly organizationId: string;
  readonly state: AdoptionState;
  /** Required for DROPPED. */
  readonly reason?: string | null;
}

export interface AdoptionWithdrawCommand extends Repeatable {
  readonly entryId: string;
  readonly organizationId: string;
}

const messages = {
  OWN_ENTRY: {
    fr: 'Cette fiche est celle de votre organisation : une réutilisation se déclare sur la fiche d’une autre.',
    en: 'This entry is your own organization’s: a reuse is declared on another’s.',
  },
  REASON_REQUIRED: {
    fr: 'Dites pourquoi la réutilisation a été abandonnée : les autres y gagnent du temps.',
    en: 'Say why the reuse was dropped: it saves others time.',
  },
  ADOPTION_UNKNOWN: {
    fr: 'Votre organisation n’a pas déclaré de réutilisation de cette fiche.',
    en: 'Your organization has declared no reuse of this entry.',
  },
} as const satisfies Record<string, Localized>;

/** « Nous réutilisons » : an organization says how far it is with what another published. */
@Injectable()
export class AdoptionService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(EntryRepository) private readonly entries: EntryRepository,
    @Inject(EntryReferenceRepository) private readonly references: EntryReferenceRepository,
    @Inject(AdoptionRepository) private readonly adoptions: AdoptionRepository,
    @Inject(EntryChangeRecorder) private readonly changes: EntryChangeRecorder,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /** Declares, or moves on, the reuse. @returns the entry's id */
  async declare(actor: Actor, command: AdoptionDeclareCommand): Promise<string> {
    const reason = command.reason?.trim() || null;
    if (command.state === 'DROPPED' && reason === null) {
      throw UserInputError.of('REASON_REQUIRED', messages.REASON_REQUIRED, ['input', 'reason']);
    }
    return this.change(actor, 'adoptionDeclare', command, async (transaction, entry) => {
      if (entry.owner.id === command.organizationId) {
        throw UserInputError.of('OWN_ENTRY', messages.OWN_ENTRY, ['input', 'organizationId']);
      }
      const { organizationId, state } = command;
      const adoption = { entryId: entry.id, organizationId, state, reason, declaredBy: actor.name };
      await this.adoptions.upsert(transaction, adoption);
    });
  }

  async withdraw(actor: Actor, command: AdoptionWithdrawCommand): Promise<string> {
    return this.change(actor, 'adoptionWithdraw', command, async (transaction, entry) => {
      if (!(await this.adoptions.remove(transaction, entry.id, command.organizationId))) {
        throw UserInputError.of('ADOPTION_UNKNOWN', messages.ADOPTION_UNKNOWN, ['input', 'organizationId']);
      }
    });
  }

  private async change(
    actor: Actor,
    mutation: 'adoptionDeclare' | 'adoptionWithdraw',
    command: AdoptionWithdrawCommand,
    work: (transaction: Transaction, entry: LockedEntry) => Promise<void>,
  ): Promise<string> {
    const right = mutation === 'adoptionDeclare' ? canAdoptFor : canEndAdoptionFor;
    if (!right(actor, command.organizationId)) throw DomainError.forbidden();
    const attempt = { actor: actor.name, mutation, key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const entry = isUuid(command.entryId) ? await this.entries.lock(transaction, command.entryId) : null;
      if (!entry || !(await this.isReadable(transaction, actor, entry))) {
        throw DomainError.notFound({ fr: 'Fiche', en: 'Entry' });
      }
      await work(transaction, entry);
      await this.changes.record(transaction, entry.id, {}, false);
      const details = { organization: command.organizationId };
      await this.audit.append(transaction, { actor: actor.name, action: mutation, objectId: entry.id, details });
      return entry.id;
    });
    return id;
  }

  private async isReadable(transaction: Transaction, actor: Actor, entry: LockedEntry): Promise<boolean> {
    const named = { entries: [entry.id], systems: [], suppliers: [], organizations: [] };
    const found = (await this.references.find(transaction, named)).entries.get(entry.id);
    if (!found || !isReadableState(found.state)) return false;
    return readingAudience(actor, found, entry.owner) !== null;
  }
}
