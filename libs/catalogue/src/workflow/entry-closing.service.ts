import { type Transaction, UnitOfWork } from '@maillage/database';
import { type Actor, AuditRepository } from '@maillage/identity';
import { DomainError, isUuid, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { assertAllowed, type EntryMove } from '../domain/entry-lifecycle.js';
import { entryMessages } from '../domain/entry.messages.js';
import { canMove, mutationOf, readingAudience } from '../entry/entry.policy.js';
import { EntryDependantsRepository } from '../entry/entry-dependants.repository.js';
import { type EntryChange, EntryRepository, type LockedEntry, standingOf } from '../entry/entry.repository.js';
import type { Visibility } from '../entry/entry-record.js';
import { EntryChangeRecorder } from '../entry/entry-change.recorder.js';
import type { Repeatable } from './entry-commands.js';
import { ENTRY } from './entry-writing.service.js';

export interface WithdrawCommand extends Repeatable {
  readonly id: string;
  /** Why, for those who may edit it. */
  readonly reason?: string | null;
}

export interface MergeCommand extends Repeatable {
  readonly id: string;
  /** The entry that stays. */
  readonly intoId: string;
}

const reach = { ORGANIZATION: 0, NETWORK: 1, PUBLIC: 2 } as const;

/** Ends of an entry: archived stays readable; withdrawn and merged leave a tombstone. */
@Injectable()
export class EntryClosingService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(EntryRepository) private readonly entries: EntryRepository,
    @Inject(EntryDependantsRepository) private readonly dependants: EntryDependantsRepository,
    @Inject(EntryChangeRecorder) private readonly changes: EntryChangeRecorder,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /** Readable and in the feed, out of the default search; has no review date any more. */
  async archive(actor: Actor, command: Repeatable & { readonly id: string }): Promise<string> {
    return this.close(actor, 'ARCHIVE', command, async (transaction, entry) => {
      const change = { state: 'ARCHIVED', reviewBy: null, stamp: ['updated_at'] } as const;
      await this.changes.record(transaction, entry.id, change, false);
    });
  }

  async withdraw(actor: Actor, command: WithdrawCommand): Promise<string> {
    return this.close(actor, 'WITHDRAW', command, async (transaction, entry) => {
      const closingNote = command.reason?.trim().slice(0, 4_000);
      await this.end(transaction, entry, { state: 'WITHDRAWN', ...(closingNote && { closingNote }) });
    });
  }

  /** @throws UserInputError MERGE_TARGET when the entry that stays is not one that the same readers see */
  async merge(actor: Actor, command: MergeCommand): Promise<string> {
    return this.close(actor, 'MERGE', command, async (transaction, entry) => {
      const target = isUuid(command.intoId) ? await this.entries.lock(transaction, command.intoId) : null;
      const fits =
        target !== null &&
        target.id !== entry.id &&
        // Hidden and absent answer alike, also for a caller who owns what goes.
        readingAudience(actor, visibilityOfLocked(target), target.owner) !== null &&
        target.kind === entry.kind &&
        (target.state === 'PUBLISHED' || target.state === 'ARCHIVED') &&
        reach[target.audience] >= reach[entry.audience];
      if (!fits) throw UserInputError.of('MERGE_TARGET', entryMessages.MERGE_TARGET, ['input', 'intoId']);
      await this.dependants.moveAdoptions(transaction, entry.id, target.id);
      await this.end(transaction, entry, { state: 'MERGED', mergedIntoId: target.id });
      await this.changes.record(transaction, target.id, {}, false);
    });
  }

  /** Nobody reads it from the commit on; entries that point at it are told. */
  private async end(transaction: Transaction, entry: LockedEntry, change: EntryChange): Promise<void> {
    await this.changes.record(transaction, entry.id, { ...change, reviewBy: null, stamp: ['updated_at'] }, true);
    await this.dependants.touchEntriesPointingAt(transaction, entry.id);
  }

  private async close(
    actor: Actor,
    move: EntryMove,
    command: Repeatable & { readonly id: string },
    work: (transaction: Transaction, entry: LockedEntry) => Promise<void>,
  ): Promise<string> {
    const mutation = mutationOf(move);
    const attempt = { actor: actor.name, mutation, key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const entry = isUuid(command.id) ? await this.entries.lock(transaction, command.id) : null;
      if (!entry || !canMove(actor, move, entry)) throw DomainError.notFound(ENTRY);
      assertAllowed(move, standingOf(entry));
      await work(transaction, entry);
      await this.audit.append(transaction, { actor: actor.name, action: mutation, objectId: entry.id });
      return entry.id;
    });
    return id;
  }
}

function visibilityOfLocked({ state, audience, owner, hasOrigin }: LockedEntry): Visibility {
  return { state, audience, ownerId: owner.id, ownerState: owner.verified ? 'VERIFIED' : 'PENDING', hasOrigin };
}
