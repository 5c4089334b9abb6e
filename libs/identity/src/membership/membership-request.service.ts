import { type Transaction, UnitOfWork } from '@maillage/database';
import { DomainError, isUuid, localize, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../actor/actor.js';
import { roleRank } from '../actor/permission.js';
import { AuditRepository } from '../audit/audit.repository.js';
import type { OrganizationRole } from '../member/member.entity.js';
import { type LockedRequest, MembershipRequestRepository } from './membership-request.repository.js';
import { membershipMessages as messages } from './membership.messages.js';
import { canDecideRequest, isPerson } from './membership.policy.js';
import { MembershipRepository } from './membership.repository.js';

export interface MembershipRequestCommand {
  /** Absent: the organization of the workplace that the issuer told. */
  readonly organizationId?: string | null;
  readonly role: OrganizationRole;
  readonly idempotencyKey?: string | null;
}

export interface MembershipConfirmCommand {
  readonly id: string;
  /** Another role than the one asked for. */
  readonly role?: OrganizationRole | null;
  readonly idempotencyKey?: string | null;
}

export interface MembershipRefuseCommand {
  readonly id: string;
  readonly reason: string;
  readonly idempotencyKey?: string | null;
}

const MAX_OPEN = 3;
const REQUEST = { fr: 'Demande', en: 'Request' };

/** How somebody comes into an organization: asks, and waits for its coordinators or a moderator. */
@Injectable()
export class MembershipRequestService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(MembershipRequestRepository) private readonly requests: MembershipRequestRepository,
    @Inject(MembershipRepository) private readonly memberships: MembershipRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /** @returns id of the request */
  async request(actor: Actor, command: MembershipRequestCommand): Promise<string> {
    if (!isPerson(actor, 'membershipRequest')) throw DomainError.forbidden();
    const { id } = await this.unitOfWork.once(
      this.attempt(actor, 'membershipRequest', command),
      async (transaction) => {
        await this.requests.lockMember(transaction, actor.id);
        const workplace = await this.requests.workplaceOf(transaction, actor.id);
        const organizationId = await this.wanted(transaction, command.organizationId ?? workplace);
        await this.assertRequestable(transaction, actor.id, organizationId, command.role);
        const fromWorkplace = organizationId === workplace;
        const asked = { memberId: actor.id, organizationId, role: command.role, fromWorkplace };
        const made = await this.requests.insert(transaction, asked);
        const details = { organization: organizationId, role: command.role };
        await this.audit.append(transaction, {
          actor: actor.name,
          action: 'membershipRequest',
          objectId: made,
          details,
        });
        return made;
      },
    );
    return id;
  }

  /** By a coordinator of the organization or a moderator. @returns id of the request */
  async confirm(actor: Actor, command: MembershipConfirmCommand): Promise<string> {
    return this.decide(actor, 'membershipConfirm', command, async (transaction, request) => {
      const role = command.role ?? request.role;
      await this.memberships.lockOrganization(transaction, request.organizationId);
      await this.memberships.setRole(transaction, request.memberId, request.organizationId, role);
      await this.requests.decide(transaction, request.id, { state: 'CONFIRMED', role, by: actor.name, reason: null });
      return { role };
    });
  }

  /** By a coordinator of the organization or a moderator, with a reason that the person reads. */
  async refuse(actor: Actor, command: MembershipRefuseCommand): Promise<string> {
    const reason = command.reason.normalize('NFC').replace(/\s+/gu, ' ').trim();
    if (reason.length < 5 || reason.length > 500) {
      throw UserInputError.of('REASON_REQUIRED', messages.REASON_REQUIRED, ['input', 'reason']);
    }
    return this.decide(actor, 'membershipRefuse', command, async (transaction, request) => {
      const { role } = request;
      await this.requests.decide(transaction, request.id, { state: 'REFUSED', role, by: actor.name, reason });
      return {};
    });
  }

  /** By whoever asked. */
  async withdraw(
    actor: Actor,
    command: { readonly id: string; readonly idempotencyKey?: string | null },
  ): Promise<string> {
    if (!isPerson(actor, 'membershipRequestWithdraw')) throw DomainError.forbidden();
    const attempt = this.attempt(actor, 'membershipRequestWithdraw', command);
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const request = await this.open(transaction, command.id, ({ memberId }) => memberId === actor.id);
      const { role } = request;
      const decision = { state: 'WITHDRAWN', role, by: actor.name, reason: null } as const;
      await this.requests.decide(transaction, request.id, decision);
      const action = 'membershipRequestWithdraw';
      await this.audit.append(transaction, { actor: actor.name, action, objectId: request.id });
      return request.id;
    });
    return id;
  }

  private async decide(
    actor: Actor,
    action: 'membershipConfirm' | 'membershipRefuse',
    command: { readonly id: string; readonly idempotencyKey?: string | null },
    change: (transaction: Transaction, request: LockedRequest) => Promise<Record<string, unknown>>,
  ): Promise<string> {
    const { id } = await this.unitOfWork.once(this.attempt(actor, action, command), async (transaction) => {
      const request = await this.open(transaction, command.id, (found) => canDecideRequest(actor, found, action));
      const decided = await change(transaction, request);
      const details = { organization: request.organizationId, member: request.memberId, ...decided };
      await this.audit.append(transaction, { actor: actor.name, action, objectId: request.id, details });
      return request.id;
    });
    return id;
  }

  /** Absent and forbidden answer alike. */
  private async open(
    transaction: Transaction,
    id: string,
    isAllowed: (request: LockedRequest) => boolean,
  ): Promise<LockedRequest> {
    const request = isUuid(id) ? await this.requests.lock(transaction, id) : null;
    if (!request || !isAllowed(request)) throw DomainError.notFound(REQUEST);
    if (request.state !== 'OPEN') {
      throw UserInputError.of('REQUEST_DECIDED', messages.REQUEST_DECIDED, ['input', 'id']);
    }
    return request;
  }

  private async wanted(transaction: Transaction, id: string | null): Promise<string> {
    if (id !== null && isUuid(id) && (await this.memberships.lockOrganization(transaction, id))) return id;
    throw UserInputError.of('ORGANIZATION_UNKNOWN', messages.ORGANIZATION_UNKNOWN, ['input', 'organizationId']);
  }

  private async assertRequestable(
    transaction: Transaction,
    memberId: string,
    organizationId: string,
    role: OrganizationRole,
  ): Promise<void> {
    const held = await this.memberships.roleOf(transaction, memberId, organizationId);
    if (held !== null && roleRank(held) >= roleRank(role)) {
      throw UserInputError.of('ALREADY_MEMBER', messages.ALREADY_MEMBER, ['input', 'role']);
    }
    const open = await this.requests.openOf(transaction, memberId);
    if (open.some((one) => one.organizationId === organizationId)) {
      throw UserInputError.of('REQUEST_OPEN', messages.REQUEST_OPEN, ['input', 'organizationId']);
    }
    if (open.length >= MAX_OPEN) {
      throw UserInputError.of('TOO_MANY_REQUESTS', localize(messages.TOO_MANY_REQUESTS, { max: MAX_OPEN }), ['input']);
    }
  }

  private attempt(actor: Actor, mutation: string, input: { readonly idempotencyKey?: string | null }) {
    return { actor: actor.name, mutation, key: input.idempotencyKey, input };
  }
}
