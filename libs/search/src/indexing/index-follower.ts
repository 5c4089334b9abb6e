import { CheckpointRepository, FeedReader, type HeldFollower } from '@maillage/changes';
import { Inject, Injectable } from '@nestjs/common';
import { SearchEngine } from '../engine/search-engine.js';
import { readerOf, type SearchIndex } from '../engine/search-index.js';
import { DocumentWriter } from './document-writer.js';
import { IndexPreparer } from './index-preparer.js';
import { whenTrue } from './when-true.js';

/** Entries of one step. */
export const BATCH = 500;

/** Milliseconds of all attempts to get hold of an index. */
const PATIENCE = 600_000;

/** What stood in an index is gone. */
const EMPTIED = Symbol('EMPTIED');

/** An index while nobody else writes into it or swaps it. */
export interface HeldIndex {
  readonly index: SearchIndex;
  /** Reader of the incarnation that stands under the index's name now. */
  readonly reader: string;
  readonly follower: HeldFollower;
}

/**
 * The one way into an index. Whoever writes or swaps holds the index by its *name* and asks then which incarnation
 * stands there: so no document that was read before a swap is written after another follower has passed its change.
 *
 * Under the name itself stands how far the index is *as searches should know it*: 0 while an incarnation is filled for
 * the first time. It is set to 0 before the engine shows an empty index, so that none is ever searched as if it were
 * whole (`SearchStateView`).
 */
@Injectable()
export class IndexFollower {
  constructor(
    @Inject(SearchEngine) private readonly engine: SearchEngine,
    @Inject(FeedReader) private readonly feed: FeedReader,
    @Inject(CheckpointRepository) private readonly checkpoints: CheckpointRepository,
    @Inject(DocumentWriter) private readonly writer: DocumentWriter,
    @Inject(IndexPreparer) private readonly preparer: IndexPreparer,
  ) {}

  /**
   * Runs `work` while the index is ours. An index that is not there (first start, data folder lost) is made anew, and
   * its follower starts from 0.
   * @returns undefined when another process holds it now
   */
  async hold<T>(index: SearchIndex, work: (held: HeldIndex) => Promise<T>): Promise<T | undefined> {
    const held = await this.checkpoints.hold(index.uid, async (follower) => {
      const found = await this.engine.find(index.uid);
      if (!found && (await follower.place(index.uid)) > 0) return this.tellEmpty(index, follower);
      const { createdAt } = found ?? (await this.engine.create(index.uid));
      return { result: await work({ index, reader: readerOf(index, createdAt), follower }) };
    });
    if (held === EMPTIED) return this.hold(index, work);
    return held?.result;
  }

  /** The same, waited for: whoever else maintains the index holds it for a batch at most. @throws Error after 10 min */
  async whenHeld<T>(index: SearchIndex, work: (held: HeldIndex) => Promise<T>): Promise<T> {
    const results: T[] = [];
    const done = await whenTrue(PATIENCE, async () => {
      await this.hold(index, async (held) => results.push(await work(held)));
      return results.length > 0;
    });
    if (!done) throw new Error(`another process has held ${index.uid} for ${PATIENCE / 1_000} s`);
    return results[0] as T;
  }

  /**
   * Follows one batch.
   * @param onBacklog called when the engine has taken a whole batch to work on: more may wait behind it
   * @returns entries followed; 0 at the head
   */
  async step({ index, reader, follower }: HeldIndex, onBacklog?: () => void): Promise<number> {
    const seq = await follower.place(reader);
    const shown = await follower.place(index.uid);
    if (seq === 0 && shown > 0) {
      await this.tellEmpty(index, follower);
      return 1;
    }
    if (seq === 0) await this.preparer.prepare(index, reader);
    const changes = await this.feed.after(seq, BATCH);
    const last = changes.at(-1);
    const place = last?.seq ?? seq;
    if (last) {
      await this.writer.write(
        index,
        changes.map((change) => change.entryId),
        changes.length === BATCH ? onBacklog : undefined,
      );
      await follower.advance(reader, last.seq);
    }
    const isWhole = shown > 0 || changes.length < BATCH;
    if (isWhole && place !== shown) await follower.advance(index.uid, place);
    return changes.length;
  }

  /** Gives the index the glossary's synonyms as committed now. @returns false when it had them */
  async followGlossary({ index }: HeldIndex): Promise<boolean> {
    return this.preparer.giveSynonyms(index);
  }

  /** Committed by itself, before the engine has an empty index to search. */
  private async tellEmpty(index: SearchIndex, follower: HeldFollower): Promise<typeof EMPTIED> {
    await follower.advance(index.uid, 0);
    return EMPTIED;
  }
}
