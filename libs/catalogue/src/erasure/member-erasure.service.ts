import { type Transaction, UnitOfWork } from '@maillage/database';
import {
  type Actor,
  AuditPersonalRepository,
  AuditRepository,
  type ErasableMember,
  may,
  MemberErasureRepository,
} from '@maillage/identity';
import { DomainError, isUuid } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { NamedContactService } from '../contact/named-contact.service.js';
import type { Repeatable } from '../workflow/entry-commands.js';
import { EntryEraser } from './entry-eraser.js';
import { PersonScrubber } from './person-scrubber.js';

export interface MemberEraseCommand extends Repeatable {
  readonly memberId: string;
}

const MEMBER = { fr: 'Membre', en: 'Member' };

/** An administrator whose key, if it is one, may moderate; or the member themself, whose key may act in organizations. */
export function canEraseMember(actor: Actor, memberId: string): boolean {
  const own = actor.kind === 'MEMBER' && actor.id === memberId;
  return may(actor, own ? 'memberErase.own' : 'memberErase');
}

/**
 * The right to erasure, in one transaction: the member's row, roles, keys and sessions, their names as contacts, their
 * name and mailboxes in every text and revision, their addresses beside the audit log. What they did stays, under an id
 * that leads to nobody.
 */
@Injectable()
export class MemberErasureService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(MemberErasureRepository) private readonly members: MemberErasureRepository,
    @Inject(NamedContactService) private readonly contacts: NamedContactService,
    @Inject(EntryEraser) private readonly entries: EntryEraser,
    @Inject(AuditPersonalRepository) private readonly personal: AuditPersonalRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /** Safe to repeat: a member already erased stays so. @throws DomainError NOT_FOUND */
  async erase(actor: Actor, command: MemberEraseCommand): Promise<string> {
    if (!isUuid(command.memberId) || !canEraseMember(actor, command.memberId)) throw DomainError.notFound(MEMBER);
    const attempt = { actor: actor.name, mutation: 'memberErase', key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const member = await this.members.lock(transaction, command.memberId);
      if (!member) throw DomainError.notFound(MEMBER);
      if (!member.erased) await this.eraseAll(transaction, actor, member);
      return member.id;
    });
    return id;
  }

  private async eraseAll(transaction: Transaction, actor: Actor, member: ErasableMember): Promise<void> {
    const { accounts, displayNames } = member;
    const ways = await this.contacts.waysTo(transaction, accounts);
    const named = await this.contacts.endOf(transaction, accounts);
    const entries = await this.entries.erase(transaction, new PersonScrubber(displayNames, ways));
    const removed = await this.members.erase(transaction, accounts);
    const event = { actor: actor.name, action: 'memberErase', objectId: member.id };
    await this.audit.append(transaction, { ...event, details: { entries, contacts: named, ...removed } });
    for (const account of accounts) await this.personal.eraseOf(transaction, `member:${account}`, event);
  }
}
