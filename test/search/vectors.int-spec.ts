import { EntryClosingService, EntryReviewService, EntryWritingService } from '@maillage/catalogue';
import type { Actor } from '@maillage/identity';
import { loadConfig } from '@maillage/kernel';
import { OutgoingClient } from '@maillage/outgoing';
import { HttpEmbedder, RebuildService, SearchEngine, searchIndex, SearchService } from '@maillage/search';
import { useCaseContent } from '../factories/use-case.factory.js';
import {
  DIMENSIONS,
  type EmbedderFault,
  type EmbedderServer,
  startEmbedderServer,
} from '../support/processes/embedder-server.js';
import { createTestSearch, testMeilisearch, type TestSearch } from '../support/test-search.js';

/** A way out that may reach this one server of the test's own. */
function clientFor(server: EmbedderServer): OutgoingClient {
  return new OutgoingClient({ production: false, allowed: [new URL(server.url).host] });
}

describe('vectors of an embedder', () => {
  let server: EmbedderServer;
  let network: TestSearch;
  let coordinator: Actor;
  let ownerId: string;

  beforeEach(async () => {
    // Words that no glossary knows: only the embedder holds them for alike.
    server = await startEmbedderServer({ qwertzu: 'zyxwort' });
  });

  afterEach(async () => {
    await network?.close();
    await server.close();
  });

  const open = async (model: string | null): Promise<void> => {
    const client = clientFor(server);
    const embedder =
      model === null ? {} : { embedder: { url: server.url, key: 'k', model, dimensions: DIMENSIONS, client } };
    network = await createTestSearch(embedder);
    ownerId = await network.organization('Ville de démonstration');
    coordinator = await network.member('COORDINATOR', ownerId);
  };

  const publish = async (title: string): Promise<string> => {
    const content = useCaseContent({ title, summary: title, description: title });
    const command = { kind: 'USE_CASE', ownerId, content };
    const { id } = await network.module.get(EntryWritingService).create(coordinator, command);
    await network.module.get(EntryReviewService).publish(coordinator, { id, baseRevision: 1 });
    return id;
  };

  const found = async (query: string, options: object = {}): Promise<string[]> => {
    const { edges } = await network.module.get(SearchService).search('PUBLIC', { query, ...options });
    return edges.map(({ node, match }) => `${node.title} ${match}`);
  };

  const stats = async (): Promise<{ numberOfDocuments: number; numberOfEmbeddings?: number }> =>
    testMeilisearch().index(searchIndex(network.indexPrefix, 'PUBLIC').uid).getStats();

  it('are neither asked for nor stored where there is none', async () => {
    await open(null);
    await publish('Tournée zyxwort');
    await network.catchUp();
    expect(await found('qwertzu')).toEqual([]);
    expect(server.requests).toBe(0);
    const uid = searchIndex(network.indexPrefix, 'PUBLIC').uid;
    expect((await testMeilisearch().index(uid).getSettings()).embedders ?? {}).toEqual({});
    expect((await stats()).numberOfEmbeddings ?? 0).toBe(0);
  });

  it('find what means the same in other words, told apart from what has the words', async () => {
    await open('small');
    await publish('Tournée zyxwort');
    await publish('Cantine scolaire');
    await network.catchUp();
    expect((await found('qwertzu')).at(0)).toBe('Tournée zyxwort APPROACHING');
    expect((await found('zyxwort')).at(0)).toBe('Tournée zyxwort STRICT');
    const { totalCount, mode } = await network.module.get(SearchService).search('PUBLIC', { query: 'qwertzu' });
    expect({ totalCount, mode }).toEqual({ totalCount: 0, mode: 'APPROACHING' });
    expect(await found('"qwertzu qwertzu"')).toEqual([]);
    expect(await found('qwertzu -cantine')).toEqual([]);
    // The texts of both indexes are the same: each is embedded once.
    expect(server.texts.filter((text) => text.startsWith('Tournée'))).toHaveLength(1);
  });

  it('show nothing that rights forbid, and keep every result on its page', async () => {
    await open('small');
    const id = await publish('Tournée zyxwort');
    for (let n = 0; n < 5; n += 1) await publish(`Cantine ${n}`);
    await network.catchUp();
    await network.module.get(EntryClosingService).withdraw(coordinator, { id });
    expect((await found('qwertzu')).join()).not.toContain('zyxwort');
    const search = network.module.get(SearchService);
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const page = await search.search('PUBLIC', { query: 'cantine', first: 2, after });
      expect(page.edges.length).toBeLessThanOrEqual(2);
      seen.push(...page.edges.map(({ node }) => node.id));
      after = page.endCursor;
      if (!page.hasNextPage) break;
    }
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
  });

  it.each<EmbedderFault>(['fail', 'refuse', 'nonsense', 'short', 'hang'])(
    'hold up neither the index nor a search when the embedder answers: %s',
    async (fault) => {
      await open('small');
      server.faults = [fault];
      await publish('Tournée zyxwort');
      await network.catchUp();
      expect(await stats()).toMatchObject({ numberOfDocuments: 1 });
      expect((await stats()).numberOfEmbeddings ?? 0).toBe(0);
      const started = performance.now();
      expect(await found('zyxwort')).toEqual(['Tournée zyxwort STRICT']);
      expect(await found('qwertzu')).toEqual([]);
      expect(performance.now() - started).toBeLessThan(2_000);
    },
  );

  it('come with a rebuild, also those of another model, and search goes on before it', async () => {
    await open(null);
    await publish('Tournée zyxwort');
    await network.catchUp();
    const { database, indexPrefix } = network;
    const before = network;
    const client = clientFor(server);
    const embedder = { url: server.url, key: 'k', model: 'other', dimensions: DIMENSIONS, client };
    network = await createTestSearch({ database, embedder, indexPrefix });
    const engine = network.module.get(SearchEngine, { strict: false });
    const uid = searchIndex(indexPrefix, 'PUBLIC').uid;
    expect(await engine.hasCurrentSettings(uid)).toBe(false);
    expect(await found('zyxwort')).toEqual(['Tournée zyxwort STRICT']);
    expect(await found('qwertzu')).toEqual([]);
    await network.module.get(RebuildService).rebuild();
    expect(await engine.hasCurrentSettings(uid)).toBe(true);
    expect(await found('qwertzu')).toEqual(['Tournée zyxwort APPROACHING']);
    await before.module.close();
  });
});

describe('the client of an embedder', () => {
  let server: EmbedderServer;
  let embedder: HttpEmbedder;

  beforeAll(async () => {
    server = await startEmbedderServer();
    const client = clientFor(server);
    embedder = new HttpEmbedder({ url: server.url, key: undefined, model: 'small', dimensions: DIMENSIONS, client });
  });

  beforeEach(() => {
    server.faults = [];
    server.requests = 0;
  });

  afterAll(async () => {
    await server.close();
  });

  it('gives each text its vector, however many there are', async () => {
    const texts = Array.from({ length: 150 }, (_, n) => `mot${n}`);
    const vectors = await embedder.embed(texts, 5_000);
    const [alone] = await embedder.embed(['mot140'], 5_000);
    expect(vectors).toHaveLength(150);
    expect(vectors[140]).toEqual(alone);
    expect(server.requests).toBe(4);
  });

  it('tries again what may pass, and only that', async () => {
    server.faults = ['fail', 'fail', null];
    await expect(embedder.embed(['mot'], 5_000)).resolves.toHaveLength(1);
    expect(server.requests).toBe(3);
    server.faults = ['fail'];
    await expect(embedder.embed(['mot'], 5_000)).rejects.toThrow('answered 503');
    expect(server.requests).toBe(6);
    server.faults = ['refuse'];
    await expect(embedder.embed(['mot'], 5_000)).rejects.toThrow('answered 401');
    expect(server.requests).toBe(7);
  });

  it.each<[EmbedderFault, RegExp]>([
    ['nonsense', /another shape/],
    ['short', /no vector of 64 numbers/],
    ['infinite', /no vector of 64 numbers/],
    ['few', /did not give 2 vectors/],
    ['endless', /over \d+ bytes/],
  ])('refuses an answer that is none: %s', async (fault, told) => {
    server.faults = [fault];
    await expect(embedder.embed(['mot', 'autre'], 5_000)).rejects.toThrow(told);
    expect(server.requests).toBe(1);
  });

  it('waits no longer than it was told to', async () => {
    server.faults = ['hang'];
    const started = performance.now();
    await expect(embedder.embed(['mot'], 300)).rejects.toThrow('no answer in');
    expect(performance.now() - started).toBeLessThan(900);
  });
});

describe('the settings of an embedder', () => {
  const url = 'https://embeddings.example/v1/embeddings';

  it('are none by default', () => {
    expect(loadConfig({}).embedder).toBeUndefined();
    expect(loadConfig({ EMBEDDER_MODEL: 'small' }).embedder).toBeUndefined();
  });

  it('are whole or refused', () => {
    const whole = { EMBEDDER_URL: url, EMBEDDER_MODEL: 'small', EMBEDDER_DIMENSIONS: '384' };
    expect(loadConfig(whole).embedder).toEqual({ url, key: undefined, model: 'small', dimensions: 384 });
    expect(() => loadConfig({ EMBEDDER_URL: url })).toThrow('EMBEDDER_MODEL, EMBEDDER_DIMENSIONS: required');
    expect(() => loadConfig({ ...whole, EMBEDDER_DIMENSIONS: '0' })).toThrow('EMBEDDER_DIMENSIONS=0');
    expect(() => loadConfig({ ...whole, EMBEDDER_URL: 'file:///etc/passwd' })).toThrow('EMBEDDER_URL');
    const local = { ...whole, EMBEDDER_URL: 'http://127.0.0.1:8080/v1/embeddings' };
    expect(() => loadConfig(local)).toThrow('OUTGOING_ALLOWED=127.0.0.1:8080');
    expect(loadConfig({ ...local, OUTGOING_ALLOWED: '127.0.0.1:8080' }).outgoingAllowed).toEqual(['127.0.0.1:8080']);
    const plain = { ...whole, EMBEDDER_URL: 'http://embeddings.example/v1', MAILLAGE_MODE: 'production' };
    expect(() => loadConfig(plain)).toThrow('OUTGOING_ALLOWED=embeddings.example:80');
    expect(() => loadConfig({ ...whole, OUTGOING_ALLOWED: 'embeddings.example' })).toThrow('must be host:port');
  });
});
