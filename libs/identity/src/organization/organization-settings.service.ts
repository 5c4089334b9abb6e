import { UnitOfWork, type Transaction } from '@maillage/database';
import { DomainError, isDay, isUuid, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../actor/actor.js';
import { AuditRepository } from '../audit/audit.repository.js';
import { organizationMessages as messages } from './organization.messages.js';
import { canModerateOrganization, canSetPublishing } from './organization.policy.js';
import { OrganizationRepository } from './organization.repository.js';
import type { OrganizationMoveCommand } from './organization.service.js';

export interface NetworkMembershipCommand extends OrganizationMoveCommand {
  /** An association: France urbaine, AMF … */
  readonly networkId: string;
  /** `YYYY-MM-DD`. */
  readonly since?: string | null;
}

const ORGANIZATION = { fr: 'Organisation', en: 'Organization' };

/** What of an organization is no name and no state: its networks, and how it publishes. None of it shows in entries. */
@Injectable()
export class OrganizationSettingsService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(OrganizationRepository) private readonly organizations: OrganizationRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /** By a moderator. @throws UserInputError NETWORK_UNKNOWN, DATE_INVALID */
  async joinNetwork(actor: Actor, command: NetworkMembershipCommand): Promise<string> {
    if (!canModerateOrganization(actor, 'organizationJoinNetwork')) throw DomainError.forbidden();
    const since = command.since ?? null;
    if (since !== null && !isDay(since)) {
      throw UserInputError.of('DATE_INVALID', messages.DATE_INVALID, ['input', 'since']);
    }
    const { networkId } = command;
    return this.change(actor, 'organizationJoinNetwork', command, { networkId, since }, async (transaction) => {
      const known = isUuid(networkId) && (await this.organizations.isAssociation(transaction, networkId));
      if (!known || networkId === command.id) {
        throw UserInputError.of('NETWORK_UNKNOWN', messages.NETWORK_UNKNOWN, ['input', 'networkId']);
      }
      await this.organizations.joinNetwork(transaction, command.id, networkId, since);
    });
  }

  /** By a moderator. @throws UserInputError NETWORK_UNKNOWN when it is no member */
  async leaveNetwork(actor: Actor, command: NetworkMembershipCommand): Promise<string> {
    if (!canModerateOrganization(actor, 'organizationLeaveNetwork')) throw DomainError.forbidden();
    const { networkId } = command;
    return this.change(actor, 'organizationLeaveNetwork', command, { networkId }, async (transaction) => {
      if (isUuid(networkId) && (await this.organizations.leaveNetwork(transaction, command.id, networkId))) return;
      throw UserInputError.of('NETWORK_UNKNOWN', messages.NETWORK_UNKNOWN, ['input', 'networkId']);
    });
  }

  /** Whether its coordinators publish without a submission first; by its coordinators. */
  async setOneStepPublishing(
    actor: Actor,
    command: OrganizationMoveCommand & { readonly oneStep: boolean },
  ): Promise<string> {
    if (!canSetPublishing(actor, command.id)) throw DomainError.notFound(ORGANIZATION);
    const { oneStep } = command;
    return this.change(actor, 'organizationSetPublishing', command, { oneStep }, (transaction) =>
      this.organizations.setOneStepPublishing(transaction, command.id, oneStep),
    );
  }

  private async change(
    actor: Actor,
    mutation: string,
    command: OrganizationMoveCommand,
    details: Readonly<Record<string, unknown>>,
    work: (transaction: Transaction) => Promise<void>,
  ): Promise<string> {
    const attempt = { actor: actor.name, mutation, key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const known = isUuid(command.id) && (await this.organizations.exists(transaction, command.id));
      if (!known) throw DomainError.notFound(ORGANIZATION);
      await work(transaction);
      await this.audit.append(transaction, { actor: actor.name, action: mutation, objectId: command.id, details });
      return command.id;
    });
    return id;
  }
}
