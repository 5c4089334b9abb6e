import { UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type FeedScope, scopeName } from '../feed/feed-filter.js';
import { FeedView } from '../feed/feed.view.js';
import { checkedBuckets, type DigestBucket } from './feed-digest.js';
import { type BucketEntry, FeedDigestView } from './feed-digest.view.js';

/** What a mirror that stands at `headSeq` must hold, when nothing is pending. */
export interface FeedDigest {
  readonly epoch: string;
  readonly headSeq: number;
  /** Committed changes that have no number yet: follow and ask again when it is not 0. */
  readonly pending: number;
  readonly count: number;
  readonly buckets: readonly DigestBucket[];
}

const EMPTY: DigestBucket = { count: 0, sum: '0' };

/** Counts and sums by which a mirror proves that it is equal in one call, and finds what differs in two. */
@Injectable()
export class FeedDigestService {
  /** By scope and buckets: of the head that it was made at. */
  private readonly known = new LRUCache<string, FeedDigest>({ max: 200 });
  private readonly underWay = new Map<string, Promise<FeedDigest>>();

  constructor(
    @Inject(FeedDigestView) private readonly view: FeedDigestView,
    @Inject(FeedView) private readonly feed: FeedView,
  ) {}

  /**
   * One walk over the scope's entries a head, however many ask.
   * @param buckets a power of two from 1 to 256
   * @throws UserInputError BUCKETS_OUT_OF_RANGE
   */
  async digest(scope: FeedScope, buckets: number): Promise<FeedDigest> {
    const name = `${scopeName(scope)} ${checkedBuckets(buckets)}`;
    const known = this.known.get(name);
    if (known) {
      const { epoch, headSeq, pending } = await this.feed.standing();
      if (pending === 0 && known.epoch === epoch && known.headSeq === headSeq) return known;
    }
    const asked = this.underWay.get(name) ?? this.walk(scope, buckets, name);
    return asked;
  }

  /**
   * Entries of one bucket now, for a mirror whose sum differs.
   * @throws UserInputError BUCKETS_OUT_OF_RANGE, BUCKET_OUT_OF_RANGE
   */
  async bucket(scope: FeedScope, buckets: number, bucket: number): Promise<BucketEntry[]> {
    const most = checkedBuckets(buckets) - 1;
    if (Number.isInteger(bucket) && bucket >= 0 && bucket <= most) return this.view.bucket(scope, buckets, bucket);
    const message = { fr: `\`index\` va de 0 à ${most}.`, en: `\`index\` goes from 0 to ${most}.` };
    throw UserInputError.of('BUCKET_OUT_OF_RANGE', message, ['index'], { max: most });
  }

  private walk(scope: FeedScope, buckets: number, name: string): Promise<FeedDigest> {
    const walk = this.made(scope, buckets)
      .then((digest) => {
        if (digest.pending === 0) this.known.set(name, digest);
        return digest;
      })
      .finally(() => this.underWay.delete(name));
    this.underWay.set(name, walk);
    return walk;
  }

  private async made(scope: FeedScope, buckets: number): Promise<FeedDigest> {
    const { epoch, headSeq, pending, buckets: rows } = await this.view.digest(scope, buckets);
    const filled = new Map(rows.map(({ bucket, count, sum }) => [bucket, { count, sum }]));
    const count = rows.reduce((total, row) => total + row.count, 0);
    const all = Array.from({ length: buckets }, (_, bucket) => filled.get(bucket) ?? EMPTY);
    return { epoch, headSeq, pending, count, buckets: all };
  }
}
