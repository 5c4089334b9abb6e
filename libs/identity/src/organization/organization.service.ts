import { type Transaction, UnitOfWork } from '@maillage/database';
import { DomainError, isUuid, localize, newId, UserInputError } from '@maillage/kernel';
import { digitsOf, isValidSiren } from '@maillage/territory';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../actor/actor.js';
import { AuditRepository } from '../audit/audit.repository.js';
import { MemberRepository } from '../member/member.repository.js';
import { OrganizationDependants } from './organization-dependants.js';
import type { OrganizationType } from './organization.entity.js';
import { organizationMessages as messages } from './organization.messages.js';
import { canCreateOrganization, canModerateOrganization, type OrganizationModeration } from './organization.policy.js';
import { OrganizationRepository } from './organization.repository.js';

export interface OrganizationCreateCommand {
  /** A place of the table: name, type and SIREN come from it. */
  readonly territoryId?: string | null;
  /** Without a territory: ASSOCIATION, SYNDICAT or STATE_BODY. */
  readonly type?: OrganizationType | null;
  readonly name?: string | null;
  readonly siren?: string | null;
  readonly idempotencyKey?: string | null;
  /** For the product itself: the network's own body. */
  readonly isNetwork?: boolean;
}

export interface OrganizationMoveCommand {
  readonly id: string;
  readonly idempotencyKey?: string | null;
}

const ORGANIZATION = { fr: 'Organisation', en: 'Organization' };
const FREE_TYPES: readonly string[] = ['ASSOCIATION', 'SYNDICAT', 'STATE_BODY'];

@Injectable()
export class OrganizationService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(OrganizationRepository) private readonly organizations: OrganizationRepository,
    @Inject(MemberRepository) private readonly members: MemberRepository,
    @Inject(OrganizationDependants) private readonly dependants: OrganizationDependants,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /**
   * PENDING, with its creator as COORDINATOR. VERIFIED at once when the product itself makes it from the official table,
   * or with a moderator's scope; what no table knows waits for a moderator, whoever proposes it.
   * @returns its id
   */
  async create(actor: Actor, command: OrganizationCreateCommand): Promise<string> {
    if (!canCreateOrganization(actor)) throw DomainError.forbidden();
    const attempt = { actor: actor.name, mutation: 'organizationCreate', key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const described = await this.describe(transaction, command);
      const made = newId();
      const isKnown = described.territoryId !== null || canModerateOrganization(actor, 'organizationVerify');
      const verifiedBy = actor.kind === 'SYSTEM' && isKnown ? actor.name : null;
      const organization = { id: made, ...described, isNetwork: command.isNetwork ?? false, verifiedBy };
      const twin = await this.organizations.twin(transaction, described);
      if (twin || !(await this.organizations.insert(transaction, organization))) throw exists(twin);
      if (actor.kind === 'MEMBER') {
        await this.members.grant(transaction, { memberId: actor.id, role: 'COORDINATOR', organizationId: made });
      }
      await this.audit.append(transaction, { actor: actor.name, action: 'organizationCreate', objectId: made });
      return made;
    });
    return id;
  }

  /** By a moderator: its people may publish from now on. */
  async verify(actor: Actor, command: OrganizationMoveCommand): Promise<string> {
    return this.moderate(actor, 'organizationVerify', command, (transaction) =>
      this.organizations.verify(transaction, command.id, actor.name),
    );
  }

  async rename(actor: Actor, command: OrganizationMoveCommand & { readonly name: string }): Promise<string> {
    const name = nameOf(command.name);
    return this.moderate(actor, 'organizationRename', command, (transaction) =>
      this.organizations.rename(transaction, command.id, name),
    );
  }

  private async moderate(
    actor: Actor,
    mutation: OrganizationModeration,
    command: OrganizationMoveCommand,
    change: (transaction: Transaction) => Promise<boolean>,
  ): Promise<string> {
    if (!canModerateOrganization(actor, mutation)) throw DomainError.forbidden();
    const attempt = { actor: actor.name, mutation, key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      if (!isUuid(command.id) || !(await change(transaction))) throw DomainError.notFound(ORGANIZATION);
      await this.dependants.touch(transaction, command.id);
      await this.audit.append(transaction, { actor: actor.name, action: mutation, objectId: command.id });
      return command.id;
    });
    return id;
  }

  private async describe(transaction: Transaction, command: OrganizationCreateCommand) {
    const siren = command.siren ? digitsOf(command.siren) : null;
    if (siren !== null && !isValidSiren(siren)) {
      throw UserInputError.of('SIREN_INVALID', messages.SIREN_INVALID, ['input', 'siren']);
    }
    if (!command.territoryId) {
      const { type } = command;
      if (!type || !FREE_TYPES.includes(type)) {
        throw UserInputError.of('TYPE_NEEDS_TERRITORY', messages.TYPE_NEEDS_TERRITORY, ['input', 'territoryId']);
      }
      return {
        type,
        name: nameOf(command.name),
        siren,
        territoryId: null,
        demonstration: siren?.startsWith('000') ?? false,
      };
    }
    const territory = await this.organizations.territory(transaction, command.territoryId);
    if (!territory) {
      throw UserInputError.of('TERRITORY_UNKNOWN', messages.TERRITORY_UNKNOWN, ['input', 'territoryId']);
    }
    if (siren !== null && territory.siren !== null && siren !== territory.siren) {
      const message = localize(messages.SIREN_MISMATCH, { siren: territory.siren });
      throw UserInputError.of('SIREN_MISMATCH', message, ['input', 'siren']);
    }
    return {
      type: territory.level satisfies OrganizationType,
      name: command.name ? nameOf(command.name) : territory.name,
      siren: territory.siren ?? siren,
      territoryId: territory.id,
      demonstration: territory.source === 'DEMO',
    };
  }
}

function nameOf(given: string | null | undefined): string {
  const name = (given ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (name.length < 2 || name.length > 200) {
    throw UserInputError.of('NAME_REQUIRED', messages.NAME_REQUIRED, ['input', 'name']);
  }
  return name;
}

function exists(twin: { id: string; name: string } | null): UserInputError {
  const { id = '', name = '' } = twin ?? {};
  const message = localize(messages.ORGANIZATION_EXISTS, { id, name });
  return UserInputError.of('ORGANIZATION_EXISTS', message, ['input'], { id });
}
