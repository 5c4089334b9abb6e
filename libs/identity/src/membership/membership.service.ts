import { type Transaction, UnitOfWork } from '@maillage/database';
import { DomainError, isUuid, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../actor/actor.js';
import { AuditRepository } from '../audit/audit.repository.js';
import { membershipMessages as messages } from './membership.messages.js';
import { canManagePeopleOf, isPerson } from './membership.policy.js';
import { MembershipRepository } from './membership.repository.js';

export interface MembershipLeaveCommand {
  readonly organizationId: string;
  /** Also as its last coordinator. */
  readonly evenIfLast?: boolean | null;
  readonly idempotencyKey?: string | null;
}

export interface MembershipEndCommand {
  /** Of the membership. */
  readonly id: string;
  readonly evenIfLast?: boolean | null;
  readonly idempotencyKey?: string | null;
}

const MEMBERSHIP = { fr: 'Appartenance', en: 'Membership' };

/** How somebody leaves an organization. Rights end at the next request: roles are read by each. */
@Injectable()
export class MembershipService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(MembershipRepository) private readonly memberships: MembershipRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /** @returns id of the organization */
  async leave(actor: Actor, command: MembershipLeaveCommand): Promise<string> {
    if (!isPerson(actor, 'membershipLeave')) throw DomainError.forbidden();
    const { organizationId } = command;
    const attempt = { actor: actor.name, mutation: 'membershipLeave', key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const role = isUuid(organizationId) && (await this.memberships.roleOf(transaction, actor.id, organizationId));
      if (!role) throw DomainError.notFound(MEMBERSHIP);
      await this.remove(transaction, { memberId: actor.id, organizationId }, command.evenIfLast === true);
      const details = { role };
      const action = 'membershipLeave';
      await this.audit.append(transaction, { actor: actor.name, action, objectId: organizationId, details });
      return organizationId;
    });
    return id;
  }

  /** By a coordinator of the organization or a moderator. @returns id of the organization */
  async end(actor: Actor, command: MembershipEndCommand): Promise<string> {
    const attempt = { actor: actor.name, mutation: 'membershipEnd', key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const membership = isUuid(command.id) ? await this.memberships.byId(transaction, command.id) : null;
      if (!membership || !canManagePeopleOf(actor, membership.organizationId, 'membershipEnd'))
        throw DomainError.notFound(MEMBERSHIP);
      await this.remove(transaction, membership, command.evenIfLast === true);
      const { organizationId, memberId: member, role } = membership;
      const details = { organization: organizationId, member, role };
      const action = 'membershipEnd';
      await this.audit.append(transaction, { actor: actor.name, action, objectId: membership.id, details });
      return organizationId;
    });
    return id;
  }

  private async remove(
    transaction: Transaction,
    { memberId, organizationId }: { readonly memberId: string; readonly organizationId: string },
    evenIfLast: boolean,
  ): Promise<void> {
    await this.memberships.lockOrganization(transaction, organizationId);
    const role = await this.memberships.roleOf(transaction, memberId, organizationId);
    const isLast =
      role === 'COORDINATOR' && (await this.memberships.otherCoordinators(transaction, organizationId, memberId)) === 0;
    if (isLast && !evenIfLast) {
      throw UserInputError.of('LAST_COORDINATOR', messages.LAST_COORDINATOR, ['input', 'evenIfLast']);
    }
    await this.memberships.remove(transaction, memberId, organizationId);
  }
}
