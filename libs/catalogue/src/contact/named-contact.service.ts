import { OutboxRepository } from '@maillage/changes';
import { type Transaction, UnitOfWork } from '@maillage/database';
import { type Actor, AuditRepository } from '@maillage/identity';
import { type Clock, DomainError, isoDay, isUuid, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../catalogue.tokens.js';
import { assertAllowed } from '../domain/entry-lifecycle.js';
import { canOfferContact, canRemoveContact } from '../entry/entry.policy.js';
import { EntryRepository, type LockedEntry, standingOf } from '../entry/entry.repository.js';
import type { Repeatable } from '../workflow/entry-commands.js';
import { ENTRY } from '../workflow/entry-writing.service.js';
import { namedContactMessages as messages } from './named-contact.messages.js';
import { NamedContactRepository } from './named-contact.repository.js';

/** Days that a member's name stays on an entry without being said again. */
export const NAMED_CONTACT_DAYS = 365;

const DAY = 86_400_000;
/** Entries that one transaction of the retention touches. */
const ENDED_AT_ONCE = 200;

export interface NamedContactCommand extends Repeatable {
  /** Id of the entry. */
  readonly id: string;
  readonly function?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
}

/** Whom to call about an entry, by name: an exception to the functional mailbox, which the person makes themself. */
@Injectable()
export class NamedContactService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(EntryRepository) private readonly entries: EntryRepository,
    @Inject(NamedContactRepository) private readonly contacts: NamedContactRepository,
    @Inject(OutboxRepository) private readonly outbox: OutboxRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The caller names themself; nobody can name another. Said again, it holds for another year.
   * @throws UserInputError CONTACT_UNREACHABLE, CONTACT_EMAIL, CONTACT_PHONE, CONTACT_FUNCTION, CONTACT_TAKEN
   */
  async offer(actor: Actor, command: NamedContactCommand): Promise<string> {
    if (actor.kind !== 'MEMBER') throw DomainError.forbidden();
    const given = contactOf(command);
    return this.change(actor, 'entryContactOffer', command, async (transaction, entry) => {
      if (!canOfferContact(actor, entry.owner)) throw DomainError.notFound(ENTRY);
      assertAllowed('REVISE', standingOf(entry));
      const named = await this.contacts.memberOf(transaction, entry.id);
      if (named !== null && named !== actor.id) {
        throw UserInputError.of('CONTACT_TAKEN', messages.CONTACT_TAKEN, ['input', 'id']);
      }
      const now = this.clock.now();
      const until = isoDay(new Date(now.getTime() + NAMED_CONTACT_DAYS * DAY));
      const contact = { entryId: entry.id, memberId: actor.id, since: isoDay(now), until, ...given };
      await this.contacts.set(transaction, contact);
      return { until };
    });
  }

  /** By the person themself, or a coordinator of the owner. @throws UserInputError CONTACT_ABSENT */
  async remove(actor: Actor, command: Repeatable & { readonly id: string }): Promise<string> {
    return this.change(actor, 'entryContactRemove', command, async (transaction, entry) => {
      const named = await this.contacts.memberOf(transaction, entry.id);
      if (!canRemoveContact(actor, entry.owner, named)) throw DomainError.notFound(ENTRY);
      if (named === null) throw UserInputError.of('CONTACT_ABSENT', messages.CONTACT_ABSENT, ['input', 'id']);
      await this.contacts.remove(transaction, [entry.id]);
      return {};
    });
  }

  /** For the worker's maintenance: ends those whose year is over. @returns entries that name nobody any more */
  async expire(): Promise<number> {
    const today = isoDay(this.clock.now());
    for (let total = 0; ;) {
      const ended = await this.unitOfWork.run(async (transaction) => {
        const ids = await this.contacts.lockEnded(transaction, today, ENDED_AT_ONCE);
        await this.end(transaction, ids);
        if (ids.length > 0) {
          const event = { actor: 'system:retention', action: 'entryContactExpire', details: { entries: ids } };
          await this.audit.append(transaction, event);
        }
        return ids.length;
      });
      total += ended;
      if (ended < ENDED_AT_ONCE) return total;
    }
  }

  /** Mailboxes and numbers that a member gave. */
  async waysTo(transaction: Transaction, accounts: readonly string[]): Promise<string[]> {
    return this.contacts.waysTo(transaction, accounts);
  }

  /** Takes a member off every entry. @returns entries that named them */
  async endOf(transaction: Transaction, accounts: readonly string[]): Promise<number> {
    const ids = await this.contacts.lockOf(transaction, accounts);
    await this.end(transaction, ids);
    return ids.length;
  }

  /** Takes names off entries that are locked; mirrors follow. */
  private async end(transaction: Transaction, entryIds: readonly string[]): Promise<void> {
    if (entryIds.length === 0) return;
    await this.contacts.remove(transaction, entryIds);
    await this.entries.touch(transaction, entryIds);
    await this.outbox.append(transaction, entryIds);
  }

  private async change(
    actor: Actor,
    mutation: string,
    command: Repeatable & { readonly id: string },
    work: (transaction: Transaction, entry: LockedEntry) => Promise<Readonly<Record<string, unknown>>>,
  ): Promise<string> {
    const attempt = { actor: actor.name, mutation, key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const entry = isUuid(command.id) ? await this.entries.lock(transaction, command.id) : null;
      if (!entry) throw DomainError.notFound(ENTRY);
      const details = { organization: entry.owner.id, ...(await work(transaction, entry)) };
      await this.entries.touch(transaction, [entry.id]);
      await this.outbox.append(transaction, [entry.id]);
      await this.audit.append(transaction, { actor: actor.name, action: mutation, objectId: entry.id, details });
      return entry.id;
    });
    return id;
  }
}

function contactOf(command: NamedContactCommand): Record<'function' | 'email' | 'phone', string | null> {
  const [duty, email, phone] = [command.function, command.email, command.phone].map((text) => {
    const trimmed = text?.normalize('NFC').trim();
    return trimmed ? trimmed : null;
  }) as [string | null, string | null, string | null];
  const refuse = (code: keyof typeof messages, field: string): UserInputError =>
    UserInputError.of(code, messages[code], ['input', field]);
  if (email === null && phone === null) throw refuse('CONTACT_UNREACHABLE', 'email');
  if (email !== null && !/^[^\s@<>"']{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,8}$/i.test(email)) {
    throw refuse('CONTACT_EMAIL', 'email');
  }
  if (phone !== null && !/^\+?[\d .()-]{6,25}$/.test(phone)) throw refuse('CONTACT_PHONE', 'phone');
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (duty !== null && (duty.length > 120 || /[\u0000-\u001f\u007f]/.test(duty) || !duty.isWellFormed())) {
    throw refuse('CONTACT_FUNCTION', 'function');
  }
  return { function: duty, email, phone };
}
