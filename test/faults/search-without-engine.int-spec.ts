import { setTimeout as pause } from 'node:timers/promises';
import { EntryReviewService, EntryWritingService } from '@maillage/catalogue';
import { DomainError } from '@maillage/kernel';
import {
  Indexer,
  SearchHealthService,
  SearchModule,
  type SearchResult,
  SearchService,
  SuggestService,
} from '@maillage/search';
import { copyEntry } from '../factories/bulk.factory.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { slowness } from '../support/processes/launched-network.js';
import { type OwnMeilisearch, startOwnMeilisearch } from '../support/processes/own-meilisearch.js';
import { startTcpProxy, through } from '../support/processes/tcp-proxy.js';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestNetwork, type TestNetwork } from '../support/test-network.js';
import { createTestSearch, testEngineUrl, type TestSearch } from '../support/test-search.js';

/** Milliseconds, on a machine of our own. */
const ANSWERED_WITHIN = 1_500;

/** P8, for search: no request waits for a dead engine or a dead database; and the way back to the engine. */
describe('search, when its engine', () => {
  let engine: OwnMeilisearch;
  let network: TestSearch;
  let id: string;
  const told = { searches: 0, slowest_ms: 0, unavailable_ms: 0 };

  beforeAll(async () => {
    engine = await startOwnMeilisearch();
    const timeouts = { search: 1_000, indexing: 30_000 };
    network = await createTestSearch({ engineUrl: engine.url, engineKey: engine.key, timeouts });
    const ownerId = await network.organization('Ville de démonstration');
    const coordinator = await network.member('COORDINATOR', ownerId);
    const command = { kind: 'USE_CASE', ownerId, content: useCaseContent({ title: 'Comptage hydrovane' }) };
    ({ id } = await network.module.get(EntryWritingService).create(coordinator, command));
    await network.module.get(EntryReviewService).publish(coordinator, { id, baseRevision: 1 });
    await network.catchUp();
  }, PROMISE_TIMEOUT);

  afterAll(async () => {
    await network.close();
    await engine.close();
  });

  const find = async (): Promise<SearchResult> => {
    const started = performance.now();
    const result = await network.module.get(SearchService).search('PUBLIC', { query: 'hydrovane' });
    const took = performance.now() - started;
    told.searches += 1;
    told.slowest_ms = Math.max(told.slowest_ms, Math.round(took));
    expect(took).toBeLessThan(ANSWERED_WITHIN * slowness());
    expect(result.edges.map(({ node }) => node.id)).toEqual([id]);
    return result;
  };

  const breaker = async (): Promise<string> => (await network.module.get(SearchHealthService).check()).breaker;

  /** Searches until the engine answers them again. @returns milliseconds */
  const back = async (): Promise<number> => {
    const started = Date.now();
    while ((await find()).mode === 'FALLBACK') {
      if (Date.now() - started > 30_000) return Infinity;
      await pause(100);
    }
    return Date.now() - started;
  };

  it.each([
    ['stands still', () => Promise.resolve(engine.pause()), () => Promise.resolve(engine.resume())],
    ['is killed', () => engine.kill(), () => engine.start()],
    ['is slower than a second', async () => void (engine.proxy.delay = 600), async () => void (engine.proxy.delay = 0)],
  ])(
    '%s: PostgreSQL answers, the breaker opens, and closes when it is back',
    async (_, fault, mend) => {
      expect(await back()).toBeLessThan(Infinity);
      await fault();
      try {
        for (let n = 0; n < rounds(5, 25); n += 1) expect((await find()).mode).toBe('FALLBACK');
        expect(await breaker()).not.toBe('CLOSED');
        // Nobody waits for the engine any more, not even for the probe that these searches start.
        const started = performance.now();
        for (let n = 0; n < 5; n += 1) await find();
        expect(performance.now() - started).toBeLessThan(900 * slowness());
        const { entries, mode } = await network.module.get(SuggestService).suggest('PUBLIC', 'hydrov', 5);
        expect([mode, entries.map((entry) => entry.id)]).toEqual(['FALLBACK', [id]]);
      } finally {
        await mend();
      }
      expect(await back()).toBeLessThan(15_000 * slowness());
      expect(await breaker()).toBe('CLOSED');
    },
    PROMISE_TIMEOUT,
  );

  it(
    'has lost its data or is being filled: no half-filled index answers',
    async () => {
      await copyEntry(network, id, 700);
      await network.catchUp();
      const count = async (): Promise<SearchResult> =>
        network.module.get(SearchService).search('PUBLIC', { query: 'comptage' });
      const whole = (await count()).totalCount;
      await engine.kill();
      engine.empty();
      await engine.start();
      const indexer = network.module.get(Indexer, { strict: false });
      const modes = new Set<string>();
      for (let more = 1; more > 0;) {
        const steps = indexer.step();
        const { totalCount, mode } = await count();
        modes.add(mode);
        expect([mode, totalCount]).toEqual([mode, whole]);
        more = await steps;
      }
      // The last looks may find it whole again: what counts is that none found less than all.
      expect(modes).toContain('FALLBACK');
      while ((await count()).mode === 'FALLBACK') await pause(100);
      expect((await count()).totalCount).toBe(whole);
    },
    PROMISE_TIMEOUT,
  );

  it(
    'answers, but PostgreSQL does not: UNAVAILABLE, in time too',
    async () => {
      const proxy = await startTcpProxy(Number(new URL(network.database.url).port));
      const url = through(proxy, network.database.url);
      const options = { url: testEngineUrl(), key: '', indexPrefix: network.indexPrefix, timeout: 1_000 };
      const database = { url, drop: async () => undefined };
      const alone = await createTestNetwork([SearchModule.forRoot(options)], { database });
      try {
        const search = alone.module.get(SearchService);
        await search.search('PUBLIC', { query: 'hydrovane' });
        proxy.delay = 20_000;
        for (let n = 0; n < rounds(2, 25); n += 1) {
          const started = performance.now();
          const answer = search.search('PUBLIC', { query: 'hydrovane' });
          await expect(answer).rejects.toMatchObject({ code: 'UNAVAILABLE' });
          await expect(answer).rejects.toBeInstanceOf(DomainError);
          const took = performance.now() - started;
          told.unavailable_ms = Math.max(told.unavailable_ms, Math.round(took));
          expect(took).toBeLessThan(ANSWERED_WITHIN * slowness());
        }
      } finally {
        await proxy.close();
        await alone.module.close();
      }
    },
    PROMISE_TIMEOUT,
  );

  /** The same network, without what keeps its searches from waiting. */
  const unprotected = async (
    timeout: number,
    work: (search: SearchService, module: TestNetwork['module']) => Promise<void>,
  ): Promise<void> => {
    const options = { url: engine.url, key: engine.key, indexPrefix: network.indexPrefix, timeout };
    const database = { url: network.database.url, drop: async () => undefined };
    const alone = await createTestNetwork([SearchModule.forRoot(options)], { database });
    try {
      const search = alone.module.get(SearchService);
      expect((await search.search('PUBLIC', { query: 'hydrovane' })).mode).toBe('STRICT');
      engine.pause();
      await work(search, alone.module);
    } finally {
      engine.resume();
      await alone.module.close();
    }
  };

  it(
    'would wait for it without the clock of a request (negative control)',
    () =>
      unprotected(600_000, async (search) => {
        const answer = search.search('PUBLIC', { query: 'hydrovane' });
        const late = pause(ANSWERED_WITHIN * slowness()).then(() => 'still waiting');
        expect(await Promise.race([answer, late])).toBe('still waiting');
        engine.resume();
        expect((await answer).mode).toBe('STRICT');
      }),
    PROMISE_TIMEOUT,
  );

  it(
    'would wait for it each time without the breaker (negative control)',
    () =>
      unprotected(1_000, async (search, module) => {
        // The one breaker of all searches, by the service that tells its state.
        const { breaker: one } = module.get(SearchHealthService) as unknown as { readonly breaker: object };
        expect(one).toHaveProperty('open');
        Object.defineProperty(one, 'open', { value: () => undefined });
        const started = performance.now();
        for (let n = 0; n < 5; n += 1) await search.search('PUBLIC', { query: 'hydrovane' });
        // Each its whole second; with the breaker open none waits.
        expect(performance.now() - started).toBeGreaterThan(4_900);
      }),
    PROMISE_TIMEOUT,
  );

  it('told as kept', () => {
    expect(told.searches).toBeGreaterThan(rounds(15, 75));
    tellPromise('P8-SEARCH', told);
  });
});
