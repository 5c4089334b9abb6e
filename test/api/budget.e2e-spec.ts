import type { InjectOptions } from 'fastify';
import { createTestApi, type TestApi } from '../support/test-api.js';

interface Told {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly code: string | undefined;
  readonly message: string;
  readonly cost: { requested: number; remaining: number; limit: number; resetIn: number } | undefined;
}

const PAGE = 'query($first: Int) { entries(first: $first) { nodes { id } } }';
/** What it costs: a root field, `nodes`, and an id each. */
const costOf = (first: number): number => 10 + 1 + 1 + first;

describe('the budget of a caller', () => {
  let api: TestApi;
  let key: string;
  let other: string;

  beforeEach(async () => {
    api = await createTestApi({
      RATE_VISITOR_POINTS: '4000',
      RATE_MEMBER_POINTS: '6000',
      RATE_REFUSALS: '20',
      RATE_KEYS: '2',
      API_PROCESSES: '2',
      TRUSTED_PROXIES: '10.1.0.0/16',
    });
    const ownerId = await api.organization('Ville de démonstration');
    key = await api.person('COORDINATOR', ownerId);
    other = await api.person('READER', ownerId);
  });

  afterEach(() => api.close());

  interface Sending {
    readonly key?: string;
    readonly from?: string;
    readonly forwarded?: string;
    readonly language?: string;
  }

  const send = async (query: string, variables: object = {}, sending: Sending = {}): Promise<Told> => {
    const request: InjectOptions = {
      method: 'POST',
      url: '/graphql',
      remoteAddress: sending.from ?? '192.0.2.1',
      headers: {
        'content-type': 'application/json',
        ...(sending.key && { authorization: `Bearer ${sending.key}` }),
        ...(sending.forwarded && { 'x-forwarded-for': sending.forwarded }),
        ...(sending.language && { 'accept-language': sending.language }),
      },
      payload: JSON.stringify({ query, variables }),
    };
    const { statusCode: status, headers, body } = await api.app.inject(request);
    const { errors, extensions } = JSON.parse(body) as {
      errors?: { message: string; extensions: { code: string } }[];
      extensions?: { cost: Told['cost'] };
    };
    const retryAfter = headers['retry-after'];
    const [error] = errors ?? [];
    return {
      status,
      retryAfter: retryAfter === undefined ? undefined : String(retryAfter),
      code: error?.extensions.code,
      message: error?.message ?? '',
      cost: extensions?.cost,
    };
  };

  it('is told with every answer: what it cost, what is left of this process’s half', async () => {
    const first = await send(PAGE, { first: 50 });
    expect(first.cost).toEqual({ requested: costOf(50), limit: 2_000, remaining: 2_000 - costOf(50), resetIn: 60 });
    for (let n = 0; n < 4; n += 1) await send(PAGE, { first: 50 });
    const sixth = await send(PAGE, { first: 10 });
    expect(sixth.cost).toMatchObject({ requested: costOf(10), remaining: 2_000 - 5 * costOf(50) - costOf(10) });
    expect((await send('{ viewer { kind } }', {}, { key })).cost).toMatchObject({ limit: 3_000, requested: 12 });
  });

  it('ends with 429, when to come back, and a sentence in the caller’s language; a smaller query still fits', async () => {
    let last = await send(PAGE, { first: 100 });
    for (let n = 0; n < 17; n += 1) last = await send(PAGE, { first: 100 });
    expect(last).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    expect(Number(last.retryAfter)).toBeGreaterThan(0);
    expect(Number(last.retryAfter)).toBeLessThanOrEqual(60);
    expect(last.message).toMatch(/^Votre budget de requêtes est épuisé : 112 points demandés, 96 restants sur 2000/);
    expect(last.cost).toMatchObject({ requested: 112, remaining: 96 });
    expect((await send(PAGE, { first: 100 }, { language: 'en' })).message).toMatch(/^Your budget of queries is spent/);
    expect(await send(PAGE, { first: 1 })).toMatchObject({ status: 200, code: undefined });
  });

  it('is a visitor’s by address, a person’s by person: nobody pays for another', async () => {
    for (let n = 0; n < 18; n += 1) await send(PAGE, { first: 100 });
    expect((await send(PAGE, { first: 100 })).status).toBe(429);
    expect((await send(PAGE, { first: 100 }, { from: '192.0.2.2' })).status).toBe(200);
    expect((await send(PAGE, { first: 100 }, { key })).cost?.remaining).toBe(3_000 - 112);
    expect((await send(PAGE, { first: 100 }, { key: other })).cost?.remaining).toBe(3_000 - 112);
    // of IPv6 the network, not the address, of which everybody has more than enough
    const sixth = '2001:db8:1:2:';
    await send(PAGE, { first: 100 }, { from: `${sixth}:1` });
    expect((await send(PAGE, { first: 100 }, { from: `${sixth}ffff::9` })).cost?.remaining).toBe(2_000 - 224);
    expect((await send(PAGE, { first: 100 }, { from: '2001:db8:1:3::1' })).cost?.remaining).toBe(2_000 - 112);
  });

  it('believes X-Forwarded-For of a listed proxy alone', async () => {
    const remaining = async (sending: Sending): Promise<number | undefined> =>
      (await send(PAGE, { first: 100 }, sending)).cost?.remaining;
    expect(await remaining({ from: '10.1.2.3', forwarded: '203.0.113.7' })).toBe(2_000 - 112);
    expect(await remaining({ from: '10.1.2.3', forwarded: '203.0.113.8' })).toBe(2_000 - 112);
    expect(await remaining({ from: '10.1.9.9', forwarded: '203.0.113.7' })).toBe(2_000 - 224);
    // written by anybody: the address that really sent it pays
    expect(await remaining({ from: '192.0.2.9', forwarded: '203.0.113.7' })).toBe(2_000 - 112);
    expect(await remaining({ from: '192.0.2.9', forwarded: '203.0.113.99' })).toBe(2_000 - 224);
    // the proxy tells whom it saw last: what stands before is written by the caller
    expect(await remaining({ from: '10.1.2.3', forwarded: '198.51.100.1, 203.0.113.8' })).toBe(2_000 - 224);
  });

  it('does not cover one query that is too large for any budget', async () => {
    const large = await send(
      '{ entries(first: 100) { nodes { id title summary owner { id name } } edges { cursor node { id title summary description themes keywords lang } } } }',
      {},
      { key },
    );
    expect(large).toMatchObject({ status: 200, code: undefined });
    const all = 'query($n: Int) { entries(first: $n) { nodes { id title summary description } } }';
    expect(await send(all, { n: 600 })).toMatchObject({ code: 'QUERY_TOO_COSTLY', retryAfter: undefined });
    const fields = Array.from({ length: 14 }, (_, n) => `f${n}: title`).join(' ');
    const endless = `query($n: Int) { entries(first: $n) { nodes { ${fields} id summary description themes keywords lang licence kind state audience version revision provenance createdAt updatedAt freshness } } }`;
    expect(await send(endless, { n: 1_000 }, { key, language: 'en' })).toMatchObject({
      code: 'QUERY_TOO_COSTLY',
      message: expect.stringMatching(/^This query would cost 30012 points, 30000 at most/),
    });
  });

  it('ends guessing: wrong keys and refused documents of an address', async () => {
    const wrong = `${key.slice(0, -12)}AAAAAAAAAAAA`;
    for (let n = 0; n < 5; n += 1)
      expect((await send('{ viewer { kind } }', {}, { key: wrong })).code).toBe('UNAUTHENTICATED');
    for (let n = 0; n < 5; n += 1) expect((await send('{ nothing }')).code).toBe('GRAPHQL_VALIDATION_FAILED');
    const refused = await send('{ viewer { kind } }');
    expect(refused).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    expect(Number(refused.retryAfter)).toBeGreaterThan(0);
    expect((await send('{ viewer { kind } }', {}, { from: '192.0.2.2' })).status).toBe(200);
  });

  it('of new keys is one over all processes, in PostgreSQL', async () => {
    const [organization] = await api.rows<{ id: string }>("SELECT id FROM organization WHERE name LIKE 'Ville de d%'");
    const create = async (api2: TestApi, n: number) =>
      api2.send(
        'mutation($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) { apiKey { id } userErrors { code } } }',
        { input: { organizationId: organization?.id, name: `Portail ${n}`, audience: 'PUBLIC' } },
        { key },
      );
    const codes: unknown[] = [];
    for (let n = 0; n < 3; n += 1) codes.push((await create(api, n)).errors[0]?.extensions.code);
    expect(codes).toEqual([undefined, undefined, 'RATE_LIMITED']);
    expect(await api.rows("SELECT count(*)::int AS n FROM shared_limit WHERE key LIKE 'KEY_CREATION:%'")).toEqual([
      { n: 1 },
    ]);
  });
});
