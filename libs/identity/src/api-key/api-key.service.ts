import { UnitOfWork } from '@maillage/database';
import { DomainError, isUuid, localize, newId, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../actor/actor.js';
import { AuditRepository } from '../audit/audit.repository.js';
import { hashSecret, makeKey } from './api-key-format.js';
import type { Audience } from './api-key.entity.js';
import { apiKeyMessages as messages } from './api-key.messages.js';
import { canManageKeysOf, canRevokeKey } from './api-key.policy.js';
import { ApiKeyRepository } from './api-key.repository.js';

export interface ApiKeyCreateCommand {
  /** Organization that owns the portal. */
  readonly organizationId: string;
  readonly name: string;
  /** PUBLIC or NETWORK. */
  readonly audience: Audience;
  /** Days from now; at most 365, 180 by default. */
  readonly validDays?: number | null;
  readonly idempotencyKey?: string | null;
}

export interface ApiKeyRevokeCommand {
  readonly id: string;
  readonly idempotencyKey?: string | null;
}

export interface ApiKeyCreated {
  readonly id: string;
  /** The whole key, shown this once; null when an earlier call with the same idempotency key made it. */
  readonly secret: string | null;
}

const MAX_KEY_DAYS = 365;
const DEFAULT_KEY_DAYS = 180;
const DAY = 86_400_000;

/** Keys of portals: made by the coordinators of the organization that owns the portal, shown once, revocable at once. */
@Injectable()
export class ApiKeyService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(ApiKeyRepository) private readonly keys: ApiKeyRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /** @param environment tells demonstration keys from real ones at sight */
  async create(actor: Actor, command: ApiKeyCreateCommand, environment: 'demo' | 'prod'): Promise<ApiKeyCreated> {
    if (!canManageKeysOf(actor, command.organizationId)) throw DomainError.forbidden();
    const name = command.name.normalize('NFC').replace(/\s+/gu, ' ').trim();
    const days = command.validDays ?? DEFAULT_KEY_DAYS;
    assertCreatable(name, days, command.audience);
    const { key, shortId, secret } = makeKey(environment);
    const attempt = { actor: actor.name, mutation: 'apiKeyCreate', key: command.idempotencyKey, input: command };
    const once = await this.unitOfWork.once(attempt, async (transaction) => {
      const id = newId();
      const { organizationId, audience } = command;
      const expiresAt = new Date(Date.now() + days * DAY);
      const holder = { organizationId, scopes: ['read'], audience, expiresAt, createdBy: actor.name } as const;
      await this.keys.insert(transaction, { id, shortId, secretHash: hashSecret(secret), name, ...holder });
      const details = { organization: organizationId, audience };
      await this.audit.append(transaction, { actor: actor.name, action: 'apiKeyCreate', objectId: id, details });
      return id;
    });
    return { id: once.id, secret: once.replayed ? null : key };
  }

  async revoke(actor: Actor, command: ApiKeyRevokeCommand): Promise<string> {
    const attempt = { actor: actor.name, mutation: 'apiKeyRevoke', key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const key = isUuid(command.id) ? await this.keys.lock(transaction, command.id) : null;
      if (!key || !canRevokeKey(actor, key)) throw DomainError.notFound({ fr: 'Clé d’API', en: 'API key' });
      if (key.revoked) throw UserInputError.of('KEY_REVOKED', messages.KEY_REVOKED, ['input', 'id']);
      await this.keys.revoke(transaction, key.id);
      await this.audit.append(transaction, { actor: actor.name, action: 'apiKeyRevoke', objectId: key.id });
      return key.id;
    });
    return id;
  }
}

function assertCreatable(name: string, days: number, audience: Audience): void {
  if (name.length < 2 || name.length > 100) {
    throw UserInputError.of('KEY_NAME', messages.KEY_NAME, ['input', 'name']);
  }
  if (!Number.isInteger(days) || days < 1 || days > MAX_KEY_DAYS) {
    throw UserInputError.of('KEY_EXPIRY', localize(messages.KEY_EXPIRY, { max: MAX_KEY_DAYS }), ['input', 'validDays']);
  }
  if (audience === 'ORGANIZATION')
    throw UserInputError.of('KEY_AUDIENCE', messages.KEY_AUDIENCE, ['input', 'audience']);
}
