import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { useCaseContent } from '../factories/use-case.factory.js';
import * as operations from '../api/operations.js';
import { useCaseInput } from '../api/operations.js';
import { DIMENSIONS, type EmbedderServer, startEmbedderServer } from '../support/processes/embedder-server.js';
import { startTcpProxy, type TcpProxy, through } from '../support/processes/tcp-proxy.js';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestApi, type TestApi } from '../support/test-api.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

/** Milliseconds that no request may wait, whatever it depends on. */
const LONGEST = 10_000;
const REQUESTS = rounds(9, 25);

interface Health {
  readonly status: string;
  readonly database: { readonly reachable: boolean };
  readonly search: { readonly reachable: boolean; readonly embedder: string };
}

/** A dependency that becomes a black hole: connections stay, what is sent vanishes, no answer comes. */
interface Dependency {
  readonly name: string;
  readonly fall: () => void;
  readonly rise: () => void;
  /** Whether health tells that this one is gone, and that the others are not. */
  readonly isTold: (health: Health) => boolean;
}

/** P8: no request waits for a dead dependency, health says which one it is, and it is found again. */
describe('a dependency that is a black hole', () => {
  let api: TestApi;
  let database: TestDatabase;
  let postgres: TcpProxy;
  let engine: TcpProxy;
  let embedder: EmbedderServer;
  let ownerId: string;
  let key: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    const { TEST_MEILI_URL: meiliUrl = '' } = process.env;
    postgres = await startTcpProxy(Number(new URL(database.url).port));
    engine = await startTcpProxy(Number(new URL(meiliUrl).port));
    embedder = await startEmbedderServer();
    api = await createTestApi({
      DATABASE_URL: through(postgres, database.url),
      MEILI_URL: through(engine, meiliUrl),
      EMBEDDER_URL: embedder.url,
      EMBEDDER_MODEL: 'small',
      EMBEDDER_DIMENSIONS: `${DIMENSIONS}`,
      OUTGOING_ALLOWED: new URL(embedder.url).host,
      // Few connections, so that requests wait for each other too; the times are those of the product.
      DATABASE_POOL_SIZE: '4',
      DATABASE_QUERY_TIMEOUT_MS: '',
      SEARCH_TIMEOUT_MS: '',
    });
    ownerId = await api.organization('Ville de démonstration');
    key = await api.person('COORDINATOR', ownerId);
    await api.catchUp();
  }, PROMISE_TIMEOUT);

  afterAll(async () => {
    await api.close();
    await Promise.all([postgres.close(), engine.close(), embedder.close()]);
    await database.drop();
  });

  const proxied = (proxy: () => TcpProxy): Pick<Dependency, 'fall' | 'rise'> => ({
    fall: () => void (proxy().judge = () => 'swallow'),
    rise: () => void (proxy().judge = () => undefined),
  });

  /** One object a dependency; the issuer of identities has a suite of its own (`issuer-away.e2e-spec.ts`). */
  const dependencies: readonly Dependency[] = [
    {
      name: 'PostgreSQL',
      ...proxied(() => postgres),
      isTold: ({ status, database: one, search }) => status === 'DOWN' && !one.reachable && search.reachable,
    },
    {
      name: 'Meilisearch',
      ...proxied(() => engine),
      isTold: ({ status, database: one, search }) => status === 'DEGRADED' && one.reachable && !search.reachable,
    },
    {
      name: 'the embedder',
      fall: () => void (embedder.faults = ['hang']),
      rise: () => void (embedder.faults = []),
      isTold: ({ status, search }) => status === 'OK' && search.embedder === 'AWAY',
    },
  ];

  const health = async (): Promise<Health> => (await api.app.inject({ method: 'GET', url: '/health' })).json<Health>();

  let asked = 0;

  const create = (n: number): Record<string, unknown> =>
    useCaseInput(ownerId, useCaseContent({ title: `Trou noir ${n} (démonstration)` }));

  const requests: readonly ((n: number) => Promise<unknown>)[] = [
    () => api.send('{ entries { nodes { id title } } }'),
    // Never the same words twice: vectors of known ones are remembered.
    () => api.send(operations.SEARCH, { query: `fuites ${(asked += 1)}`, first: 5 }, { key }),
    (n) => api.send(operations.CREATE, { input: create(n) }, { key }),
    () => api.send('{ viewer { kind memberships { organization { name } } } }', {}, { key }),
    (n) => api.send('query($q: String!) { suggest(query: $q) { entries { id } } }', { q: `fuite ${n}` }),
    // Two writes in one request, one after the other: their waits must not add up.
    (n) =>
      api.send(
        `mutation($a: EntryCreateInput!, $b: EntryCreateInput!) { a: entryCreate(input: $a) { replayed }
          b: entryCreate(input: $b) { replayed } }`,
        { a: create(n), b: create(n + 1_000) },
        { key },
      ),
    () => api.send('{ organizations { nodes { name } } }', {}, { key }),
    () => health(),
    () => api.send('query { entry(id: "0192f0c0-0000-7000-8000-000000000000") { id } }', {}, { key }),
  ];

  /** Longest wait of as many requests at once as the round has. */
  const longest = async (): Promise<number> => {
    const waits = Array.from({ length: REQUESTS }, async (_, n) => {
      const started = performance.now();
      await requests[n % requests.length]?.(n);
      return performance.now() - started;
    });
    return Math.round(Math.max(...(await Promise.all(waits))));
  };

  const eventually = async (isTrue: () => Promise<boolean>, within: number): Promise<number> => {
    const started = Date.now();
    while (!(await isTrue())) {
      if (Date.now() - started > within) return Infinity;
      await pause(100);
    }
    return Date.now() - started;
  };

  const figures: Record<string, number> = {};

  it.each(dependencies)(
    'holds no request for 10 s, is named by health, and is found again: $name',
    async ({ name, fall, rise, isTold }) => {
      await longest();
      fall();
      try {
        const [waited, told] = await Promise.all([longest(), eventually(async () => isTold(await health()), 5_000)]);
        expect([name, waited < LONGEST]).toEqual([name, true]);
        expect([name, told]).toEqual([name, expect.any(Number)]);
        expect(told).toBeLessThan(Infinity);
        figures[`${name.replace(/.* /, '')}_ms`.toLowerCase()] = waited;
      } finally {
        rise();
      }
      const isBack = async (): Promise<boolean> => (await health()).status === 'OK' && (await works());
      expect(await eventually(isBack, 30_000)).toBeLessThan(Infinity);
    },
    PROMISE_TIMEOUT,
  );

  /** Reads, searches with its engine, and writes. */
  const works = async (): Promise<boolean> => {
    const found = await api.send(operations.SEARCH, { query: 'fuites' }, { key });
    const written = await api.send(operations.CREATE, { input: create((asked += 1)) }, { key });
    return [found, written].every(({ errors }) => errors.length === 0) && found.data.search.mode !== 'FALLBACK';
  };

  it(
    'would hold them with the defaults of node-pg (negative control)',
    async () => {
      const client = new pg.Client({ connectionString: through(postgres, database.url) });
      client.on('error', () => undefined);
      await client.connect();
      postgres.judge = () => 'swallow';
      try {
        const answered = client.query('SELECT 1').then(
          () => 'answered',
          () => 'failed',
        );
        const waited = pause(LONGEST + 500).then(() => 'still waiting');
        expect(await Promise.race([answered, waited])).toBe('still waiting');
      } finally {
        postgres.judge = () => undefined;
        await client.end();
      }
      tellPromise('P8', { requests_each: REQUESTS, ...figures });
    },
    PROMISE_TIMEOUT,
  );
});
