import { type Transaction, UnitOfWork } from '@maillage/database';
import { DomainError, isUuid, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../actor/actor.js';
import { AuditRepository } from '../audit/audit.repository.js';
import { territoryRoleMessages as messages } from './territory-role.messages.js';
import { canChangeTerritoryRoles } from './territory-role.policy.js';
import { TerritoryRoleRepository } from './territory-role.repository.js';

export interface TerritoryRoleCommand {
  readonly memberId: string;
  /** A département or région: `DEPARTEMENT-93`, `REGION-11`. */
  readonly territoryId: string;
  readonly idempotencyKey?: string | null;
}

/** Coordinators of départements and régions, named by moderators; what they may do holds from their next request on. */
@Injectable()
export class TerritoryRoleService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(TerritoryRoleRepository) private readonly roles: TerritoryRoleRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /** Safe to repeat. @throws DomainError FORBIDDEN; UserInputError MEMBER_UNKNOWN, TERRITORY_UNKNOWN */
  async grant(actor: Actor, command: TerritoryRoleCommand): Promise<void> {
    await this.change(actor, 'territoryRoleGrant', command, async (transaction) => {
      const { memberId, territoryId } = command;
      if (!(await this.roles.isCoordinated(transaction, territoryId))) {
        throw UserInputError.of('TERRITORY_UNKNOWN', messages.TERRITORY_UNKNOWN, ['input', 'territoryId']);
      }
      if (!isUuid(memberId) || !(await this.roles.lockMember(transaction, memberId))) {
        throw UserInputError.of('MEMBER_UNKNOWN', messages.MEMBER_UNKNOWN, ['input', 'memberId']);
      }
      await this.roles.grant(transaction, memberId, territoryId);
    });
  }

  /** @throws DomainError FORBIDDEN; UserInputError TERRITORY_ROLE_UNKNOWN */
  async end(actor: Actor, command: TerritoryRoleCommand): Promise<void> {
    await this.change(actor, 'territoryRoleEnd', command, async (transaction) => {
      const { memberId, territoryId } = command;
      if (isUuid(memberId) && (await this.roles.end(transaction, memberId, territoryId))) return;
      throw UserInputError.of('TERRITORY_ROLE_UNKNOWN', messages.TERRITORY_ROLE_UNKNOWN, ['input', 'memberId']);
    });
  }

  private async change(
    actor: Actor,
    mutation: 'territoryRoleGrant' | 'territoryRoleEnd',
    command: TerritoryRoleCommand,
    work: (transaction: Transaction) => Promise<void>,
  ): Promise<void> {
    if (!canChangeTerritoryRoles(actor, mutation)) throw DomainError.forbidden();
    const attempt = { actor: actor.name, mutation, key: command.idempotencyKey, input: command };
    await this.unitOfWork.once(attempt, async (transaction) => {
      await work(transaction);
      const { memberId, territoryId } = command;
      const details = { territory: territoryId };
      await this.audit.append(transaction, { actor: actor.name, action: mutation, objectId: memberId, details });
      return memberId;
    });
  }
}
