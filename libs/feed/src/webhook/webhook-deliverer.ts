import { setTimeout as pause } from 'node:timers/promises';
import { CLOCK } from '@maillage/catalogue';
import { UnitOfWork, type Transaction } from '@maillage/database';
import type { Clock } from '@maillage/kernel';
import { OutgoingError } from '@maillage/outgoing';
import { Inject, Injectable } from '@nestjs/common';
import { judgeAttempt, retryAfterOf, type WebhookAnswer, type WebhookOutcome } from '../domain/webhook-outcome.js';
import { type ClaimedDelivery, WebhookDeliveryRepository } from './webhook-delivery.repository.js';
import { WebhookDisabler } from './webhook-disabler.js';
import { signedHeaders } from './webhook-message.js';
import { WEBHOOK_OPTIONS, type WebhookOptions } from './webhook-options.js';
import { WebhookRepository } from './webhook.repository.js';

/** Milliseconds of the whole exchange with a receiver. */
const TIMEOUT = 15_000;
/** Bytes kept of an answer; the rest is never read. */
const KEPT = 1_024;
/** Milliseconds after which an attempt is taken for lost with its worker. */
const LOST = 60_000;
/** Attempts of one job; what is left has a job of its own. */
const AT_ONCE = 20;
/** Milliseconds between the tries to note an answer: a database that restarts is back within them. */
const NOTE_AGAIN = [100, 400, 1_500, 4_000, 9_000] as const;

/** What a receiver answered, as a text that the database keeps: bytes that are none are marked. */
function readable(body: Buffer): string {
  return body.toString('utf8').replaceAll('\0', '\uFFFD');
}

/** Sends what is due to a receiver, signed, and writes down what came of it. */
@Injectable()
export class WebhookDeliverer {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(WebhookRepository) private readonly webhooks: WebhookRepository,
    @Inject(WebhookDeliveryRepository) private readonly deliveries: WebhookDeliveryRepository,
    @Inject(WebhookDisabler) private readonly disabler: WebhookDisabler,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WEBHOOK_OPTIONS) private readonly options: WebhookOptions,
  ) {}

  /**
   * The job of an endpoint.
   * @param signal the worker is to end, and waits no longer for its database
   * @returns attempts made
   */
  async deliver(endpointId: string, signal?: AbortSignal): Promise<number> {
    for (let made = 0; made < AT_ONCE; made += 1) {
      const now = this.clock.now();
      const claimed = await this.deliveries.claim(endpointId, now, new Date(now.getTime() + LOST));
      if (!claimed) return made;
      const answer = await this.attempt(claimed);
      await this.note(claimed, answer, signal);
    }
    return AT_ONCE;
  }

  /**
   * An answer that was had is not lost to a connection that broke: unnoted, its receiver would hear nothing before the
   * attempt is taken for lost, and then the same again. An attempt that a broken commit did note is not open any more.
   */
  private async note(claimed: ClaimedDelivery, answer: WebhookAnswer, signal?: AbortSignal): Promise<void> {
    for (const again of [...NOTE_AGAIN, null]) {
      try {
        return await this.unitOfWork.run((transaction) => this.conclude(transaction, claimed, answer));
      } catch (error) {
        if (again === null) throw error;
        await pause(again, undefined, signal && { signal });
      }
    }
  }

  private async attempt({ url, body, messageId, ...secrets }: ClaimedDelivery): Promise<WebhookAnswer> {
    const now = this.clock.now();
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Maillage-Webhook/1',
      ...signedHeaders(messageId, body, now, secrets),
    };
    const exchange = {
      timeout: this.options.timeout ?? TIMEOUT,
      maxBytes: KEPT,
      isCut: true,
      from: 'STRANGER',
    } as const;
    try {
      const answer = await this.options.client.send({ method: 'POST', url, headers, body, ...exchange });
      const { 'retry-after': retryAfter } = answer.headers;
      return {
        status: answer.status,
        body: readable(answer.body),
        retryAfter: retryAfterOf(typeof retryAfter === 'string' ? retryAfter : undefined, now),
        error: null,
      };
    } catch (error) {
      if (!(error instanceof OutgoingError)) throw error;
      return { status: null, body: null, retryAfter: null, error: error.code };
    }
  }

  /** A delivery whose endpoint went meanwhile has nothing to conclude. */
  private async conclude(transaction: Transaction, claimed: ClaimedDelivery, answer: WebhookAnswer): Promise<void> {
    const { id, endpointId, attempt } = claimed;
    const now = this.clock.now();
    const standing = await this.webhooks.lockStanding(transaction, endpointId);
    if (!standing || !(await this.deliveries.isOpen(transaction, id, attempt))) return;
    const outcome = judgeAttempt(answer, { attempt, ...standing }, now, Math.random());
    await this.deliveries.conclude(transaction, id, answer, {
      now,
      next: outcome.kind === 'RETRY' ? outcome.at : null,
      delivered: outcome.kind === 'DELIVERED',
    });
    await this.settle(transaction, claimed, outcome, now);
    await this.deliveries.enqueue(transaction, [endpointId], now);
  }

  private async settle(
    transaction: Transaction,
    { endpointId, organizationId, url, headSeq: seq, epoch }: ClaimedDelivery,
    outcome: WebhookOutcome,
    now: Date,
  ): Promise<void> {
    switch (outcome.kind) {
      case 'DELIVERED':
        await this.webhooks.succeed(transaction, endpointId, { epoch, seq });
        return this.deliveries.hasten(transaction, endpointId, now, new Date(now.getTime() - LOST));
      case 'RETRY':
        return this.webhooks.fail(transaction, endpointId, outcome.failingSince, null);
      case 'EXHAUSTED':
        return this.webhooks.fail(transaction, endpointId, outcome.failingSince, outcome.at);
      case 'DISABLED':
        return this.disabler.disable(transaction, { endpointId, organizationId, url }, outcome.reason, now);
    }
  }
}
