import { Inject, Injectable } from '@nestjs/common';
import { IndexComparison } from '../verification/index-comparison.js';
import { DocumentWriter } from './document-writer.js';
import { DoubtRepository } from './doubt.repository.js';
import { BATCH, type HeldIndex } from './index-follower.js';

/** Seconds that entries are watched once the engine answers again, and that narrowed ones stay hidden of them. */
const WATCHED = 300;
const HIDDEN = 10;
/** Milliseconds between two looks at an index. */
const LOOK_EVERY = 2_000;

/**
 * Watches what was written without an answer. A request that we have given up may lie in the engine's queue of
 * connections (it was paused, its disk was full, the network was slow) and be taken after a later one: then an older
 * document stands over a newer one, or over a withdrawal. Such entries are compared again and again for five minutes. In
 * the first ten seconds, when late requests come, none of them is released from `search_hidden`: not longer, because
 * what is hidden is hidden from those too who may still see it.
 */
@Injectable()
export class DoubtService {
  private readonly lookedAt = new Map<string, number>();

  constructor(
    @Inject(DoubtRepository) private readonly doubts: DoubtRepository,
    @Inject(IndexComparison) private readonly comparison: IndexComparison,
    @Inject(DocumentWriter) private readonly writer: DocumentWriter,
  ) {}

  /** Mends entries in doubt whose document is not what it should be. Does nothing when it was done a moment ago. */
  async look(held: HeldIndex): Promise<void> {
    const { uid } = held.index;
    if (Date.now() - (this.lookedAt.get(uid) ?? 0) < LOOK_EVERY) return;
    this.lookedAt.set(uid, Date.now());
    const watched = await this.doubts.watched(uid, WATCHED, BATCH);
    if (watched.length === 0) return;
    const differing = await this.comparison.differing(
      held,
      watched.map(({ entryId }) => entryId),
    );
    const over = watched.filter((entry) => entry.over).map(({ entryId }) => entryId);
    // What is of the right version may be of an older day, or count fewer reuses: written once more at the end.
    await this.writer.write(held.index, [...new Set([...differing, ...over])]);
    await this.doubts.forget(uid, over);
  }

  /** Entries that must stay in `search_hidden`, although every index has followed their narrowing. */
  async held(): Promise<string[]> {
    return this.doubts.fresh(WATCHED - HIDDEN);
  }
}
