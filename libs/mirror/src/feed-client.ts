import { type Change, type ChangePage, compactFilter, type FeedFilter } from './change.js';
import type { DigestBucket } from './digest.js';
import type { FeedHttp } from './feed-http.js';
import { type SnapshotBlock, snapshotBlocks } from './snapshot.js';

const CHANGE = 'seq entryId version op document';

const CHANGES = `query MirrorChanges($after: String, $first: Int, $filter: FeedFilter) {
  changes(after: $after, first: $first, filter: $filter) {
    changes { ${CHANGE} } nextCursor hasMore headSeq epoch horizonSeq
  }
}`;

const DIGEST = `query MirrorDigest($filter: FeedFilter, $buckets: Int) {
  feedDigest(filter: $filter, buckets: $buckets) { headSeq epoch pending count buckets { count sum } }
}`;

const BUCKET = `query MirrorBucket($filter: FeedFilter, $buckets: Int!, $index: Int!) {
  feedBucket(filter: $filter, buckets: $buckets, index: $index) { entryId version }
}`;

const ENTRIES = `query MirrorEntries($ids: [ID!]!, $filter: FeedFilter) { feedEntries(ids: $ids, filter: $filter) { ${CHANGE} } }`;

const HEAD = 'query MirrorHead { feedInfo { headSeq epoch } }';

/** The feed's own digest of what it shows now. */
export interface FeedDigest {
  readonly headSeq: number;
  readonly epoch: string;
  /** Changes that are committed and have no number yet. */
  readonly pending: number;
  readonly count: number;
  readonly buckets: readonly DigestBucket[];
}

/** What a mirror asks of a feed. */
export class FeedClient {
  private readonly filter: FeedFilter;

  constructor(
    private readonly http: FeedHttp,
    filter: FeedFilter = {},
  ) {
    this.filter = compactFilter(filter);
  }

  async changes(after: string | null, first: number, signal?: AbortSignal): Promise<ChangePage> {
    const { filter } = this;
    return (await this.http.query<{ changes: ChangePage }>(CHANGES, { after, first, filter }, signal)).changes;
  }

  async head(signal?: AbortSignal): Promise<{ readonly headSeq: number; readonly epoch: string }> {
    return (await this.http.query<{ feedInfo: { headSeq: number; epoch: string } }>(HEAD, {}, signal)).feedInfo;
  }

  async digest(buckets: number, signal?: AbortSignal): Promise<FeedDigest> {
    const { filter } = this;
    return (await this.http.query<{ feedDigest: FeedDigest }>(DIGEST, { filter, buckets }, signal)).feedDigest;
  }

  async bucket(
    buckets: number,
    index: number,
    signal?: AbortSignal,
  ): Promise<readonly { entryId: string; version: number }[]> {
    const variables = { filter: this.filter, buckets, index };
    return (await this.http.query<{ feedBucket: { entryId: string; version: number }[] }>(BUCKET, variables, signal))
      .feedBucket;
  }

  /** Entries as they are now. @param ids at most 100 */
  async entries(ids: readonly string[], signal?: AbortSignal): Promise<readonly Change[]> {
    return (await this.http.query<{ feedEntries: Change[] }>(ENTRIES, { ids, filter: this.filter }, signal))
      .feedEntries;
  }

  /**
   * Everything that the feed shows, in blocks that may be applied one by one.
   * @param after a cursor to go on from
   * @returns null where the node gives no snapshots
   * @throws CutTransferError after the last whole block when the transfer ends before its trailer
   */
  async snapshot(after: string | null, signal?: AbortSignal): Promise<AsyncIterable<SnapshotBlock> | null> {
    const query = new URLSearchParams();
    for (const [name, values] of Object.entries(this.filter) as [string, string[]][]) query.set(name, values.join(','));
    if (after !== null) query.set('after', after);
    const asked = query.size > 0 ? `?${query}` : '';
    const sent = await this.http.stream(`/feed/snapshot.ndjson.gz${asked}`, signal);
    return sent && snapshotBlocks(sent, signal);
  }
}
