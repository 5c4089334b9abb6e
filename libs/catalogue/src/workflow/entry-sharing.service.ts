import { UnitOfWork } from '@maillage/database';
import { type Actor, type Audience, AuditRepository } from '@maillage/identity';
import { DomainError, isUuid, localize, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { assertAllowed } from '../domain/entry-lifecycle.js';
import { entryMessages } from '../domain/entry.messages.js';
import { canMove } from '../entry/entry.policy.js';
import { EntryDependantsRepository } from '../entry/entry-dependants.repository.js';
import { EntryRepository, type LockedEntry, standingOf } from '../entry/entry.repository.js';
import { EntryChangeRecorder } from '../entry/entry-change.recorder.js';
import type { Repeatable } from './entry-commands.js';
import { ENTRY } from './entry-writing.service.js';

export interface SetAudienceCommand extends Repeatable {
  readonly id: string;
  readonly audience: Audience;
  /** Version that the caller has read. */
  readonly baseVersion: number;
}

const reach = { ORGANIZATION: 0, NETWORK: 1, PUBLIC: 2 } as const;

/** Who sees an entry, and who speaks for it. */
@Injectable()
export class EntrySharingService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(EntryRepository) private readonly entries: EntryRepository,
    @Inject(EntryDependantsRepository) private readonly dependants: EntryDependantsRepository,
    @Inject(EntryChangeRecorder) private readonly changes: EntryChangeRecorder,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /** A smaller audience holds from the commit on, at every surface of ours. */
  async setAudience(actor: Actor, command: SetAudienceCommand): Promise<string> {
    const attempt = { actor: actor.name, mutation: 'entrySetAudience', key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const entry = isUuid(command.id) ? await this.entries.lock(transaction, command.id) : null;
      if (!entry || !canMove(actor, 'SET_AUDIENCE', entry)) throw DomainError.notFound(ENTRY);
      assertAllowed('SET_AUDIENCE', standingOf(entry));
      assertAudienceChange(entry, command);
      const { audience } = command;
      const narrowing = reach[audience] < reach[entry.audience];
      const shown = entry.publishedRevision === null ? {} : { shownTo: audience };
      await this.changes.record(transaction, entry.id, { audience, stamp: ['updated_at'], ...shown }, narrowing);
      await this.dependants.touchEntriesPointingAt(transaction, entry.id);
      const details = { from: entry.audience, to: audience };
      await this.audit.append(transaction, {
        actor: actor.name,
        action: 'entrySetAudience',
        objectId: entry.id,
        details,
      });
      return entry.id;
    });
    return id;
  }

  /** A verified coordinator of the organization that an entry is about takes it over. */
  async claim(actor: Actor, command: Repeatable & { readonly id: string }): Promise<string> {
    const attempt = { actor: actor.name, mutation: 'entryClaim', key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const entry = isUuid(command.id) ? await this.entries.lock(transaction, command.id) : null;
      if (!entry || !canMove(actor, 'CLAIM', entry)) throw DomainError.notFound(ENTRY);
      assertAllowed('CLAIM', standingOf(entry));
      if (entry.claimed || entry.owner.id === entry.subjectOrganizationId) {
        throw UserInputError.of('ALREADY_CLAIMED', entryMessages.ALREADY_CLAIMED, ['input', 'id']);
      }
      const change = { ownerId: entry.subjectOrganizationId, stamp: ['claimed_at', 'updated_at'] } as const;
      await this.changes.record(transaction, entry.id, change, false);
      const details = { from: entry.owner.id, to: entry.subjectOrganizationId };
      await this.audit.append(transaction, { actor: actor.name, action: 'entryClaim', objectId: entry.id, details });
      return entry.id;
    });
    return id;
  }
}

function assertAudienceChange(entry: LockedEntry, command: SetAudienceCommand): void {
  if (command.baseVersion !== entry.version) {
    const message = localize(entryMessages.VERSION_CONFLICT, { base: command.baseVersion, newest: entry.version });
    throw UserInputError.of('VERSION_CONFLICT', message, ['input', 'baseVersion'], { newest: entry.version });
  }
  if (command.audience === entry.audience) {
    const message = localize(entryMessages.NOTHING_TO_CHANGE, { audience: command.audience });
    throw UserInputError.of('NOTHING_TO_CHANGE', message, ['input', 'audience']);
  }
}
