import { SearchHiddenRepository } from '@maillage/changes';
import { Inject, Injectable } from '@nestjs/common';
import { SearchEngine } from '../engine/search-engine.js';
import { INDEXED_AUDIENCES, searchIndex } from '../engine/search-index.js';
import { DOCUMENT_READER } from '../fallback/document-follower.js';
import { DoubtService } from './doubt.service.js';
import { IndexFollower } from './index-follower.js';

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
   * One batch of each index, both at once: the engine works on one while the other's documents are read. An index that
   * another process holds is left to it.
   * @returns entries followed
   */
  async step(): Promise<number> {
    const readers: string[] = [];
    let followed = 0;
    const steps = INDEXED_AUDIENCES.map(async (audience) => {
      const index = searchIndex(this.engine.indexPrefix, audience);
      await this.follower.hold(index, async (held) => {
        followed += await this.follower.step(held);
        await this.doubts.look(held);
        readers.push(held.reader);
      });
    });
    // Waited for to the end, both of them: a step that failed must leave nothing running behind it.
    const failed = (await Promise.allSettled(steps)).find((step) => step.status === 'rejected');
    if (failed) throw failed.reason;
    // Who did not hold every index does not know every incarnation in use.
    if (readers.length === INDEXED_AUDIENCES.length) {
      await this.hidden.release([...readers, DOCUMENT_READER], await this.doubts.held());
    }
    return followed;
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
