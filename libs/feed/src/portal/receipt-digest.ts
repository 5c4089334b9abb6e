import type { FeedScope } from './feed-scope.js';

export interface DigestBucket {
  readonly count: number;
  /** Exact sum, decimal. */
  readonly sum: string;
}

/** What a mirror at that head holds, by bucket. */
export interface Digest {
  readonly epoch: string;
  readonly headSeq: number;
  /** Committed changes without a number: with any, no mirror can be equal yet. */
  readonly pending: number;
  readonly buckets: readonly DigestBucket[];
}

/** The digest of what an audience sees through a filter, as `feedDigest` has it. */
export abstract class ReceiptDigest {
  /** @param buckets a power of two, 1 to 256 */
  abstract of(audience: 'PUBLIC' | 'NETWORK', scope: FeedScope, buckets: number): Promise<Digest>;
}
