import { type Transaction, UnitOfWork } from '@maillage/database';
import { DomainError, isUuid, localize, newId, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../actor/actor.js';
import { AuditRepository } from '../audit/audit.repository.js';
import { hashSecret } from '../secret/secret-hash.js';
import { makeKey } from './api-key-format.js';
import type { ApiKeyScope, Audience } from './api-key.entity.js';
import { apiKeyMessages as messages } from './api-key.messages.js';
import { canManageKeysOf, canRevokeKey, canRotateKey } from './api-key.policy.js';
import { ApiKeyRepository, type LockedApiKey } from './api-key.repository.js';

export interface ApiKeyCreateCommand {
  /** Organization that owns the portal. */
  readonly organizationId: string;
  readonly name: string;
  /** PUBLIC or NETWORK. */
  readonly audience: Audience;
  /** What the portal does: reading by default; `entry:import` beside it. */
  readonly scopes?: readonly ApiKeyScope[] | null;
  /** Days from now; at most 365, 180 by default. */
  readonly validDays?: number | null;
  readonly idempotencyKey?: string | null;
}

export interface ApiKeyRotateCommand {
  readonly id: string;
  /** Days from now that the new secret is valid; at most 365, 180 by default. */
  readonly validDays?: number | null;
  /** Hours that the old secret still opens; at most 720, 24 by default, 0 ends it at once. */
  readonly overlapHours?: number | null;
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

/** Tells demonstration keys from real ones at sight. */
export type KeyEnvironment = 'demo' | 'prod';

/** All that a portal does: it reads, and where it was made for it, pushes the entries of its organization. */
export const PORTAL_SCOPES: readonly ApiKeyScope[] = ['read', 'entry:import'];
const DEFAULT_SCOPES: readonly ApiKeyScope[] = ['read'];
const MAX_KEY_DAYS = 365;
const DEFAULT_KEY_DAYS = 180;
const MAX_OVERLAP_HOURS = 720;
const DEFAULT_OVERLAP_HOURS = 24;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Keys of portals: made by the coordinators of the organization that owns the portal, shown once, revocable at once. */
@Injectable()
export class ApiKeyService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(ApiKeyRepository) private readonly keys: ApiKeyRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /** @throws DomainError FORBIDDEN; UserInputError KEY_NAME, KEY_EXPIRY, KEY_AUDIENCE, KEY_SCOPES */
  async create(actor: Actor, command: ApiKeyCreateCommand, environment: KeyEnvironment): Promise<ApiKeyCreated> {
    if (!canManageKeysOf(actor, command.organizationId)) throw DomainError.forbidden();
    const name = command.name.normalize('NFC').replace(/\s+/gu, ' ').trim();
    const scopes = [...new Set(command.scopes ?? DEFAULT_SCOPES)];
    const expiresAt = expiryOf(command.validDays);
    assertCreatable(name, scopes, command.audience);
    const { key, shortId, secret } = makeKey(environment);
    const attempt = { actor: actor.name, mutation: 'apiKeyCreate', key: command.idempotencyKey, input: command };
    const once = await this.unitOfWork.once(attempt, async (transaction) => {
      const id = newId();
      const { organizationId, audience } = command;
      const holder = { organizationId, scopes, audience, expiresAt, createdBy: actor.name } as const;
      await this.keys.insert(transaction, { id, shortId, secretHash: hashSecret(secret), name, ...holder });
      const details = { organization: organizationId, audience };
      await this.audit.append(transaction, { actor: actor.name, action: 'apiKeyCreate', objectId: id, details });
      return id;
    });
    return { id: once.id, secret: once.replayed ? null : key };
  }

  /**
   * A new secret for a key: its id, name, audience and place in the audit log stay.
   * @throws DomainError NOT_FOUND; UserInputError KEY_EXPIRY, KEY_OVERLAP, KEY_REVOKED, KEY_EXPIRED
   */
  async rotate(actor: Actor, command: ApiKeyRotateCommand, environment: KeyEnvironment): Promise<ApiKeyCreated> {
    const expiresAt = expiryOf(command.validDays);
    const overlapUntil = overlapOf(command.overlapHours);
    let made: string | null = null;
    const attempt = { actor: actor.name, mutation: 'apiKeyRotate', key: command.idempotencyKey, input: command };
    const once = await this.unitOfWork.once(attempt, async (transaction) => {
      const locked = await this.lock(transaction, command.id, (key) => canRotateKey(actor, key));
      if (locked.expired) throw UserInputError.of('KEY_EXPIRED', messages.KEY_EXPIRED, ['input', 'id']);
      const { key, secret } = makeKey(environment, locked.shortId);
      const change = { secretHash: hashSecret(secret), expiresAt, overlapUntil };
      await this.keys.rotate(transaction, locked.id, change);
      const details = { overlapUntil: overlapUntil.toISOString() };
      await this.audit.append(transaction, { actor: actor.name, action: 'apiKeyRotate', objectId: locked.id, details });
      made = key;
      return locked.id;
    });
    return { id: once.id, secret: once.replayed ? null : made };
  }

  /** @throws DomainError NOT_FOUND; UserInputError KEY_REVOKED */
  async revoke(actor: Actor, command: ApiKeyRevokeCommand): Promise<string> {
    const attempt = { actor: actor.name, mutation: 'apiKeyRevoke', key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const key = await this.lock(transaction, command.id, (locked) => canRevokeKey(actor, locked));
      await this.keys.revoke(transaction, key.id);
      await this.audit.append(transaction, { actor: actor.name, action: 'apiKeyRevoke', objectId: key.id });
      return key.id;
    });
    return id;
  }

  /** A key that still opens, and that the caller may change. */
  private async lock(
    transaction: Transaction,
    id: string,
    isAllowed: (key: LockedApiKey) => boolean,
  ): Promise<LockedApiKey> {
    const key = isUuid(id) ? await this.keys.lock(transaction, id) : null;
    if (!key || !isAllowed(key)) throw DomainError.notFound({ fr: 'Clé d’API', en: 'API key' });
    if (key.revoked) throw UserInputError.of('KEY_REVOKED', messages.KEY_REVOKED, ['input', 'id']);
    return key;
  }
}

/** @throws UserInputError KEY_EXPIRY */
function expiryOf(validDays: number | null | undefined): Date {
  const days = validDays ?? DEFAULT_KEY_DAYS;
  if (Number.isInteger(days) && days >= 1 && days <= MAX_KEY_DAYS) return new Date(Date.now() + days * DAY);
  throw UserInputError.of('KEY_EXPIRY', localize(messages.KEY_EXPIRY, { max: MAX_KEY_DAYS }), ['input', 'validDays']);
}

/** @throws UserInputError KEY_OVERLAP */
function overlapOf(overlapHours: number | null | undefined): Date {
  const hours = overlapHours ?? DEFAULT_OVERLAP_HOURS;
  if (Number.isInteger(hours) && hours >= 0 && hours <= MAX_OVERLAP_HOURS) return new Date(Date.now() + hours * HOUR);
  const message = localize(messages.KEY_OVERLAP, { max: MAX_OVERLAP_HOURS });
  throw UserInputError.of('KEY_OVERLAP', message, ['input', 'overlapHours']);
}

function assertCreatable(name: string, scopes: readonly ApiKeyScope[], audience: Audience): void {
  if (name.length < 2 || name.length > 100) {
    throw UserInputError.of('KEY_NAME', messages.KEY_NAME, ['input', 'name']);
  }
  if (scopes.length === 0 || !scopes.every((scope) => PORTAL_SCOPES.includes(scope))) {
    throw UserInputError.of('KEY_SCOPES', messages.KEY_SCOPES, ['input', 'scopes']);
  }
  if (audience === 'ORGANIZATION')
    throw UserInputError.of('KEY_AUDIENCE', messages.KEY_AUDIENCE, ['input', 'audience']);
}
