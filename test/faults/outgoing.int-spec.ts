import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { LookupFunction } from 'node:net';
import { newId, UserInputError } from '@maillage/kernel';
import { OutgoingClient, OutgoingError, type OutgoingErrorCode, type OutgoingRequest } from '@maillage/outgoing';
import { HttpEmbedder } from '@maillage/search';
import { tellPromise } from '../support/promise.js';
import { createTestWebhooks, type TestWebhooks } from '../support/test-webhooks.js';

/** Twenty-nine ways to write a host that must not be reached; `PORT` is that of a server that would tell a secret. */
const hostile: readonly (readonly [what: string, host: string])[] = [
  ['loopback', '127.0.0.1'],
  ['two parts', '127.1'],
  ['three parts', '127.0.1'],
  ['another loopback', '127.255.255.254'],
  ['decimal', '2130706433'],
  ['hexadecimal', '0x7f000001'],
  ['hexadecimal parts', '0x7f.0x0.0x0.0x1'],
  ['octal', '017700000001'],
  ['octal parts', '0177.0.0.01'],
  ['zero', '0'],
  ['unspecified', '0.0.0.0'],
  ['trailing dot', '127.0.0.1.'],
  ['full-width digits', '１２７.０.０.１'],
  ['ideographic dots', '127。0。0。1'],
  ['percent-encoded', '%31%32%37%2e%30%2e%30%2e%31'],
  ['name', 'localhost'],
  ['name with a trailing dot', 'localhost.'],
  ['name in capitals', 'LOCALHOST'],
  ['name behind credentials', 'public.example@127.0.0.1'],
  ['IPv6 loopback', '[::1]'],
  ['IPv6 unspecified', '[::]'],
  ['IPv4-mapped', '[::ffff:127.0.0.1]'],
  ['IPv4-mapped in hexadecimal', '[::ffff:7f00:1]'],
  ['IPv4-compatible', '[::127.0.0.1]'],
  ['NAT64', '[64:ff9b::7f00:1]'],
  ['6to4', '[2002:7f00:1::]'],
  ['metadata of a cloud', '169.254.169.254'],
  ['a name that turns to a private address', 'rebinding.example'],
  ['a name with a public and a private address', 'both.example'],
];

const SECRET = 'the secret of the inside';

/** A resolver whose names lie: what looked public a moment ago is private when the socket opens. */
const lookup = ((hostname: string, options: { all?: boolean }, done: (...values: unknown[]) => void) => {
  const own = { address: '127.0.0.1', family: 4 };
  const addresses = hostname === 'both.example' ? [{ address: '93.184.215.14', family: 4 }, own] : [own];
  if (options.all) done(null, addresses);
  else done(null, own.address, own.family);
}) as LookupFunction;

const ask = { method: 'GET', timeout: 3_000, maxBytes: 1_000 } as const;

describe('the way out', () => {
  let server: Server;
  let port: number;
  let reached = 0;
  let total = 0;
  let behaviour: (request: IncomingMessage, response: ServerResponse) => void;
  let webhooks: TestWebhooks;

  beforeAll(async () => {
    server = createServer((request, response) => {
      reached += 1;
      behaviour(request, response);
    });
    await new Promise<void>((listening) => server.listen(0, '0.0.0.0', () => listening()));
    port = (server.address() as { port: number }).port;
    webhooks = await createTestWebhooks({ lookup });
  });

  beforeEach(() => {
    reached = 0;
    behaviour = (_, response) => void response.end(SECRET);
  });

  afterAll(async () => {
    await webhooks.close();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  const client = (options: { production?: boolean; allowed?: readonly string[] } = {}): OutgoingClient =>
    new OutgoingClient({ production: false, allowed: [], lookup, ...options });

  /** What a coordinator's address comes to: refused when it is given, or each time it is used. */
  async function createAndDeliver(url: string): Promise<unknown> {
    const { organizationId, coordinator } = webhooks;
    try {
      const { id } = await webhooks.webhooks.create(coordinator, { organizationId, url });
      return await sent(id);
    } catch (error) {
      if (!(error instanceof UserInputError)) throw error;
      expect(error.errors[0]?.code).toMatch(/^WEBHOOK_URL(_PRIVATE)?$/);
      throw new OutgoingError('ADDRESS_REFUSED', error.message);
    }
  }

  async function deliver(url: string): Promise<unknown> {
    const id = newId();
    await webhooks.network.rows(
      `INSERT INTO webhook_endpoint (id, organization_id, url, secret, told_epoch, told_seq, poke_after, created_by)
       SELECT $1, $2, $3, 'whsec_c2VjcmV0IG9mIGEgdGVzdA==', epoch, n, now(), 'test' FROM feed_counter`,
      [id, webhooks.organizationId, url],
    );
    return sent(id);
  }

  /** @throws OutgoingError as the delivery's row tells it */
  async function sent(id: string): Promise<unknown> {
    await webhooks.replays.test(webhooks.coordinator, { id });
    await webhooks.deliverer.deliver(id);
    const [row] = await webhooks.network.rows<{ error: OutgoingErrorCode | null; status: string }>(
      'SELECT error, status FROM webhook_delivery WHERE endpoint_id = $1',
      [id],
    );
    await webhooks.network.rows('DELETE FROM webhook_endpoint WHERE id = $1', [id]);
    if (row?.error) throw new OutgoingError(row.error, row.status);
    return row;
  }

  /** Everything of the product that asks an address which somebody wrote down. A new one is a line here. */
  const entryPoints: readonly (readonly [name: string, ask: (url: string) => Promise<unknown>])[] = [
    ['a request', (url) => client().send({ ...ask, url })],
    ['a request in production', (url) => client({ production: true }).send({ ...ask, url })],
    [
      'the address of a stranger, though an operator allowed the host',
      (url) =>
        client({ production: true, allowed: [new URL(url).host] }).send({
          ...ask,
          method: 'POST',
          url,
          from: 'STRANGER',
        }),
    ],
    [
      'the embedder',
      (url) => new HttpEmbedder({ url, key: 'k', model: 'm', dimensions: 2, client: client() }).embed(['mot'], 400),
    ],
    ['a webhook, created and sent', (url) => createAndDeliver(url)],
    ['a webhook that was written down before its name led inside', (url) => deliver(url)],
  ];

  it.each(entryPoints)('reaches nothing private: %s', async (_name, send) => {
    const refusedByAddress: string[] = [];
    for (const [what, host] of hostile) {
      const failure: unknown = await send(`http://${host}:${port}/`).then(
        (answer) => ({ what, answer }),
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(Error);
      const cause = failure instanceof OutgoingError ? failure : (failure as Error).cause;
      expect(cause).toBeInstanceOf(OutgoingError);
      if ((cause as OutgoingError).code !== 'UNREACHABLE') refusedByAddress.push(what);
    }
    expect(reached).toBe(0);
    expect(hostile).toHaveLength(29);
    // Names that this machine may not know at all are no proof; the others are refused for what they are.
    expect(refusedByAddress.length).toBeGreaterThanOrEqual(27);
    total += reached;
  });

  it('would reach the secret with the global fetch, which knows no agent (negative control)', async () => {
    let found = 0;
    for (const [, host] of hostile) {
      // eslint-disable-next-line no-restricted-globals -- the control shows why it is forbidden elsewhere
      const answer = await fetch(`http://${host}:${port}/`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
      if ((await answer?.text().catch(() => '')) === SECRET) found += 1;
    }
    expect(found).toBeGreaterThanOrEqual(10);
    expect(reached).toBeGreaterThanOrEqual(found);
  });

  it('tells what was tried', () => {
    tellPromise('P13', { forms: hostile.length, entry_points: entryPoints.length, reached: total });
  });

  it('reaches what the operator allowed, that port alone', async () => {
    const own = client({ production: true, allowed: [`127.0.0.1:${port}`] });
    const answer = await own.send({ ...ask, url: `http://127.0.0.1:${port}/` });
    expect([answer.status, answer.body.toString()]).toEqual([200, SECRET]);
    await expect(own.send({ ...ask, url: `https://127.0.0.1:${port + 1}/` })).rejects.toMatchObject({
      code: 'ADDRESS_REFUSED',
    });
    own.close();
  });

  it('follows no redirect', async () => {
    behaviour = (request, response) =>
      request.url === '/first'
        ? void response.writeHead(302, { location: `http://127.0.0.1:${port}/second` }).end()
        : void response.end(SECRET);
    const own = client({ allowed: [`127.0.0.1:${port}`] });
    const { status, body } = await own.send({ ...ask, url: `http://127.0.0.1:${port}/first` });
    expect([status, body.toString(), reached]).toEqual([302, '', 1]);
  });

  it.each<[string, Partial<OutgoingRequest>, string]>([
    ['plain http in production', { url: 'http://public.example/' }, 'SCHEME_REFUSED'],
    ['another scheme', { url: 'file:///etc/passwd' }, 'ADDRESS_REFUSED'],
    ['one with a host', { url: 'ftp://public.example/' }, 'SCHEME_REFUSED'],
    ['no address', { url: 'nowhere' }, 'ADDRESS_REFUSED'],
    ['credentials in the address', { url: 'https://a:b@public.example/' }, 'ADDRESS_REFUSED'],
  ])('refuses %s before it asks any name server', async (_, request, code) => {
    const careful = new OutgoingClient({
      production: true,
      allowed: [],
      lookup: () => {
        throw new Error('asked');
      },
    });
    await expect(careful.send({ ...ask, url: '', ...request })).rejects.toMatchObject({ name: 'OutgoingError', code });
  });

  it('cuts an answer that is too long, and one that comes byte by byte', async () => {
    const own = client({ allowed: [`127.0.0.1:${port}`] });
    const url = `http://127.0.0.1:${port}/`;
    behaviour = (_, response) => void response.end('x'.repeat(5_000));
    await expect(own.send({ ...ask, url })).rejects.toMatchObject({ code: 'TOO_LARGE' });
    behaviour = (_, response) => {
      const drip = setInterval(() => response.write('x'), 50);
      response.once('close', () => clearInterval(drip));
    };
    const started = performance.now();
    await expect(own.send({ ...ask, url, timeout: 300 })).rejects.toMatchObject({ code: 'TIMEOUT', isPassing: true });
    expect(performance.now() - started).toBeLessThan(2_000);
    behaviour = (request) => void request.socket.destroy();
    await expect(own.send({ ...ask, url })).rejects.toMatchObject({ code: 'UNREACHABLE', isPassing: true });
    own.close();
  });
});
