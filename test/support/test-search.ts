import { randomBytes } from 'node:crypto';
import { Relay } from '@maillage/changes';
import {
  DocumentFollower,
  type EmbedderOptions,
  Indexer,
  INDEXED_AUDIENCES,
  SearchEngine,
  searchIndex,
  SearchModule,
} from '@maillage/search';
import { Meilisearch } from 'meilisearch';
import { createTestNetwork, type TestNetwork, type TestNetworkOptions } from './test-network.js';

export interface TestSearch extends TestNetwork {
  readonly indexPrefix: string;
  /** Numbers what was committed and brings both indexes to the head. */
  catchUp(): Promise<void>;
}

export interface TestSearchOptions extends TestNetworkOptions {
  /** Instead of the run's Meilisearch itself: a proxy before it, or another one. */
  readonly engineUrl?: string;
  /** Of another one. */
  readonly engineKey?: string;
  /** Milliseconds after which requests to it are given up; 10,000 and 30,000 by default. */
  readonly timeouts?: { readonly search: number; readonly indexing: number };
  /** Indexes of another suite's part; its own by default. */
  readonly indexPrefix?: string;
  /** Vectors of this service. */
  readonly embedder?: EmbedderOptions;
  /** Further modules on the same database. */
  readonly modules?: Parameters<typeof createTestNetwork>[0];
}

/** The network with search on the run's Meilisearch, on indexes of its own. */
export async function createTestSearch(options: TestSearchOptions = {}): Promise<TestSearch> {
  const { TEST_MEILI_URL: meiliUrl = '', TEST_MEILI_KEY: meiliKey = '' } = process.env;
  const {
    engineUrl: url = meiliUrl,
    engineKey: key = meiliKey,
    timeouts = { search: 30_000, indexing: 30_000 },
  } = options;
  const indexPrefix = options.indexPrefix ?? `test_${randomBytes(5).toString('hex')}`;
  const search = SearchModule.forRoot({
    url,
    key,
    indexPrefix,
    timeout: timeouts.search,
    indexingTimeout: timeouts.indexing,
    embedder: options.embedder,
  });
  const network = await createTestNetwork([search, ...(options.modules ?? [])], options);
  const relay = network.module.get(Relay, { strict: false });
  const indexer = network.module.get(Indexer, { strict: false });
  const documents = network.module.get(DocumentFollower, { strict: false });
  return {
    ...network,
    indexPrefix,
    async catchUp() {
      await relay.drain();
      while ((await documents.step()) > 0);
      while ((await indexer.step()) > 0);
    },
    async close() {
      const engine = network.module.get(SearchEngine, { strict: false });
      for (const audience of INDEXED_AUDIENCES) await engine.remove(searchIndex(indexPrefix, audience).uid);
      await network.close();
    },
  };
}

/** The run's Meilisearch, for what the product itself never does. */
export function testMeilisearch(): Meilisearch {
  const { TEST_MEILI_URL: host = '', TEST_MEILI_KEY: apiKey = '' } = process.env;
  return new Meilisearch({ host, apiKey });
}

export function testEngineUrl(): string {
  return process.env['TEST_MEILI_URL'] ?? '';
}
