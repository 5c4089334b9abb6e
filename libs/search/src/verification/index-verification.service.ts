import { EntryReadModel, FIRST_ID } from '@maillage/catalogue';
import { CheckpointRepository, FeedReader } from '@maillage/changes';
import { Inject, Injectable } from '@nestjs/common';
import { SearchEngine } from '../engine/search-engine.js';
import { INDEXED_AUDIENCES, readerOf, type SearchIndex, searchIndex } from '../engine/search-index.js';
import { type HeldIndex, IndexFollower } from '../indexing/index-follower.js';
import { whenTrue } from '../indexing/when-true.js';
import { IndexComparison } from './index-comparison.js';
import {
  type IndexVerification,
  patienceOf,
  type VerificationOptions,
  VerificationTally,
} from './index-verification.js';

/** Entries or documents of a page. */
const PAGE = 1_000;

/**
 * Compares ids and versions of each index with what PostgreSQL says that its audience sees, page by page in constant
 * memory. Safe beside a running worker: what looks different is looked at again while the index is held, and a change
 * that its follower has still to follow is no difference.
 */
@Injectable()
export class IndexVerificationService {
  constructor(
    @Inject(SearchEngine) private readonly engine: SearchEngine,
    @Inject(EntryReadModel) private readonly entries: EntryReadModel,
    @Inject(IndexFollower) private readonly follower: IndexFollower,
    @Inject(IndexComparison) private readonly comparison: IndexComparison,
    @Inject(FeedReader) private readonly feed: FeedReader,
    @Inject(CheckpointRepository) private readonly checkpoints: CheckpointRepository,
  ) {}

  /** @throws EngineUnavailable */
  async verify(options: VerificationOptions): Promise<IndexVerification[]> {
    const results: IndexVerification[] = [];
    for (const audience of INDEXED_AUDIENCES) {
      results.push(await this.verifyOne(searchIndex(this.engine.indexPrefix, audience), options));
    }
    return results;
  }

  private async verifyOne(index: SearchIndex, options: VerificationOptions): Promise<IndexVerification> {
    const tally = new VerificationTally(index.uid);
    const there = (await this.engine.find(index.uid)) !== undefined;
    // To hold an index that is not there would make it: a comparison alone writes nothing.
    if (!there && !options.repair) return this.allMissing(index, tally);
    tally.behind = await this.settled(index, patienceOf(options));
    const visible = await this.entries.visibleCount(index.audience);
    const total = visible + (await this.engine.documentCount(index.uid));
    const tell = (): void =>
      options.onProgress?.({
        index: index.uid,
        compared: tally.entries + tally.documents,
        total: Math.max(total, tally.entries + tally.documents),
      });
    await this.compareEntries(index, tally, options.repair, tell);
    await this.follower.whenHeld(index, (held) => this.compareDocuments(held, tally, options.repair, tell));
    return tally.result;
  }

  private async allMissing(index: SearchIndex, tally: VerificationTally): Promise<IndexVerification> {
    for (let after = FIRST_ID; ;) {
      const page = await this.entries.visible(index.audience, after, PAGE);
      const ids = page.map(({ id }) => id);
      tally.add('MISSING', ids);
      tally.entries += ids.length;
      tally.left += ids.length;
      const last = ids.at(-1);
      if (last === undefined || ids.length < PAGE) return tally.result;
      after = last;
    }
  }

  /** From the database to the index: what is missing, what is of another version. */
  private async compareEntries(
    index: SearchIndex,
    tally: VerificationTally,
    repair: boolean,
    tell: () => void,
  ): Promise<void> {
    for (let after = FIRST_ID; ;) {
      const page = await this.entries.visible(index.audience, after, PAGE);
      const suspects = await this.comparison.suspects(index, page);
      if (suspects.length > 0) {
        await this.follower.whenHeld(index, (held) => this.comparison.examine(held, suspects, tally, repair));
      }
      tally.entries += page.length;
      tell();
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      after = last.id;
    }
  }

  /**
   * From the index to the database: what must not be there. Held all the while, because places in the engine's order
   * move with every document that is taken out; a page takes some ten milliseconds.
   */
  private async compareDocuments(
    held: HeldIndex,
    tally: VerificationTally,
    repair: boolean,
    tell: () => void,
  ): Promise<void> {
    for (let offset = 0; ;) {
      const page = await this.engine.versions(held.index.uid, offset, PAGE);
      const removed = await this.comparison.examineExtra(held, page, tally, repair);
      tally.documents += page.length;
      tell();
      if (page.length < PAGE) return;
      offset += page.length - removed;
    }
  }

  /**
   * Waits until the index has followed what was committed before.
   * @returns changes that it has not followed in time
   */
  private async settled(index: SearchIndex, patience: number): Promise<number> {
    const head = await this.feed.head();
    const followed = await whenTrue(patience, async () => (await this.placeOf(index)) >= head.seq);
    return followed ? 0 : this.feed.remaining(await this.placeOf(index));
  }

  private async placeOf(index: SearchIndex): Promise<number> {
    const reader = readerOf(index, (await this.engine.find(index.uid))?.createdAt ?? '');
    return (await this.checkpoints.places([reader])).get(reader) ?? 0;
  }
}
