/** How to reach Meilisearch. */
export interface SearchOptions {
  readonly url: string;
  /** Master key, or a key with all actions on the network's indexes. */
  readonly key: string;
  /** Start of the names of the network's indexes. */
  readonly indexPrefix: string;
  /** Milliseconds after which a search is given up. */
  readonly timeout: number;
}

/** Injection token of `SearchOptions`. */
export const SEARCH_OPTIONS = Symbol('SEARCH_OPTIONS');
