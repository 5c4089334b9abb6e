import { createServer, type Server as TlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { jest } from '@jest/globals';
import { WEBHOOK_PATIENCE } from '@maillage/feed';
import { Webhook } from 'standardwebhooks';
import { FULL, PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestWebhooks, FEED, type TestWebhooks } from '../support/test-webhooks.js';
import { ok, type ReceivedPoke, type ReceiverBehaviour, startWebhookReceiver } from '../support/webhook-receiver.js';

const DAY = 86_400_000;
/** Milliseconds that a receiver has to answer: those of the product in full. */
const PATIENCE = FULL ? 15_000 : 1_500;
/** Receivers of each behaviour. */
const EACH = rounds(1, 10);

interface DeliveryRow {
  readonly status: string;
  readonly attempt: number;
  readonly answer_status: number | null;
  readonly answer_body: string | null;
  readonly error: string | null;
  readonly message_id: string;
  readonly head_seq: number;
}

interface EndpointRow {
  readonly state: string;
  readonly disabled_reason: string | null;
  readonly disabled_at: Date | null;
  readonly failing_since: Date | null;
  readonly told_seq: number;
}

/** What becomes of a receiver in six days of a busy feed. */
type End = 'TOLD' | 'GONE' | 'FAILED';

interface Behaviour {
  readonly name: string;
  readonly behave: ReceiverBehaviour;
  readonly end: End;
}

const status =
  (code: number, headers: Record<string, string> = {}): ReceiverBehaviour =>
  (_request, response) =>
    void response.writeHead(code, headers).end();
/** Something else for the first requests. */
const first =
  (times: number, wrong: ReceiverBehaviour, then: ReceiverBehaviour = ok): ReceiverBehaviour =>
  (request, response, nth) =>
    (nth <= times ? wrong : then)(request, response, nth);
const slow =
  (milliseconds: number): ReceiverBehaviour =>
  (_request, response) =>
    void setTimeout(() => response.writeHead(200).end('ok'), milliseconds);
const hangUp: ReceiverBehaviour = (request) => void request.socket.end();
const reset: ReceiverBehaviour = (request) => void request.socket.resetAndDestroy();
const raw =
  (text: string): ReceiverBehaviour =>
  (request) =>
    void request.socket.end(text);
const huge: ReceiverBehaviour = (_request, response) => {
  response.writeHead(200);
  const pour = (): void => {
    while (!response.destroyed && response.write('x'.repeat(65_536)));
    if (!response.destroyed) response.once('drain', pour);
  };
  pour();
};

const behaviours: readonly Behaviour[] = [
  { name: 'answers 200', behave: status(200), end: 'TOLD' },
  { name: 'answers 204', behave: ok, end: 'TOLD' },
  { name: 'is slow', behave: slow(300), end: 'TOLD' },
  { name: 'answers 500 always', behave: status(500), end: 'FAILED' },
  { name: 'answers 500 once', behave: first(1, status(500)), end: 'TOLD' },
  { name: 'answers 500 eleven times', behave: first(11, status(500)), end: 'TOLD' },
  { name: 'answers 410', behave: status(410), end: 'GONE' },
  { name: 'answers 410 after a while', behave: first(3, status(500), status(410)), end: 'GONE' },
  { name: 'redirects', behave: status(302, { location: 'http://127.0.0.1:1/' }), end: 'FAILED' },
  { name: 'redirects for ever', behave: status(308, { location: '/hooks' }), end: 'FAILED' },
  { name: 'answers 404', behave: status(404), end: 'FAILED' },
  { name: 'asks to wait, in seconds', behave: first(2, status(429, { 'retry-after': '120' })), end: 'TOLD' },
  {
    name: 'asks to wait, until a date far away',
    behave: first(1, status(503, { 'retry-after': 'Fri, 31 Dec 2049 23:59:59 GMT' })),
    end: 'TOLD',
  },
  { name: 'hangs up', behave: first(1, hangUp), end: 'TOLD' },
  { name: 'resets', behave: first(2, reset), end: 'TOLD' },
  { name: 'speaks no HTTP', behave: raw('220 mail.example ESMTP\r\n'), end: 'FAILED' },
  { name: 'stops in the middle', behave: raw('HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nhalf'), end: 'FAILED' },
  { name: 'answers without end', behave: huge, end: 'TOLD' },
  {
    name: 'answers with bytes of no text',
    behave: (_q, response) => void response.end(Buffer.from([0, 255, 254, 0])),
    end: 'TOLD',
  },
  {
    name: 'takes some of them twice',
    behave: first(4, (request, response, nth) => (nth % 2 ? reset : ok)(request, response, nth)),
    end: 'TOLD',
  },
];

/** P12: at least once, signed, replayable, disabled after five days, at once on 410. */
describe('webhooks, whatever the receiver does', () => {
  let test: TestWebhooks;
  const figures = { receivers: 0, requests: 0, unsigned: 0, untold: 0 };
  const allowed: string[] = [];

  beforeAll(async () => {
    // The list is read when a client is made: receivers are started first.
    receivers.push(
      ...(await Promise.all(
        behaviours.flatMap(({ behave }) => Array.from({ length: EACH }, () => startWebhookReceiver(behave))),
      )),
    );
    allowed.push(...receivers.map(({ host }) => host));
    mute = await startMute();
    allowed.push(mute.host);
    tls = await startTls();
    allowed.push(tls.host);
    test = await createTestWebhooks({ allowed }, PATIENCE);
  }, PROMISE_TIMEOUT);

  afterAll(async () => {
    await test?.close();
    await Promise.all([...receivers.map((one) => one.close()), mute?.close(), tls?.close()]);
  });

  const receivers: Awaited<ReturnType<typeof startWebhookReceiver>>[] = [];
  let mute: Awaited<ReturnType<typeof startMute>>;
  let tls: Awaited<ReturnType<typeof startTls>>;

  /** Every organization has room for ten. */
  const endpoint = async (url: string): Promise<{ id: string; secret: string }> => {
    const organizationId = await test.network.organization(`Région ${Math.random()} (démonstration)`);
    const coordinator = await test.network.member('COORDINATOR', organizationId);
    const { id, secret } = await test.webhooks.create(coordinator, { organizationId, url });
    return { id, secret: secret ?? '' };
  };
  const rowOf = async (id: string): Promise<EndpointRow | undefined> =>
    (
      await test.network.rows<EndpointRow>(
        'SELECT state, disabled_reason, disabled_at, failing_since, told_seq::float8 AS told_seq FROM webhook_endpoint WHERE id = $1',
        [id],
      )
    )[0];
  const deliveriesOf = (id: string): Promise<DeliveryRow[]> =>
    test.network.rows<DeliveryRow>(
      `SELECT status, attempt, answer_status, answer_body, error, message_id, head_seq::float8 AS head_seq
         FROM webhook_delivery WHERE endpoint_id = $1 ORDER BY id`,
      [id],
    );
  const headSeq = async (): Promise<number> =>
    (await test.network.rows<{ n: number }>('SELECT n::float8 AS n FROM feed_counter'))[0]?.n ?? 0;

  it(
    'tells each of them of the head at least once, or ends as the rules say',
    async () => {
      const endpoints = await Promise.all(receivers.map(({ url }) => endpoint(url)));
      const began = test.clock.now().getTime();
      // Six days of a feed that advances now and then; whoever is disabled is disabled in them.
      for (let days = 0; days < 6; days += 1) {
        await test.advanceFeed(50);
        await test.live(DAY);
      }
      const head = await headSeq();
      for (const [index, { name, end }] of behaviours.entries()) {
        for (let nth = 0; nth < EACH; nth += 1) {
          const at = index * EACH + nth;
          const [{ id, secret }, receiver] = [endpoints[at]!, receivers[at]!];
          const row = await rowOf(id);
          figures.receivers += 1;
          figures.requests += receiver.received.length;
          figures.unsigned += receiver.received.filter((poke) => !isSigned(poke, secret)).length;
          expect([name, row?.state, row?.disabled_reason]).toEqual(
            end === 'TOLD' ? [name, 'ACTIVE', null] : [name, 'DISABLED', end],
          );
          if (end !== 'TOLD') continue;
          if (row?.told_seq !== head) figures.untold += 1;
          const last = JSON.parse(receiver.received.at(-1)?.body ?? '{}');
          expect(last).toMatchObject({ type: 'feed.advanced', data: { feed: FEED, headSeq: head } });
          expect((await deliveriesOf(id)).filter(({ status: one }) => one === 'PENDING')).toEqual([]);
        }
      }
      for (const [index, { end }] of behaviours.entries()) {
        const { disabled_at: at, failing_since: since } = (await rowOf(endpoints[index * EACH]!.id)) ?? {};
        if (end !== 'FAILED') continue;
        expect((at?.getTime() ?? 0) - (since?.getTime() ?? 0)).toBe(WEBHOOK_PATIENCE);
        expect((since?.getTime() ?? 0) - began).toBeLessThan(DAY);
      }
      expect(figures.unsigned).toBe(0);
      expect(figures.untold).toBe(0);
    },
    PROMISE_TIMEOUT,
  );

  it('keeps the first kilobyte of an answer, and of no more than it read', async () => {
    const index = behaviours.findIndex(({ name }) => name === 'answers without end');
    const [row] = await test.network.rows<{ kept: number }>(
      `SELECT max(length(d.answer_body)) AS kept FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id
        WHERE e.url = $1`,
      [receivers[index * EACH]?.url],
    );
    expect(row?.kept).toBe(1_024);
  });

  it(
    'gives a silent receiver fifteen seconds, and takes a wrong certificate for no answer',
    async () => {
      const [silent, wrong] = await Promise.all([endpoint(mute.url), endpoint(tls.url)]);
      await test.advanceFeed();
      const began = performance.now();
      await test.poker.step();
      await Promise.all([test.deliverer.deliver(silent.id), test.deliverer.deliver(wrong.id)]);
      expect(performance.now() - began).toBeLessThan(PATIENCE + 5_000);
      expect(await deliveriesOf(silent.id)).toMatchObject([{ status: 'PENDING', attempt: 1, error: 'TIMEOUT' }]);
      expect(await deliveriesOf(wrong.id)).toMatchObject([{ status: 'PENDING', attempt: 1, error: 'UNREACHABLE' }]);
      for (const { id } of [silent, wrong]) await test.network.rows('DELETE FROM webhook_endpoint WHERE id = $1', [id]);
    },
    PROMISE_TIMEOUT,
  );

  it('makes a few pokes of a burst of a thousand changes', async () => {
    const receiver = await usable(ok);
    const { id } = await endpoint(receiver.url);
    for (let batch = 0; batch < 20; batch += 1) {
      await test.advanceFeed(50);
      await test.poker.step();
      await test.deliverDue();
      test.clock.advance(100);
    }
    await test.live(5_000);
    expect(receiver.received.length).toBeLessThanOrEqual(4);
    expect((await rowOf(id))?.told_seq).toBe(await headSeq());
  });

  it('sends an attempt again whose worker died in the middle, with the same id', async () => {
    const receiver = await usable(ok);
    const { id } = await endpoint(receiver.url);
    await test.advanceFeed();
    await test.poker.step();
    // Claimed by a worker that is no more.
    await test.network.rows(
      `UPDATE webhook_delivery SET attempt = 1, attempted_at = $2::timestamptz, next_attempt_at = $2::timestamptz + interval '60 s'
        WHERE endpoint_id = $1`,
      [id, test.clock.now()],
    );
    expect(await test.deliverer.deliver(id)).toBe(0);
    test.clock.advance(71_000);
    expect(await test.poker.mend()).toBeGreaterThan(0);
    await test.deliverer.deliver(id);
    expect(receiver.received).toHaveLength(1);
    expect(await deliveriesOf(id)).toMatchObject([{ status: 'DELIVERED', attempt: 2 }]);
  });

  it('sends an attempt again whose answer could not be noted, with the same id', async () => {
    const receiver = await usable(ok);
    const { id } = await endpoint(receiver.url);
    await test.advanceFeed();
    await test.poker.step();
    await test.network.rows("ALTER TABLE webhook_delivery ADD CONSTRAINT none CHECK (status <> 'DELIVERED') NOT VALID");
    await expect(test.deliverer.deliver(id, AbortSignal.timeout(1_000))).rejects.toThrow(/abort/);
    await test.network.rows('ALTER TABLE webhook_delivery DROP CONSTRAINT none');
    test.clock.advance(71_000);
    expect(await test.poker.mend()).toBeGreaterThan(0);
    await test.deliverer.deliver(id);
    expect(receiver.received).toHaveLength(2);
    const [first, again] = receiver.received;
    expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(await deliveriesOf(id)).toMatchObject([{ status: 'DELIVERED', attempt: 2 }]);
  });

  it('is replayed with its own id and bytes, one or all that were given up', async () => {
    const receiver = await usable(status(500));
    const began = new Date(test.clock.now());
    const organizationId = await test.network.organization('Région qui rejoue (démonstration)');
    const coordinator = await test.network.member('COORDINATOR', organizationId);
    const { id, secret } = await test.webhooks.create(coordinator, { organizationId, url: receiver.url });
    await test.advanceFeed();
    await test.live(2 * DAY);
    const failed = (await deliveriesOf(id)).filter((one) => one.status === 'FAILED');
    expect(failed.length).toBeGreaterThanOrEqual(1);
    receiver.behave(ok);
    receiver.forget();
    await test.replays.replay(coordinator, { webhookId: id, since: began.toISOString() });
    await test.deliverDue();
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    for (const { message_id: messageId } of failed) expect(ids).toContain(messageId);
    expect(receiver.received.every((poke) => isSigned(poke, secret ?? ''))).toBe(true);
    // What was sent again is not sent a third time.
    receiver.forget();
    await test.replays.replay(coordinator, { webhookId: id, since: began.toISOString() });
    await test.deliverDue();
    expect(receiver.received).toEqual([]);
    expect((await rowOf(id))?.state).toBe('ACTIVE');
  });

  it('is signed with both secrets for a day after a rotation, then with the new one', async () => {
    const receiver = await usable(ok);
    const organizationId = await test.network.organization('Région qui tourne (démonstration)');
    const coordinator = await test.network.member('COORDINATOR', organizationId);
    const { id, secret: old } = await test.webhooks.create(coordinator, { organizationId, url: receiver.url });
    const { secret } = await test.webhooks.rotateSecret(coordinator, { id });
    const poked = async (): Promise<boolean[]> => {
      receiver.forget();
      await test.replays.test(coordinator, { id });
      await test.deliverDue();
      return [old, secret].map((one) => isSigned(receiver.received[0]!, one ?? '', test.clock.now()));
    };
    expect(await poked()).toEqual([true, true]);
    test.clock.advance(DAY + 1_000);
    expect(await poked()).toEqual([false, true]);
  });

  it('would not pass with a changed body, another id or an old time (negative control)', async () => {
    const receiver = await usable(ok);
    const { id, secret } = await endpoint(receiver.url);
    await test.advanceFeed();
    await test.poker.step();
    await test.deliverer.deliver(id);
    const poke = receiver.received[0]!;
    const now = test.clock.now();
    expect(isSigned(poke, secret, now)).toBe(true);
    const forged: ReceivedPoke[] = [
      { ...poke, body: poke.body.replace(/"headSeq":\d+/, '"headSeq":1') },
      { ...poke, headers: { ...poke.headers, 'webhook-id': 'msg_other' } },
      { ...poke, headers: { ...poke.headers, 'webhook-timestamp': String(Math.floor(now.getTime() / 1_000) + 1) } },
    ];
    expect(forged.map((one) => isSigned(one, secret, now))).toEqual([false, false, false]);
    expect(isSigned(poke, secret, new Date(now.getTime() + 600_000))).toBe(false);
  });

  it('tells what was tried', () => {
    expect(behaviours).toHaveLength(20);
    tellPromise('P12', { behaviours: behaviours.length + 2, ...figures, full: FULL });
  });

  /** A receiver that the client may reach: one of those that were started first, under another behaviour. */
  const usable = async (behave: ReceiverBehaviour) => {
    const receiver = receivers[spare++]!;
    await test.network.rows('DELETE FROM webhook_endpoint WHERE url = $1', [receiver.url]);
    receiver.behave(behave);
    receiver.forget();
    return receiver;
  };
  let spare = 0;
});

/** As a receiver looks at it, with the package of Standard Webhooks. @param now of the receiver's own clock */
function isSigned({ headers, body }: ReceivedPoke, secret: string, now?: Date): boolean {
  const moment = now?.getTime() ?? Number(headers['webhook-timestamp']) * 1_000;
  const clock = jest.spyOn(Date, 'now').mockReturnValue(moment);
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  } finally {
    clock.mockRestore();
  }
}

/** Takes a connection and never says a word. */
async function startMute() {
  const sockets = new Set<Socket>();
  const server: Server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.resume();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}/`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** TLS without a certificate: every handshake fails. */
async function startTls() {
  const server: TlsServer = createServer((_request, response) => void response.end());
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    url: `https://127.0.0.1:${port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
