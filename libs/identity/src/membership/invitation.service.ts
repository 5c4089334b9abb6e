import { UnitOfWork } from '@maillage/database';
import { DomainError, isUuid, localize, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../actor/actor.js';
import { roleRank } from '../actor/permission.js';
import { AuditRepository } from '../audit/audit.repository.js';
import type { OrganizationRole } from '../member/member.entity.js';
import { hashSecret } from '../secret/secret-hash.js';
import { randomText } from '../session/session-token.js';
import { InvitationRepository } from './invitation.repository.js';
import { membershipMessages as messages } from './membership.messages.js';
import { canInviteTo, canManagePeopleOf, isPerson } from './membership.policy.js';
import { MembershipRepository } from './membership.repository.js';

export interface InvitationCreateCommand {
  readonly organizationId: string;
  readonly role: OrganizationRole;
  /** 1 to 30; 14 by default. */
  readonly validDays?: number | null;
  readonly idempotencyKey?: string | null;
}

export interface InvitationCreated {
  readonly id: string;
  /** Shown this once; null when an earlier call with the same idempotency key made it. */
  readonly token: string | null;
}

const MAX_DAYS = 30;
const DEFAULT_DAYS = 14;
const INVITATION = { fr: 'Invitation', en: 'Invitation' };

/** Roles that a coordinator gives away in advance, by a token that works once. */
@Injectable()
export class InvitationService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(InvitationRepository) private readonly invitations: InvitationRepository,
    @Inject(MembershipRepository) private readonly memberships: MembershipRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  async create(actor: Actor, command: InvitationCreateCommand): Promise<InvitationCreated> {
    const { organizationId, role } = command;
    if (!isUuid(organizationId) || !canInviteTo(actor, organizationId)) throw DomainError.forbidden();
    const days = command.validDays ?? DEFAULT_DAYS;
    if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS) {
      const message = localize(messages.INVITATION_DAYS, { max: MAX_DAYS });
      throw UserInputError.of('INVITATION_DAYS', message, ['input', 'validDays']);
    }
    const token = `mli_${randomText(32)}`;
    const attempt = { actor: actor.name, mutation: 'invitationCreate', key: command.idempotencyKey, input: command };
    const once = await this.unitOfWork.once(attempt, async (transaction) => {
      const made = { organizationId, role, tokenHash: hashSecret(token), createdBy: actor.name, days };
      const id = await this.invitations.insert(transaction, made);
      const details = { organization: organizationId, role };
      await this.audit.append(transaction, { actor: actor.name, action: 'invitationCreate', objectId: id, details });
      return id;
    });
    return { id: once.id, token: once.replayed ? null : token };
  }

  /** A role that is higher already stays. @returns id of the organization */
  async accept(
    actor: Actor,
    command: { readonly token: string; readonly idempotencyKey?: string | null },
  ): Promise<string> {
    if (!isPerson(actor, 'invitationAccept')) throw DomainError.forbidden();
    // The token is a secret: what is kept of the call must not say it.
    const tokenHash = hashSecret(command.token.trim());
    const attempt = {
      actor: actor.name,
      mutation: 'invitationAccept',
      key: command.idempotencyKey,
      input: { tokenHash },
    };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const invitation = await this.invitations.lockByToken(transaction, tokenHash);
      if (!invitation?.open) throw UserInputError.of('INVITATION_VOID', messages.INVITATION_VOID, ['input', 'token']);
      const { organizationId, role } = invitation;
      await this.memberships.lockOrganization(transaction, organizationId);
      const held = await this.memberships.roleOf(transaction, actor.id, organizationId);
      if (held === null || roleRank(held) < roleRank(role)) {
        await this.memberships.setRole(transaction, actor.id, organizationId, role);
      }
      await this.invitations.accept(transaction, invitation.id, actor.id);
      const details = { organization: organizationId, role };
      const action = 'invitationAccept';
      await this.audit.append(transaction, { actor: actor.name, action, objectId: invitation.id, details });
      return organizationId;
    });
    return id;
  }

  /** By coordinators of the organization and moderators. Safe to repeat. */
  async revoke(
    actor: Actor,
    command: { readonly id: string; readonly idempotencyKey?: string | null },
  ): Promise<string> {
    const attempt = { actor: actor.name, mutation: 'invitationRevoke', key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const invitation = isUuid(command.id) ? await this.invitations.lock(transaction, command.id) : null;
      if (!invitation || !canManagePeopleOf(actor, invitation.organizationId, 'invitationRevoke'))
        throw DomainError.notFound(INVITATION);
      if (!invitation.open) throw UserInputError.of('INVITATION_VOID', messages.INVITATION_VOID, ['input', 'id']);
      await this.invitations.revoke(transaction, invitation.id);
      const action = 'invitationRevoke';
      await this.audit.append(transaction, { actor: actor.name, action, objectId: invitation.id });
      return invitation.id;
    });
    return id;
  }
}
