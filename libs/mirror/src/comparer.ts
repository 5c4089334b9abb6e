import type { Change, Checkpoint } from './change.js';
import { bucketOf, Digest } from './digest.js';
import type { FeedClient, FeedDigest } from './feed-client.js';
import { MirrorError } from './mirror.errors.js';
import { type Patience, wait, waitAfter } from './patience.js';
import type { Store } from './stores/store.js';

export interface Comparison {
  /** True when the store holds exactly what the feed shows. */
  readonly equal: boolean;
  /** Buckets that differ. */
  readonly differing: readonly number[];
  /** Documents that are no more what was written. */
  readonly damaged: readonly string[];
  /** Entries in the store, and in the feed. */
  readonly held: number;
  readonly shown: number;
  readonly headSeq: number;
  readonly epoch: string;
}

export interface ComparerOptions {
  readonly client: FeedClient;
  readonly store: Store;
  readonly feed: string;
  readonly filter: string;
  readonly patience: Patience;
  /** Applies the next page. */
  readonly toHead: () => Promise<{ readonly hasMore: boolean; readonly headSeq: number; readonly epoch: string }>;
  readonly signal?: AbortSignal | undefined;
}

const BUCKETS = 256;
/** Looks at a feed that is busy before we say so. */
const LOOKS = 20;
/** Ids of one `feedEntries`. */
const AT_ONCE = 100;

/** Compares a store with its feed by digests, and mends what differs. */
export class Comparer {
  constructor(private readonly options: ComparerOptions) {}

  async compare(): Promise<Comparison> {
    const digest = await this.atSameHead();
    const held = new Digest(BUCKETS);
    const damaged: string[] = [];
    for await (const { entryId, version, sound } of this.options.store.entries()) {
      if (sound) held.add(entryId, version);
      else damaged.push(entryId);
    }
    const differing = held.result().flatMap(({ count, sum }, bucket) => {
      const shown = digest.buckets[bucket];
      return shown?.count === count && shown.sum === sum ? [] : [bucket];
    });
    const { headSeq, epoch, count: shown } = digest;
    const equal = differing.length === 0 && damaged.length === 0;
    return { equal, differing, damaged, held: held.count + damaged.length, shown, headSeq, epoch };
  }

  async repair(): Promise<Comparison & { readonly repaired: number }> {
    let repaired = 0;
    for (let tried = 1; ; tried += 1) {
      const comparison = await this.compare();
      if (comparison.equal || tried > 3) return { ...comparison, repaired };
      repaired += await this.mend(comparison);
    }
  }

  /** The feed's digest at exactly the place where the store is, with nothing on its way. */
  private async atSameHead(): Promise<FeedDigest> {
    const { client, toHead, patience, signal } = this.options;
    for (let looked = 1; looked <= LOOKS; looked += 1) {
      let page = await toHead();
      while (page.hasMore) page = await toHead();
      const digest = await client.digest(BUCKETS, signal);
      if (digest.pending === 0 && digest.headSeq === page.headSeq && digest.epoch === page.epoch) return digest;
      await wait(Math.min(2_000, waitAfter(Math.min(looked, 4), patience)), signal);
    }
    throw new MirrorError(
      'MOVING',
      `The feed changed during each of ${LOOKS} comparisons. Try again when it is quieter.`,
    );
  }

  /** @returns how many entries were written or removed */
  private async mend({ differing, damaged }: Comparison): Promise<number> {
    const { client, store, signal } = this.options;
    const shown = new Map<string, number>();
    for (const index of differing) {
      for (const { entryId, version } of await client.bucket(BUCKETS, index, signal)) shown.set(entryId, version);
    }
    const buckets = new Set(differing);
    const extra: Change[] = [];
    const right = new Set<string>();
    for await (const { entryId, version, sound } of store.entries()) {
      if (!sound || !buckets.has(bucketOf(entryId, version, BUCKETS))) continue;
      if (shown.get(entryId) === version) right.add(entryId);
      else if (!shown.has(entryId)) extra.push({ seq: 0, entryId, version, op: 'REMOVE', document: null });
    }
    // What is damaged may be shown no more: the feed's answer says which.
    const wrong = [...new Set([...shown.keys(), ...damaged])].filter((id) => !right.has(id));
    for (let from = 0; from < extra.length; from += 1_000) await this.write(extra.slice(from, from + 1_000));
    for (let from = 0; from < wrong.length; from += AT_ONCE) {
      const ids = wrong.slice(from, from + AT_ONCE);
      const present = await client.entries(ids, signal);
      const known = new Set(present.map(({ entryId }) => entryId));
      const absent = ids.filter((id) => !known.has(id));
      const gone = absent.map((entryId): Change => ({ seq: 0, entryId, version: 0, op: 'REMOVE', document: null }));
      await this.write([...present, ...gone]);
    }
    return extra.length + wrong.length;
  }

  /** The checkpoint stays: what is mended says nothing of what comes. */
  private async write(changes: readonly Change[]): Promise<void> {
    const { store, feed, filter } = this.options;
    const here = (await store.checkpoint('LIVE')) as Checkpoint;
    await store.apply('LIVE', changes, { ...here, feed, filter });
  }
}
