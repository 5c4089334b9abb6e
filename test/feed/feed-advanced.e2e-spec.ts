import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { FeedHeadWatcher } from '@maillage/feed';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { SubscriptionServer } from '../../apps/api/src/subscription/subscription.server.js';
import { CREATE, PUBLISH, SET_AUDIENCE, useCaseInput, WITHDRAW } from '../api/operations.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { HostileIssuer } from '../support/sign-in/hostile-issuer.js';
import { TestBrowser } from '../support/sign-in/test-browser.js';
import { signInSettings } from '../support/sign-in/test-sign-in.js';
import { createTestApi, type TestApi } from '../support/test-api.js';

const QUERY = 'subscription { feedAdvanced { feed headSeq epoch } }';

const cookiesOf = ({ cookies }: TestBrowser): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

interface Heard {
  readonly heads: { readonly feed: string; readonly headSeq: number; readonly epoch: string }[];
  readonly errors: unknown[];
  ended: boolean;
  stop(): void;
}

describe('the subscription feedAdvanced, over graphql-ws', () => {
  let issuer: HostileIssuer;
  let api: TestApi;
  let url: string;
  let origin: string;
  const clients: Client[] = [];

  beforeAll(async () => {
    issuer = await HostileIssuer.start();
    api = await createTestApi(signInSettings(issuer));
    await api.app.listen(0, '127.0.0.1');
    const { port } = api.app.getHttpServer().address() as { port: number };
    url = `ws://127.0.0.1:${port}/graphql`;
    origin = `http://127.0.0.1:${port}`;
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
  });

  afterAll(async () => {
    await api.close();
    await issuer.stop();
  });

  /** @returns a client and the code that its connection was closed with */
  const connect = (params: Record<string, unknown> = {}, headers: Record<string, string> = {}) => {
    const closed: number[] = [];
    class Socket extends WebSocket {
      constructor(address: string, protocols?: string | string[]) {
        super(address, protocols, { headers });
        this.on('close', (code) => closed.push(code));
      }
    }
    const client = createClient({ url, webSocketImpl: Socket, connectionParams: params, retryAttempts: 0 });
    clients.push(client);
    return { client, closed };
  };
  const listen = (client: Client, query = QUERY): Heard => {
    const heard: Heard = { heads: [], errors: [], ended: false, stop: () => undefined };
    const end = (): void => void (heard.ended = true);
    heard.stop = client.subscribe<{ feedAdvanced: Heard['heads'][number] }>(
      { query },
      {
        next: ({ data, errors }) => {
          if (data) heard.heads.push(data.feedAdvanced);
          if (errors) heard.errors.push(...errors);
        },
        error: (error) => {
          heard.errors.push(error);
          end();
        },
        complete: end,
      },
    );
    return heard;
  };
  const within = async (isDone: () => boolean, milliseconds = 5_000): Promise<boolean> => {
    for (const end = Date.now() + milliseconds; Date.now() < end; await pause(20)) if (isDone()) return true;
    return isDone();
  };
  const advance = async (changes = 1): Promise<void> => {
    await api.rows('INSERT INTO outbox (entry_id) SELECT gen_random_uuid() FROM generate_series(1, $1)', [changes]);
    await api.catchUp();
  };
  const newHead = async (): Promise<number> =>
    (await api.rows<{ n: number }>('SELECT n::float8 AS n FROM feed_counter'))[0]?.n ?? 0;
  const recheck = (): Promise<void> =>
    (api.app.get(SubscriptionServer, { strict: false }) as unknown as { recheck(): Promise<void> }).recheck();

  it('refuses a key that is none, and a session’s cookie from another site’s page', async () => {
    const wrong = connect({ authorization: 'Bearer mlg_demo_none' });
    const heard = listen(wrong.client);
    expect(await within(() => heard.ended)).toBe(true);
    expect(wrong.closed).toEqual([4401]);
    const browser = new TestBrowser(api.app);
    expect((await browser.signIn(issuer)).status).toBe(303);
    const cookie = cookiesOf(browser);
    const foreign = connect({}, { cookie, origin: 'https://ailleurs.example' });
    const stolen = listen(foreign.client);
    expect(await within(() => stolen.ended)).toBe(true);
    expect(foreign.closed).toEqual([4403]);
    const own = connect({}, { cookie, origin });
    const told = listen(own.client);
    expect(await within(() => told.heads.length === 1)).toBe(true);
  });

  it('tells the head as it is, then each newer one, to a visitor and to a portal’s key alike', async () => {
    const coordinator = await api.person('COORDINATOR', await api.organization('Région de démonstration'));
    const [visiting, keyed, headed] = [
      listen(connect().client),
      listen(connect({ authorization: `Bearer ${coordinator}` }).client),
      listen(connect({}, { authorization: `Bearer ${coordinator}` }).client),
    ];
    expect(await within(() => [visiting, keyed, headed].every(({ heads }) => heads.length === 1))).toBe(true);
    await advance();
    const head = await newHead();
    expect(await within(() => [visiting, keyed, headed].every(({ heads }) => heads.at(-1)?.headSeq === head))).toBe(
      true,
    );
    expect(visiting.heads.at(-1)).toEqual({
      feed: expect.stringMatching(/\/graphql$/),
      headSeq: head,
      epoch: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(keyed.errors).toEqual([]);
  });

  it('tells within a second, and the newest alone to whoever reads slowly', async () => {
    const heard = listen(connect().client);
    expect(await within(() => heard.heads.length === 1)).toBe(true);
    const began = performance.now();
    await api.rows('INSERT INTO outbox (entry_id) VALUES (gen_random_uuid())');
    await api.catchUp();
    const head = await newHead();
    expect(await within(() => heard.heads.at(-1)?.headSeq === head)).toBe(true);
    expect(performance.now() - began).toBeLessThan(2_000);
    const before = heard.heads.length;
    for (let burst = 0; burst < 20; burst += 1) await advance(50);
    const last = await newHead();
    expect(await within(() => heard.heads.at(-1)?.headSeq === last)).toBe(true);
    expect(heard.heads.length - before).toBeLessThan(20);
  });

  it('tells of a filter what concerns it, also what leaves it, and to no audience what it never saw', async () => {
    const organizationId = await api.organization('Région qui filtre (démonstration)');
    const coordinator = await api.person('COORDINATOR', organizationId);
    const clauses = listen(
      connect().client,
      QUERY.replace('feedAdvanced', 'feedAdvanced(filter: { kinds: [DATA_CHARTER] })'),
    );
    const useCases = QUERY.replace('feedAdvanced', 'feedAdvanced(filter: { kinds: [USE_CASE] })');
    const visiting = listen(connect().client, useCases);
    const member = listen(connect({ authorization: `Bearer ${coordinator}` }).client, useCases);
    const all = [clauses, visiting, member];
    expect(await within(() => all.every(({ heads }) => heads.length === 1))).toBe(true);
    const key = { key: coordinator };
    const made = await api.send(CREATE, { input: useCaseInput(organizationId, useCaseContent()) }, key);
    const { id } = made.data.entryCreate.entry;
    await api.rows("UPDATE entry SET audience = 'NETWORK' WHERE id = $1", [id]);
    const published = await api.send(PUBLISH, { input: { id, baseRevision: 1 } }, key);
    expect(published.data.entryPublish.userErrors).toEqual([]);
    await api.catchUp();
    const first = await newHead();
    expect(await within(() => member.heads.at(-1)?.headSeq === first)).toBe(true);
    await api.send(
      SET_AUDIENCE,
      { input: { id, audience: 'PUBLIC', baseVersion: published.data.entryPublish.entry.version } },
      key,
    );
    await api.catchUp();
    const second = await newHead();
    expect(await within(() => visiting.heads.at(-1)?.headSeq === second)).toBe(true);
    // What it showed to the public is gone: whoever mirrors the public must hear of it.
    await api.send(WITHDRAW, { input: { id, reason: 'Essai terminé.' } }, key);
    await api.catchUp();
    const third = await newHead();
    expect(third).toBeGreaterThan(second);
    expect(await within(() => [visiting, member].every(({ heads }) => heads.at(-1)?.headSeq === third))).toBe(true);
    expect(visiting.heads.map(({ headSeq }) => headSeq)).not.toContain(first);
    expect(clauses.heads).toHaveLength(1);
  });

  it('closes the connection of a key that was revoked, and of a session that was ended', async () => {
    const organizationId = await api.organization('Région qui révoque (démonstration)');
    const coordinator = await api.person('COORDINATOR', organizationId);
    const create = `mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) { secret apiKey { id } } }`;
    const input = { organizationId, name: 'Portail de démonstration', audience: 'NETWORK' };
    const { secret, apiKey } = (await api.send(create, { input }, { key: coordinator })).data.apiKeyCreate;
    const keyed = connect({ authorization: `Bearer ${secret}` });
    const byKey = listen(keyed.client);
    const browser = new TestBrowser(api.app);
    await browser.signIn(issuer);
    const session = connect({}, { cookie: cookiesOf(browser), origin });
    const bySession = listen(session.client);
    const other = listen(connect().client);
    expect(await within(() => [byKey, bySession, other].every(({ heads }) => heads.length === 1))).toBe(true);
    await recheck();
    await pause(100);
    expect([keyed.closed, session.closed]).toEqual([[], []]);
    const revoke = 'mutation ($input: ApiKeyRevokeInput!) { apiKeyRevoke(input: $input) { userErrors { code } } }';
    await api.send(revoke, { input: { id: apiKey.id } }, { key: coordinator });
    await browser.graphql('mutation { sessionRevokeAll(input: {}) { userErrors { code } } }');
    await recheck();
    expect(await within(() => byKey.ended && bySession.ended)).toBe(true);
    expect([keyed.closed, session.closed]).toEqual([[4401], [4401]]);
    expect(other.ended).toBe(false);
  });

  it('takes subscriptions alone, under the limits of all documents', async () => {
    const { client } = connect();
    const code = async (query: string): Promise<unknown> => {
      const heard = listen(client, query);
      await within(() => heard.ended);
      const [first] = heard.errors as [readonly { extensions?: { code?: string } }[]];
      return first?.[0]?.extensions?.code;
    };
    expect(await code('{ health { version } }')).toBe('SUBSCRIPTION_ONLY');
    expect(await code('mutation { sessionRevokeAll(input: {}) { userErrors { code } } }')).toBe('SUBSCRIPTION_ONLY');
    expect(await code('subscription {')).toBe('GRAPHQL_PARSE_FAILED');
    expect(await code('subscription { nothing }')).toBe('GRAPHQL_VALIDATION_FAILED');
    const aliases = Array.from({ length: 40 }, (_, n) => `a${n}: headSeq`).join(' ');
    expect(await code(`subscription { feedAdvanced { ${aliases} } }`)).toBe('QUERY_LIMIT');
    const over = await api.send(QUERY);
    expect([over.data, over.errors[0]?.extensions.code]).toEqual([null, 'SUBSCRIPTION_OVER_HTTP']);
  });

  it('has ten connections a key and ten subscriptions a connection', async () => {
    const coordinator = await api.person('COORDINATOR', await api.organization('Région bavarde (démonstration)'));
    const params = { authorization: `Bearer ${coordinator}` };
    const all = Array.from({ length: 10 }, () => listen(connect(params).client));
    expect(await within(() => all.every(({ heads }) => heads.length > 0))).toBe(true);
    const eleventh = connect(params);
    const refused = listen(eleventh.client);
    expect(await within(() => refused.ended)).toBe(true);
    expect(eleventh.closed).toEqual([4429]);
    all[0]?.stop();
    await clients[0]?.dispose();
    const { client } = connect();
    const many = Array.from({ length: 11 }, () => listen(client));
    expect(await within(() => many.some(({ errors }) => errors.length > 0))).toBe(true);
    expect(many.flatMap(({ errors }) => errors)).toMatchObject([[{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }]]);
  });

  it('answers no other path, and ends what is no message of graphql-ws', async () => {
    const elsewhere = new WebSocket(url.replace('/graphql', '/ailleurs'), 'graphql-transport-ws');
    const [error] = (await once(elsewhere, 'error')) as [Error];
    expect(error.message).toContain('404');
    const hostile = new WebSocket(url, 'graphql-transport-ws');
    await once(hostile, 'open');
    hostile.send('x'.repeat(100_000));
    const [code] = (await once(hostile, 'close')) as [number];
    expect(code).toBe(1009);
    const silent = new WebSocket(url, 'graphql-transport-ws');
    await once(silent, 'open');
    silent.send('no json');
    expect((await once(silent, 'close'))[0]).toBe(4400);
  });

  it('listens while somebody subscribes, on one connection, and not after', async () => {
    const watcher = api.app.get(FeedHeadWatcher, { strict: false });
    const listening = async (): Promise<number> =>
      (
        await api.rows<{ n: number }>(
          `SELECT count(*)::int AS n FROM pg_stat_activity
            WHERE datname = current_database() AND query LIKE 'LISTEN maillage_outbox%'`,
        )
      )[0]?.n ?? 0;
    expect(await within(() => watcher.size === 0)).toBe(true);
    await pause(200);
    expect(await listening()).toBe(0);
    const many = Array.from({ length: 5 }, () => listen(connect().client));
    expect(await within(() => many.every(({ heads }) => heads.length > 0))).toBe(true);
    expect(watcher.size).toBe(5);
    for (let waited = 0; waited < 5_000 && (await listening()) === 0; waited += 50) await pause(50);
    expect(await listening()).toBe(1);
    for (const one of many) one.stop();
    expect(await within(() => watcher.size === 0)).toBe(true);
    await pause(200);
    expect(await listening()).toBe(0);
  });
});
