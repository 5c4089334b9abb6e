import { CLOCK } from '@maillage/catalogue';
import { type Transaction, UnitOfWork } from '@maillage/database';
import { type Actor } from '@maillage/identity';
import { type Clock, isUuid, localize, newId, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { type NewDelivery, type ReplayableDelivery, WebhookDeliveryRepository } from './webhook-delivery.repository.js';
import { newMessageId, pokeBody } from './webhook-message.js';
import { webhookMessages as messages } from './webhook.messages.js';
import { WEBHOOK_OPTIONS, type WebhookOptions } from './webhook-options.js';
import { WebhookRecord } from './webhook-record.js';
import { webhookNotFound } from './webhook.service.js';
import { canChangeWebhook, type WebhookAction } from './webhook.policy.js';
import { type LockedWebhook, WebhookRepository } from './webhook.repository.js';

export interface WebhookTestCommand {
  readonly id: string;
  readonly idempotencyKey?: string | null;
}

/** Either one delivery, or all of a receiver that were given up since a moment. */
export interface WebhookReplayCommand {
  readonly deliveryId?: string | null;
  readonly webhookId?: string | null;
  /** ISO 8601. */
  readonly since?: string | null;
  readonly idempotencyKey?: string | null;
}

/** Deliveries that may wait for one receiver. */
const MAX_WAITING = 100;

/** Self-service of receivers: a test of theirs, and what they missed. */
@Injectable()
export class WebhookReplayService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(WebhookRepository) private readonly webhooks: WebhookRepository,
    @Inject(WebhookDeliveryRepository) private readonly deliveries: WebhookDeliveryRepository,
    @Inject(WebhookRecord) private readonly record: WebhookRecord,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WEBHOOK_OPTIONS) private readonly options: WebhookOptions,
  ) {}

  /** A poke with today's head, sent at once. @returns id of the receiver @throws as `replay` */
  async test(actor: Actor, command: WebhookTestCommand): Promise<string> {
    const attempt = { actor: actor.name, mutation: 'webhookTest', key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const webhook = await this.lock(transaction, actor, 'webhookTest', command.id);
      const [head, now] = [await this.webhooks.head(transaction), this.clock.now()];
      const body = pokeBody(this.options.feed, head, now);
      const test = {
        id: newId(),
        endpointId: webhook.id,
        messageId: newMessageId(),
        kind: 'TEST',
        head,
        body,
        now,
      } as const;
      await this.send(transaction, webhook, [test], now);
      await this.record.write(transaction, actor, 'webhookTest', webhook);
      return webhook.id;
    });
    return id;
  }

  /**
   * Sends again what was sent or given up, with its own `webhook-id` and bytes, so that a receiver tells doubles.
   * @returns id of the receiver
   * @throws DomainError NOT_FOUND; UserInputError WEBHOOK_REPLAY, WEBHOOK_SINCE, WEBHOOK_INACTIVE, WEBHOOK_BUSY
   */
  async replay(actor: Actor, command: WebhookReplayCommand): Promise<string> {
    const { deliveryId, webhookId, since } = aimOf(command);
    const attempt = { actor: actor.name, mutation: 'webhookReplay', key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const one = deliveryId === null ? null : await this.delivery(transaction, deliveryId);
      const webhook = await this.lock(transaction, actor, 'webhookReplay', one?.endpointId ?? webhookId ?? '');
      const missed = since && (await this.deliveries.failedSince(transaction, webhook.id, since, MAX_WAITING));
      const now = this.clock.now();
      await this.send(
        transaction,
        webhook,
        (one ? [one] : (missed ?? [])).map((again) => replayOf(again, now)),
        now,
      );
      await this.record.write(transaction, actor, 'webhookReplay', webhook);
      return webhook.id;
    });
    return id;
  }

  private async delivery(transaction: Transaction, id: string): Promise<ReplayableDelivery> {
    const delivery = isUuid(id) ? await this.deliveries.byId(transaction, id) : null;
    if (!delivery) throw webhookNotFound();
    return delivery;
  }

  private async lock(
    transaction: Transaction,
    actor: Actor,
    action: WebhookAction,
    id: string,
  ): Promise<LockedWebhook> {
    const webhook = isUuid(id) ? await this.webhooks.lock(transaction, id) : null;
    if (!webhook || !canChangeWebhook(actor, action, webhook.organizationId)) throw webhookNotFound();
    return webhook;
  }

  private async send(
    transaction: Transaction,
    webhook: LockedWebhook,
    deliveries: readonly NewDelivery[],
    now: Date,
  ): Promise<void> {
    if (webhook.paused || webhook.state === 'DISABLED') {
      throw UserInputError.of('WEBHOOK_INACTIVE', messages.WEBHOOK_INACTIVE, ['input']);
    }
    if ((await this.deliveries.pendingOf(transaction, webhook.id)) + deliveries.length > MAX_WAITING) {
      throw UserInputError.of('WEBHOOK_BUSY', localize(messages.WEBHOOK_BUSY, { max: MAX_WAITING }), ['input']);
    }
    await this.deliveries.insert(transaction, deliveries);
    await this.deliveries.enqueue(transaction, [webhook.id], now);
  }
}

/** @throws UserInputError WEBHOOK_REPLAY, WEBHOOK_SINCE */
function aimOf({ deliveryId = null, webhookId = null, since = null }: WebhookReplayCommand) {
  if ((deliveryId === null) === (webhookId === null) || (webhookId === null) !== (since === null)) {
    throw UserInputError.of('WEBHOOK_REPLAY', messages.WEBHOOK_REPLAY, ['input', 'deliveryId']);
  }
  const isMoment =
    since === null ||
    (/^[12]\d{3}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(since) && !Number.isNaN(Date.parse(since)));
  if (!isMoment) throw UserInputError.of('WEBHOOK_SINCE', messages.WEBHOOK_SINCE, ['input', 'since']);
  return { deliveryId, webhookId, since: since === null ? null : new Date(since) };
}

function replayOf({ endpointId, messageId, epoch, headSeq, body }: ReplayableDelivery, now: Date): NewDelivery {
  return { id: newId(), endpointId, messageId, kind: 'REPLAY', head: { epoch, seq: headSeq }, body, now };
}
