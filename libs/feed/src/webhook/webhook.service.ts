import { CLOCK } from '@maillage/catalogue';
import { type Transaction, UnitOfWork } from '@maillage/database';
import type { Actor } from '@maillage/identity';
import { type Clock, DomainError, isUuid, localize, newId, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { assertWebhookUrl } from './webhook-address.js';
import { WebhookDeliveryRepository } from './webhook-delivery.repository.js';
import { newWebhookSecret } from './webhook-message.js';
import { webhookMessages as messages } from './webhook.messages.js';
import { WEBHOOK_OPTIONS, type WebhookOptions } from './webhook-options.js';
import { WebhookRecord } from './webhook-record.js';
import { canChangeWebhook, type WebhookAction } from './webhook.policy.js';
import { type LockedWebhook, WebhookRepository } from './webhook.repository.js';

export interface WebhookCreateCommand {
  /** Organization whose receiver it is. */
  readonly organizationId: string;
  readonly url: string;
  /** Key of the portal that it wakes; when it ends, so do the pokes. */
  readonly keyId?: string | null;
  readonly idempotencyKey?: string | null;
}

export interface WebhookUpdateCommand {
  readonly id: string;
  readonly url?: string | null;
  /** False also enables a receiver that was disabled. */
  readonly paused?: boolean | null;
  readonly idempotencyKey?: string | null;
}

export interface WebhookCommand {
  readonly id: string;
  readonly idempotencyKey?: string | null;
}

export interface WebhookSecret {
  readonly id: string;
  /** `whsec_…`, shown this once; null when an earlier call with the same idempotency key made it. */
  readonly secret: string | null;
}

/** Receivers of one organization. */
export const MAX_WEBHOOKS = 10;
/** Milliseconds that pokes are signed with the secret before, too. */
const OVERLAP = 24 * 3_600_000;

/** Receivers of pokes, kept by the coordinators of their organization. */
@Injectable()
export class WebhookService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(WebhookRepository) private readonly webhooks: WebhookRepository,
    @Inject(WebhookDeliveryRepository) private readonly deliveries: WebhookDeliveryRepository,
    @Inject(WebhookRecord) private readonly record: WebhookRecord,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WEBHOOK_OPTIONS) private readonly options: WebhookOptions,
  ) {}

  /** @throws DomainError FORBIDDEN; UserInputError WEBHOOK_URL, WEBHOOK_URL_HTTPS, WEBHOOK_URL_PRIVATE, WEBHOOK_LIMIT, WEBHOOK_KEY */
  async create(actor: Actor, command: WebhookCreateCommand): Promise<WebhookSecret> {
    const { organizationId } = command;
    if (!canChangeWebhook(actor, 'webhookCreate', organizationId)) throw DomainError.forbidden();
    const url = assertWebhookUrl(command.url, this.options.client);
    const secret = newWebhookSecret();
    const attempt = { actor: actor.name, mutation: 'webhookCreate', key: command.idempotencyKey, input: command };
    const once = await this.unitOfWork.once(attempt, async (transaction) => {
      await this.assertRoom(transaction, organizationId);
      const apiKeyId = await this.keyOf(transaction, command);
      const [head, now, id] = [await this.webhooks.head(transaction), this.clock.now(), newId()];
      const createdBy = actor.name;
      await this.webhooks.insert(transaction, { id, organizationId, apiKeyId, url, secret, head, now, createdBy });
      await this.record.write(transaction, actor, 'webhookCreate', { id, organizationId });
      return id;
    });
    return { id: once.id, secret: once.replayed ? null : secret };
  }

  /** @throws DomainError NOT_FOUND; UserInputError WEBHOOK_URL, WEBHOOK_URL_HTTPS, WEBHOOK_URL_PRIVATE */
  async update(actor: Actor, command: WebhookUpdateCommand): Promise<string> {
    const url = typeof command.url === 'string' ? assertWebhookUrl(command.url, this.options.client) : null;
    const { id } = await this.change(actor, 'webhookUpdate', command, async (transaction, webhook) => {
      if (url !== null) await this.webhooks.setUrl(transaction, webhook.id, url);
      if (command.paused === true) await this.webhooks.pause(transaction, webhook.id);
      if (command.paused === false) await this.resume(transaction, webhook.id);
    });
    return id;
  }

  /** With all that was sent to it. @throws DomainError NOT_FOUND */
  async remove(actor: Actor, command: WebhookCommand): Promise<string> {
    const { id } = await this.change(actor, 'webhookDelete', command, async (transaction, webhook) => {
      await this.webhooks.remove(transaction, webhook.id);
      await this.record.settle(transaction, webhook.id);
    });
    return id;
  }

  /** The secret before goes on for a day: for that long both sign. @throws DomainError NOT_FOUND */
  async rotateSecret(actor: Actor, command: WebhookCommand): Promise<WebhookSecret> {
    const secret = newWebhookSecret();
    const previousUntil = new Date(this.clock.now().getTime() + OVERLAP);
    const once = await this.change(actor, 'webhookRotateSecret', command, (transaction, webhook) =>
      this.webhooks.rotate(transaction, webhook.id, secret, previousUntil),
    );
    return { id: once.id, secret: once.replayed ? null : secret };
  }

  private async change(
    actor: Actor,
    action: WebhookAction,
    command: WebhookCommand,
    work: (transaction: Transaction, webhook: LockedWebhook) => Promise<void>,
  ) {
    const attempt = { actor: actor.name, mutation: action, key: command.idempotencyKey, input: command };
    return this.unitOfWork.once(attempt, async (transaction) => {
      const webhook = isUuid(command.id) ? await this.webhooks.lock(transaction, command.id) : null;
      if (!webhook || !canChangeWebhook(actor, action, webhook.organizationId)) throw webhookNotFound();
      await work(transaction, webhook);
      await this.record.write(transaction, actor, action, webhook);
      return webhook.id;
    });
  }

  /** What waits is sent now. */
  private async resume(transaction: Transaction, id: string): Promise<void> {
    await this.webhooks.resume(transaction, id, this.clock.now());
    await this.record.settle(transaction, id);
    await this.deliveries.enqueue(transaction, [id], this.clock.now());
  }

  private async assertRoom(transaction: Transaction, organizationId: string): Promise<void> {
    if ((await this.webhooks.countOf(transaction, organizationId)) < MAX_WEBHOOKS) return;
    const message = localize(messages.WEBHOOK_LIMIT, { max: MAX_WEBHOOKS });
    throw UserInputError.of('WEBHOOK_LIMIT', message, ['input', 'organizationId'], { max: MAX_WEBHOOKS });
  }

  private async keyOf(transaction: Transaction, command: WebhookCreateCommand): Promise<string | null> {
    const { keyId = null, organizationId } = command;
    if (keyId === null) return null;
    const known = isUuid(keyId) && (await this.webhooks.isPortalKeyOf(transaction, keyId, organizationId));
    if (!known) throw UserInputError.of('WEBHOOK_KEY', messages.WEBHOOK_KEY, ['input', 'keyId']);
    return keyId;
  }
}

/** Absent, or somebody else's. */
export function webhookNotFound(): DomainError {
  return DomainError.notFound({ fr: 'Récepteur', en: 'Webhook' });
}
