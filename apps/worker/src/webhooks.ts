import type { DatabaseOptions } from '@maillage/database';
import { WebhookDeliverer, WebhookPoker, WebhookWorker } from '@maillage/feed';
import type { Logger } from '@maillage/kernel';
import type { INestApplicationContext } from '@nestjs/common';
import { Loop } from './loop.js';

/** Milliseconds between two looks for receivers that are behind; each is told once a second at most. */
const POLL = 1_000;

/** What tells receivers that the feed advanced: a loop that writes pokes, and the jobs that send them. */
export class Webhooks {
  private readonly poking: Loop;
  private readonly worker: WebhookWorker;

  constructor(context: INestApplicationContext, database: DatabaseOptions, logger: Logger) {
    const poker = context.get(WebhookPoker, { strict: false });
    this.poking = new Loop('webhooks', () => poker.step(), POLL, logger);
    this.worker = new WebhookWorker(database, context.get(WebhookDeliverer, { strict: false }), logger);
  }

  /** The jobs begin by themselves once their database answers. */
  async start(): Promise<void> {
    this.poking.start();
    await this.worker.start();
  }

  wake(): void {
    this.poking.wake();
  }

  async stop(): Promise<void> {
    await Promise.all([this.poking.stop(), this.worker.stop()]);
  }
}
