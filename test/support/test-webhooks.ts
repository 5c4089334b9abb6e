import { Relay } from '@maillage/changes';
import { WebhookDeliverer, WebhookModule, WebhookPoker, WebhookReplayService, WebhookService } from '@maillage/feed';
import type { Actor } from '@maillage/identity';
import { type Clock, newId } from '@maillage/kernel';
import { OutgoingClient, type OutgoingOptions } from '@maillage/outgoing';
import { createTestNetwork, type TestNetwork } from './test-network.js';

export const FEED = 'https://maillage.example.fr/graphql';

/** A clock that stands still until it is told to go. */
export class TravellingClock implements Clock {
  private moment = Date.now();

  now(): Date {
    return new Date(this.moment);
  }

  advance(milliseconds: number): void {
    this.moment += milliseconds;
  }

  /** Never backwards. */
  goTo(moment: Date): void {
    this.moment = Math.max(this.moment, moment.getTime());
  }
}

/** Webhooks on a database of their own, whose time goes as fast as a test wants. */
export interface TestWebhooks {
  readonly network: TestNetwork;
  readonly clock: TravellingClock;
  readonly organizationId: string;
  readonly coordinator: Actor;
  readonly webhooks: WebhookService;
  readonly replays: WebhookReplayService;
  readonly poker: WebhookPoker;
  readonly deliverer: WebhookDeliverer;
  /** Numbers so many changes, as the worker's relay does. */
  advanceFeed(changes?: number): Promise<void>;
  /** What the jobs would do now: every attempt that is due, until none is. @returns attempts */
  deliverDue(): Promise<number>;
  /**
   * Lets time go from one thing that is due to the next, with the worker at work.
   * @param until milliseconds from now
   */
  live(until: number): Promise<void>;
  close(): Promise<void>;
}

/** @param timeout milliseconds that a receiver has to answer */
export async function createTestWebhooks(
  outgoing: Partial<OutgoingOptions> = {},
  timeout?: number,
): Promise<TestWebhooks> {
  const clock = new TravellingClock();
  const client = new OutgoingClient({ production: false, allowed: [], ...outgoing });
  const network = await createTestNetwork(
    [WebhookModule.forRoot({ feed: FEED, client, ...(timeout !== undefined && { timeout }) })],
    { clock },
  );
  const organizationId = await network.organization('Région de démonstration');
  const coordinator = await network.member('COORDINATOR', organizationId);
  const get = <T>(type: abstract new (...args: never[]) => T): T =>
    network.module.get(type as never, { strict: false });
  const [poker, deliverer, relay] = [get(WebhookPoker), get(WebhookDeliverer), get(Relay)];
  const due = 'SELECT DISTINCT endpoint_id AS id FROM webhook_delivery WHERE status = $1 AND next_attempt_at <= $2';
  const deliverDue = async (): Promise<number> => {
    for (let made = 0; ;) {
      const endpoints = await network.rows<{ id: string }>(due, ['PENDING', clock.now()]);
      let now = 0;
      for (const { id } of endpoints) now += await deliverer.deliver(id);
      made += now;
      if (now === 0) return made;
    }
  };
  await network.rows('INSERT INTO outbox (entry_id) VALUES ($1)', [newId()]);
  await relay.drain();
  return {
    network,
    clock,
    organizationId,
    coordinator,
    webhooks: get(WebhookService),
    replays: get(WebhookReplayService),
    poker,
    deliverer,
    async advanceFeed(changes = 1) {
      await network.rows('INSERT INTO outbox (entry_id) SELECT gen_random_uuid() FROM generate_series(1, $1)', [
        changes,
      ]);
      await relay.drain();
    },
    deliverDue,
    async live(until) {
      const end = clock.now().getTime() + until;
      for (;;) {
        await poker.step();
        await deliverDue();
        const next = await nextMoment(network, clock.now());
        if (next === null || next.getTime() > end) break;
        clock.goTo(next);
      }
      clock.goTo(new Date(end));
    },
    async close() {
      client.close();
      await network.close();
    },
  };
}

/** When something is due next, later than now. */
async function nextMoment(network: TestNetwork, now: Date): Promise<Date | null> {
  const [row] = await network.rows<{ at: Date | null }>(
    `SELECT min(at) AS at FROM (
       SELECT next_attempt_at AS at FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id
        WHERE d.status = 'PENDING' AND NOT e.paused AND e.state <> 'DISABLED'
       UNION ALL
       SELECT poke_after FROM webhook_endpoint e, feed_counter c
        WHERE NOT paused AND state <> 'DISABLED' AND (told_seq < c.n OR told_epoch <> c.epoch)) due WHERE at > $1`,
    [now],
  );
  return row?.at ?? null;
}
