import { SearchHiddenRepository } from '@maillage/changes';
import { Inject, Injectable } from '@nestjs/common';
import { SearchEngine } from '../engine/search-engine.js';
import { INDEXED_AUDIENCES, type SearchIndex, searchIndex } from '../engine/search-index.js';
import { DOCUMENT_READER } from '../fallback/document-follower.js';
import { DoubtService } from './doubt.service.js';
import { BATCH, IndexFollower } from './index-follower.js';
import { turnsOf } from './turn.js';

/** Small batches of one index before another's turn, at most. */
const BATCHES = 4;

/**
 * Follows the feed like any mirror: reads what changed, asks what the entry is *now*, puts or deletes its document,
 * and moves on only when the engine's task has succeeded (its 202 means "queued", no more).
 */
@Injectable()
export class Indexer {
  constructor(
    @Inject(SearchEngine) private readonly engine: SearchEngine,
    @Inject(IndexFollower) private readonly follower: IndexFollower,
    @Inject(SearchHiddenRepository) private readonly hidden: SearchHiddenRepository,
    @Inject(DoubtService) private readonly doubts: DoubtService,
  ) {}

  /**
   * Follows each index a little. The engine does one task after the other, so the index that most readers ask goes
   * first: what is published amid its batch goes in its next one, before the other index. With a backlog both go at
   * once: the engine works on one while the other's documents are read. An index that another process holds is left to
   * it.
   * @returns entries followed
   */
  async step(): Promise<number> {
    const readers = new Set<string>();
    let followed = 0;
    const turns = turnsOf(INDEXED_AUDIENCES.length);
    const steps = INDEXED_AUDIENCES.map(async (audience, position) => {
      const index = searchIndex(this.engine.indexPrefix, audience);
      const turn = turns[position];
      try {
        await turn?.called;
        for (let batch = 0; batch < BATCHES; batch += 1) {
          const count = await this.followBatch(index, readers, () => turn?.pass());
          followed += count;
          if (count === 0 || count === BATCH) break;
        }
      } finally {
        turn?.pass();
      }
    });
    // Waited for to the end, both of them: a step that failed must leave nothing running behind it.
    const failed = (await Promise.allSettled(steps)).find((step) => step.status === 'rejected');
    if (failed) throw failed.reason;
    // Who did not hold every index does not know every incarnation in use.
    if (readers.size === INDEXED_AUDIENCES.length) {
      await this.hidden.release([...readers, DOCUMENT_READER], await this.doubts.held());
    }
    return followed;
  }

  /** Committed by itself. @param readers gets the index's reader when it was ours @returns entries followed */
  private async followBatch(index: SearchIndex, readers: Set<string>, onBacklog: () => void): Promise<number> {
    const count = await this.follower.hold(index, async (held) => {
      const followed = await this.follower.step(held, onBacklog);
      await this.doubts.look(held);
      readers.add(held.reader);
      return followed;
    });
    return count ?? 0;
  }

  /** Indexes whose settings are not those of this version of the product; they work on until `maillage reindex`. */
  async outdated(): Promise<string[]> {
    const found: string[] = [];
    for (const audience of INDEXED_AUDIENCES) {
      const { uid } = searchIndex(this.engine.indexPrefix, audience);
      if ((await this.engine.find(uid)) && !(await this.engine.hasCurrentSettings(uid))) found.push(uid);
    }
    return found;
  }
}
