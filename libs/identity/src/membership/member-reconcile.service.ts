import { UnitOfWork } from '@maillage/database';
import { DomainError, isUuid, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../actor/actor.js';
import { AuditRepository } from '../audit/audit.repository.js';
import { SessionRepository } from '../session/session.repository.js';
import { MemberReconcileRepository } from './member-reconcile.repository.js';
import { membershipMessages as messages } from './membership.messages.js';
import { canReconcileMembers } from './membership.policy.js';

export interface MemberReconcileCommand {
  /** The account that stays. */
  readonly id: string;
  /** The one that the same person signed in to by another identity provider. */
  readonly otherId: string;
  readonly idempotencyKey?: string | null;
}

const MEMBER = { fr: 'Membre', en: 'Member' };

/**
 * A person whose identity provider changed comes with a new subject and becomes a new account. Whether it is the same
 * person is for an administrator to know: neither a mailbox nor a name proves it.
 */
@Injectable()
export class MemberReconcileService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(MemberReconcileRepository) private readonly members: MemberReconcileRepository,
    @Inject(SessionRepository) private readonly sessions: SessionRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /** @returns id of the account that stays; both subjects lead to it from now on */
  async reconcile(actor: Actor, command: MemberReconcileCommand): Promise<string> {
    if (!canReconcileMembers(actor)) throw DomainError.forbidden();
    const { id: into, otherId } = command;
    if (!isUuid(into) || !isUuid(otherId)) throw DomainError.notFound(MEMBER);
    const attempt = { actor: actor.name, mutation: 'memberReconcile', key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const found = await this.members.lock(transaction, [into, otherId]);
      const [kept, other] = [into, otherId].map((one) => found.find((member) => member.id === one));
      if (!kept || !other) throw DomainError.notFound(MEMBER);
      if (kept.id === other.id || kept.merged || other.merged) {
        throw UserInputError.of('SAME_MEMBER', messages.SAME_MEMBER, ['input', 'otherId']);
      }
      await this.members.merge(transaction, other, kept.id, actor.name);
      await this.sessions.endAllOf(transaction, other.id, 'RECONCILED');
      const details = { other: other.id };
      await this.audit.append(transaction, {
        actor: actor.name,
        action: 'memberReconcile',
        objectId: kept.id,
        details,
      });
      return kept.id;
    });
    return id;
  }
}
