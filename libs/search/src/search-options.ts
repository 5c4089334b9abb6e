import type { EmbedderOptions } from './vector/embedder.js';

/** How to reach Meilisearch. */
export interface SearchOptions {
  readonly url: string;
  /** Master key, or a key with all actions on the network's indexes. */
  readonly key: string;
  /** Start of the names of the network's indexes. */
  readonly indexPrefix: string;
  /** Milliseconds after which the engine is given up and PostgreSQL answers, within 450 more. */
  readonly timeout: number;
  /** Milliseconds after which a request of the indexer is given up; 30,000 by default. */
  readonly indexingTimeout?: number;
  /** Absent: search goes by words alone, and nothing of vectors is done or stored. */
  readonly embedder?: EmbedderOptions | undefined;
}

/** Injection token of `SearchOptions`. */
export const SEARCH_OPTIONS = Symbol('SEARCH_OPTIONS');
