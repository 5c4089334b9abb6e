import { setTimeout as pause } from 'node:timers/promises';
import { WebhookWorker } from '@maillage/feed';
import { createLogger } from '@maillage/kernel';
import pg from 'pg';
import { createTestWebhooks, type TestWebhooks } from '../support/test-webhooks.js';
import { ok, startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

/** The jobs themselves, on a real clock: what P12 tries at will, here as it runs. */
describe('the worker of webhooks', () => {
  let test: TestWebhooks;
  let receiver: WebhookReceiver;
  let worker: WebhookWorker;
  let id: string;

  beforeAll(async () => {
    receiver = await startWebhookReceiver();
    test = await createTestWebhooks({ allowed: [receiver.host] });
    const options = { url: test.network.database.url, poolSize: 4, queryTimeout: 20_000 };
    worker = new WebhookWorker(options, test.deliverer, createLogger('test', 'silent'));
    const { organizationId, coordinator } = test;
    id = (await test.webhooks.create(coordinator, { organizationId, url: receiver.url })).id;
  });

  afterAll(async () => {
    await worker.stop();
    await test.close();
    await receiver.close();
  });

  const within = async (milliseconds: number, isDone: () => Promise<boolean> | boolean): Promise<boolean> => {
    for (const end = Date.now() + milliseconds; Date.now() < end; await pause(50)) if (await isDone()) return true;
    return false;
  };

  /** Whether nothing is under way any more. */
  const hasEnded = async (): Promise<boolean> => {
    const [jobs] = await test.network.rows<{ n: number }>('SELECT count(*)::int AS n FROM graphile_worker.jobs');
    return jobs?.n === 0;
  };

  const poke = async (): Promise<void> => {
    test.clock.advance(2_000);
    await test.advanceFeed();
    await test.poker.step();
  };

  const cutAllConnections = async (): Promise<void> => {
    await test.network.rows(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await pause(500);
  };

  it('writes the delivery and its job in one transaction, or neither', async () => {
    const before = await test.network.rows('SELECT count(*)::int AS n FROM graphile_worker.jobs');
    await test.network.rows("ALTER TABLE audit_event ADD CONSTRAINT none CHECK (action <> 'webhookTest') NOT VALID");
    const rows = 'SELECT count(*)::int AS n FROM webhook_delivery';
    const deliveries = await test.network.rows(rows);
    await expect(test.replays.test(test.coordinator, { id })).rejects.toThrow();
    expect(await test.network.rows(rows)).toEqual(deliveries);
    expect(await test.network.rows('SELECT count(*)::int AS n FROM graphile_worker.jobs')).toEqual(before);
  });

  it('sends a poke as soon as it is written', async () => {
    await worker.start();
    await test.advanceFeed();
    await test.poker.step();
    expect(await within(5_000, () => receiver.received.length === 1)).toBe(true);
    expect(await within(5_000, hasEnded)).toBe(true);
  });

  it('tries again when it is time, by itself', async () => {
    receiver.forget();
    receiver.behave((_request, response, nth) => void response.writeHead(nth === 1 ? 500 : 204).end());
    await poke();
    expect(await within(5_000, () => receiver.received.length === 1)).toBe(true);
    const next = 'SELECT extract(epoch FROM min(run_at) - now())::float8 AS wait FROM graphile_worker.jobs';
    expect(
      await within(5_000, async () => ((await test.network.rows<{ wait: number | null }>(next))[0]?.wait ?? 0) > 1),
    ).toBe(true);
    test.clock.advance(6_000);
    expect(await within(12_000, () => receiver.received.length === 2)).toBe(true);
    expect(await within(5_000, hasEnded)).toBe(true);
  });

  it('goes on after all its connections were cut', async () => {
    receiver.forget();
    receiver.behave(ok);
    await cutAllConnections();
    await poke();
    expect(await within(30_000, () => receiver.received.length >= 1)).toBe(true);
    expect(await within(5_000, hasEnded)).toBe(true);
  });

  it('notes an answer although its connection is cut at that moment: the next poke is not late', async () => {
    receiver.forget();
    const locker = new pg.Client({ connectionString: test.network.database.url });
    await locker.connect();
    await locker.query('BEGIN');
    receiver.behave((request, response, nth) => {
      const locked = locker.query('SELECT 1 FROM webhook_endpoint WHERE id = $1 FOR UPDATE', [id]);
      void locked.then(() => ok(request, response, nth));
    });
    await poke();
    const cut =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    expect(await within(5_000, async () => (await test.network.rows(cut)).length === 1)).toBe(true);
    await locker.query('COMMIT');
    await locker.end();
    receiver.behave(ok);
    expect(await within(5_000, hasEnded)).toBe(true);
    expect(receiver.received).toHaveLength(1);
    await poke();
    expect(await within(5_000, () => receiver.received.length === 2)).toBe(true);
    const [first, next] = receiver.received;
    expect(next?.headers['webhook-id']).not.toBe(first?.headers['webhook-id']);
  });
});
