import { CLOCK } from '@maillage/catalogue';
import type { FeedHead } from '@maillage/changes';
import { UnitOfWork } from '@maillage/database';
import { type Clock, newId } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { WebhookDeliveryRepository } from './webhook-delivery.repository.js';
import { newMessageId, pokeBody } from './webhook-message.js';
import { WEBHOOK_OPTIONS, type WebhookOptions } from './webhook-options.js';
import { WebhookRepository } from './webhook.repository.js';

/** Milliseconds between two pokes of one receiver. */
const PAUSE = 1_000;
/** Receivers in one transaction. */
const BATCH = 200;

/**
 * Tells receivers that the feed advanced. It compares heads, and hears no events: however many changes came, a receiver
 * has one poke that waits, and after it the newest head. Any number of workers may run it.
 */
@Injectable()
export class WebhookPoker {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(WebhookRepository) private readonly webhooks: WebhookRepository,
    @Inject(WebhookDeliveryRepository) private readonly deliveries: WebhookDeliveryRepository,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WEBHOOK_OPTIONS) private readonly options: WebhookOptions,
  ) {}

  /** @returns pokes written, each with its job; the batch's size means that more may wait */
  async step(): Promise<number> {
    const head = await this.webhooks.head();
    return this.unitOfWork.run(async (transaction) => {
      const now = this.clock.now();
      const behind = await this.webhooks.lockBehind(transaction, head, now, BATCH);
      if (behind.length === 0) return 0;
      await this.deliveries.insert(
        transaction,
        behind.map((endpointId) => this.poke(endpointId, head, now)),
      );
      await this.webhooks.pokeNoSoonerThan(transaction, behind, new Date(now.getTime() + PAUSE));
      await this.deliveries.enqueue(transaction, behind, now);
      return behind.length;
    });
  }

  /**
   * Makes the jobs anew of attempts that should have ended long ago: their worker died with them.
   * @returns endpoints concerned
   */
  async mend(): Promise<number> {
    const now = this.clock.now();
    const overdue = await this.deliveries.overdue(new Date(now.getTime() - OVERDUE));
    if (overdue.length === 0) return 0;
    await this.unitOfWork.run((transaction) => this.deliveries.enqueue(transaction, overdue, now));
    return overdue.length;
  }

  private poke(endpointId: string, head: FeedHead, now: Date) {
    const body = pokeBody(this.options.feed, head, now);
    return { id: newId(), endpointId, messageId: newMessageId(), kind: 'POKE', head, body, now } as const;
  }
}

/** Milliseconds after which an attempt that was due is taken for forgotten. */
const OVERDUE = 10_000;
