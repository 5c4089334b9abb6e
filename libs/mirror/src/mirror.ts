import { type Change, type Checkpoint, type FeedFilter, filterKey } from './change.js';
import { type Comparison, Comparer } from './comparer.js';
import { FeedClient } from './feed-client.js';
import { FeedHttp } from './feed-http.js';
import { FullLoad, type LoadProgress } from './full-load.js';
import { MirrorError, type ResyncCode, ResyncNeededError } from './mirror.errors.js';
import { type Patience, PATIENCE, waitAfter } from './patience.js';
import type { Store, StoredEntry } from './stores/store.js';
import { WakeCall } from './wake-call.js';

export interface MirrorOptions {
  /** Address of the node, such as `https://maillage.example`. */
  readonly url: string;
  /** API key of a portal (`mlg_…`); without one, what everybody may see. */
  readonly key?: string | undefined;
  /** Which entries; all that the key may see by default. Another filter than last time loads everything anew. */
  readonly filter?: FeedFilter | undefined;
  readonly store: Store;
  /** Changes of one request, 1 to 1,000 (the default). */
  readonly pageSize?: number;
  /** Milliseconds without a byte after which a request is given up; 60,000 by default. */
  readonly timeout?: number;
  readonly patience?: Partial<Patience>;
  /** Told while everything is loaded. */
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Told what takes time or happens by itself: a wait before asking again, a full resync. For a log. */
  readonly onNotice?: (notice: string) => void;
}

/** A page that was applied, with its cursor. */
export interface AppliedPage {
  /** Empty after a full load: everything may have changed. */
  readonly changes: readonly Change[];
  /** True after a full load, which replaced the content in one step. */
  readonly reloaded: boolean;
  /** Entries of that load that this process applied; 0 without one. */
  readonly loaded: number;
  /** Of the last change applied. */
  readonly seq: number;
  readonly headSeq: number;
  readonly epoch: string;
  readonly hasMore: boolean;
}

export interface SyncReport {
  readonly upserts: number;
  readonly removes: number;
  /** True when everything was loaded. */
  readonly reloaded: boolean;
  /** Entries of that load; 0 without one. */
  readonly loaded: number;
  readonly headSeq: number;
  readonly epoch: string;
}

/** How often a load that became too old while it ran is begun anew. */
const LOADS = 3;
const PAGE_SIZE = 1_000;

/**
 * A copy of what a Maillage node shows to a key: complete, exact, with deletions. Killed at any moment it goes on from the
 * last page that it applied.
 *
 *     const mirror = new Mirror({ url, key, store: jsonlStore('entries') });
 *     await mirror.sync();
 *     const { equal } = await mirror.verify();
 */
export class Mirror {
  private readonly client: FeedClient;
  private readonly feed: string;
  private readonly filter: string;
  private readonly wake = new WakeCall();
  private readonly patience: Patience;
  private opened: Promise<void> | undefined;
  /** One step at a time: the store has one writer. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: MirrorOptions) {
    this.patience = { ...PATIENCE, ...options.patience };
    const { url, key, timeout = 60_000, onNotice } = options;
    const onRetry = (why: string, milliseconds: number): void =>
      onNotice?.(`${why}; asking again in ${(milliseconds / 1_000).toFixed(1)} s`);
    const http = new FeedHttp({ url, key, timeout, patience: this.patience, onRetry });
    this.feed = http.feed;
    this.client = new FeedClient(http, options.filter);
    this.filter = filterKey(options.filter);
  }

  /** Loads everything at the first time, then what has changed since, up to the feed's head. @throws MirrorError */
  async sync({ signal }: { readonly signal?: AbortSignal | undefined } = {}): Promise<SyncReport> {
    let [upserts, removes, loaded, reloaded] = [0, 0, 0, false];
    for (;;) {
      const page = await this.step(signal);
      reloaded ||= page.reloaded;
      loaded += page.loaded;
      upserts += page.changes.filter(({ op }) => op === 'UPSERT').length;
      removes += page.changes.filter(({ op }) => op === 'REMOVE').length;
      if (!page.hasMore) return { upserts, removes, reloaded, loaded, headSeq: page.headSeq, epoch: page.epoch };
    }
  }

  /**
   * Goes on for ever: yields each page that was applied and changed something. A feed that is away is asked again until it
   * is back. Ends when the signal is aborted, after the page at hand.
   * @param every milliseconds between two looks; `poke` shortens them
   */
  async *follow({
    every = 10_000,
    signal,
  }: { readonly every?: number; readonly signal?: AbortSignal | undefined } = {}): AsyncGenerator<AppliedPage> {
    for (let failures = 0; !signal?.aborted;) {
      let page: AppliedPage;
      try {
        page = await this.step(signal);
        failures = 0;
      } catch (error) {
        if (signal?.aborted) return;
        if (!(error instanceof MirrorError && error.code === 'AWAY')) throw error;
        this.options.onNotice?.(error.message);
        failures += 1;
        await this.wake.next(waitAfter(failures, this.patience), signal);
        continue;
      }
      if (page.reloaded || page.changes.length > 0) yield page;
      if (!page.hasMore) await this.wake.next(every, signal);
    }
  }

  /** Wakes `follow` now, e.g. after `verifyPoke`. Many at once are one. */
  poke(): void {
    this.wake.call();
  }

  /**
   * Proves that the store holds exactly what the feed shows: follows to its head, then compares digests there. Reads every
   * document of the store, so that damaged ones are found too.
   * @throws MirrorError of code MOVING when the feed does not stand still long enough
   */
  async verify({ signal }: { readonly signal?: AbortSignal | undefined } = {}): Promise<Comparison> {
    return this.comparer(signal).compare();
  }

  /** Loads again what `verify` finds missing, stale or damaged, removes what must not be there, then verifies again. */
  async repair({ signal }: { readonly signal?: AbortSignal | undefined } = {}): Promise<
    Comparison & { readonly repaired: number }
  > {
    return this.comparer(signal).repair();
  }

  /** What the mirror holds, each entry once, in no order. */
  async *entries(): AsyncGenerator<StoredEntry> {
    await this.open();
    yield* this.options.store.entries();
  }

  /** How far the store has come; null before the first load has ended. */
  async checkpoint(): Promise<Checkpoint | null> {
    await this.open();
    return this.options.store.checkpoint('LIVE');
  }

  async close(): Promise<void> {
    await this.turn.catch(() => undefined);
    if (this.opened) await this.options.store.close();
    this.opened = undefined;
  }

  private async open(): Promise<void> {
    this.opened ??= this.options.store.open();
    await this.opened;
  }

  private step(signal?: AbortSignal): Promise<AppliedPage> {
    const step = this.turn.catch(() => undefined).then(() => this.advance(signal));
    this.turn = step;
    return step;
  }

  private async advance(signal?: AbortSignal): Promise<AppliedPage> {
    await this.open();
    const { store, onNotice } = this.options;
    const here = await store.checkpoint('LIVE');
    if (here?.cursor == null) return this.load(signal);
    if (here.filter !== this.filter) {
      onNotice?.('Another filter than last time: everything is loaded anew, beside what is there.');
      return this.load(signal);
    }
    try {
      const page = await this.client.changes(here.cursor, this.pageSize, signal);
      const seq = page.changes.at(-1)?.seq ?? here.seq;
      const { nextCursor, epoch, headSeq, hasMore, changes } = page;
      if (changes.length > 0 || nextCursor !== here.cursor) {
        await store.apply('LIVE', changes, { cursor: nextCursor, seq, epoch, feed: this.feed, filter: this.filter });
      }
      return { changes, reloaded: false, loaded: 0, seq, headSeq, epoch, hasMore };
    } catch (error) {
      if (!(error instanceof ResyncNeededError)) throw error;
      this.tellResync(error.reason);
      return this.load(signal);
    }
  }

  private async load(signal?: AbortSignal): Promise<AppliedPage> {
    const { store, onProgress, onNotice } = this.options;
    const { client, feed, filter, pageSize } = this;
    for (let loads = 1; ; loads += 1) {
      try {
        const load = new FullLoad({
          client,
          store,
          feed,
          filter,
          pageSize,
          onProgress,
          onNotice,
          patience: this.patience,
        });
        const { seq, headSeq, epoch, loaded } = await load.run(signal);
        return { changes: [], reloaded: true, loaded, seq, headSeq, epoch, hasMore: false };
      } catch (error) {
        if (!(error instanceof ResyncNeededError)) throw error;
        if (loads >= LOADS)
          throw new MirrorError('MOVING', `The feed was reset ${loads} times during one load. Try again later.`);
        this.tellResync(error.reason);
        await store.begin();
      }
    }
  }

  private comparer(signal?: AbortSignal): Comparer {
    const { client, feed, filter } = this;
    const { store } = this.options;
    return new Comparer({
      client,
      store,
      feed,
      filter,
      patience: this.patience,
      toHead: () => this.step(signal),
      signal,
    });
  }

  private tellResync(reason: ResyncCode): void {
    this.options.onNotice?.(`${reason}: everything is loaded anew, beside what is there.`);
  }

  private get pageSize(): number {
    return this.options.pageSize ?? PAGE_SIZE;
  }
}
