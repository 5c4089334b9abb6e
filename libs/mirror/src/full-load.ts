import type { Change, Checkpoint } from './change.js';
import type { FeedClient } from './feed-client.js';
import { CutTransferError, MirrorError } from './mirror.errors.js';
import { type Patience, wait, waitAfter } from './patience.js';
import type { Store } from './stores/store.js';

export interface LoadProgress {
  /** Changes applied so far. */
  readonly applied: number;
  /** Place of the last one in the feed, and the feed's head where it is known: how far the load has come. */
  readonly seq: number;
  readonly headSeq: number | null;
}

export interface FullLoadOptions {
  readonly client: FeedClient;
  readonly store: Store;
  readonly feed: string;
  readonly filter: string;
  readonly pageSize: number;
  readonly patience: Patience;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
  readonly onNotice?: ((notice: string) => void) | undefined;
}

/**
 * Loads everything beside what the store shows, then exchanges both in one step: readers see the old content or the new one,
 * and what left the feed meanwhile is in neither. A load that was killed goes on where its last cursor stands.
 */
export class FullLoad {
  private applied = 0;
  private headSeq: number | null = null;

  constructor(private readonly options: FullLoadOptions) {}

  /** @throws ResyncNeededError, MirrorError */
  async run(signal?: AbortSignal): Promise<{ seq: number; headSeq: number; epoch: string; loaded: number }> {
    const { store, filter } = this.options;
    const begun = await store.checkpoint('NEXT');
    // Without a cursor nobody knows what came before: it starts anew.
    const kept = begun?.cursor != null && begun.filter === filter ? begun : null;
    if (!kept) await store.begin();
    await this.tellHead(signal);
    const snapshot = await this.bySnapshot(kept?.cursor ?? null, signal);
    const end = await this.byChanges(snapshot, signal);
    await store.swap();
    return { ...end, loaded: this.applied };
  }

  /** @returns the cursor to go on from; null where everything is still to be loaded by `changes` */
  private async bySnapshot(cursor: string | null, signal?: AbortSignal): Promise<string | null> {
    const { store, onNotice, patience } = this.options;
    let after = cursor;
    for (let tried = 1; ; tried += 1) {
      const seen = after;
      try {
        const blocks = await this.options.client.snapshot(after, signal);
        if (!blocks) return after;
        for await (const block of blocks) {
          after = block.cursor ?? after;
          await this.apply(block.changes, after, block.trailer?.epoch ?? '');
          if (block.trailer) return after;
        }
      } catch (error) {
        if (!(error instanceof CutTransferError)) throw error;
        if (after === null) {
          onNotice?.('The transfer was cut: everything is loaded page by page instead.');
          await store.begin();
          return null;
        }
        if (after !== seen) tried = 1;
        if (tried >= patience.tries)
          throw new MirrorError('AWAY', 'The transfer is cut again and again. Try later; it goes on from where it is.');
        onNotice?.('The transfer was cut: it goes on from the last whole block.');
        await wait(waitAfter(tried, patience), signal);
      }
    }
  }

  private async byChanges(
    cursor: string | null,
    signal?: AbortSignal,
  ): Promise<{ seq: number; headSeq: number; epoch: string }> {
    const { client, pageSize, store } = this.options;
    for (let after = cursor; ;) {
      const page = await client.changes(after, pageSize, signal);
      const seq = page.changes.at(-1)?.seq ?? (await store.checkpoint('NEXT'))?.seq ?? 0;
      this.headSeq = page.headSeq;
      await this.apply(page.changes, page.nextCursor, page.epoch, seq);
      if (!page.hasMore) return { seq, headSeq: page.headSeq, epoch: page.epoch };
      after = page.nextCursor;
    }
  }

  private async apply(changes: readonly Change[], cursor: string | null, epoch: string, at = 0): Promise<void> {
    const { store, feed, filter, onProgress } = this.options;
    const seq = changes.at(-1)?.seq ?? at;
    const checkpoint: Checkpoint = { cursor, seq, epoch, feed, filter };
    await store.apply('NEXT', changes, checkpoint);
    this.applied += changes.length;
    onProgress?.({ applied: this.applied, seq, headSeq: this.headSeq });
  }

  /** Only for whoever watches: how far there is to go. */
  private async tellHead(signal?: AbortSignal): Promise<void> {
    if (this.options.onProgress) this.headSeq = (await this.options.client.head(signal)).headSeq;
  }
}
