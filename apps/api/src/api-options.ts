/** What the API must know of its configuration. */
export interface ApiOptions {
  /** `demo` marks the keys it makes, so that they are told from real ones at sight. */
  readonly mode: 'demo' | 'production';
  /** Where the engines come from, for `health`. */
  readonly databaseSource: string;
  readonly meiliSource: string;
  /** Days that the feed tells removals at least. */
  readonly feedRetentionDays: number;
}

/** Injection token of `ApiOptions`. */
export const API_OPTIONS = Symbol('API_OPTIONS');
