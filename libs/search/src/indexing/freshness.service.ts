import { CLOCK, EntryReadModel, FIRST_ID } from '@maillage/catalogue';
import { type Clock, isoDay } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { SearchEngine } from '../engine/search-engine.js';
import { INDEXED_AUDIENCES, searchIndex } from '../engine/search-index.js';
import { DocumentWriter } from './document-writer.js';
import { FreshnessRepository } from './freshness.repository.js';
import { BATCH, type HeldIndex, IndexFollower } from './index-follower.js';

/**
 * Freshness changes with the day, without a new version of the entry. Once a day the entries that cross a border
 * (FRESH → DUE → OVERDUE) are written again, from their state now, by whoever holds the index: so this pass can no
 * more put an older document over a newer one than the feed's follower can. The day is remembered for each
 * incarnation of an index: one that was rebuilt over midnight is caught up by itself.
 */
@Injectable()
export class FreshnessService {
  constructor(
    @Inject(SearchEngine) private readonly engine: SearchEngine,
    @Inject(IndexFollower) private readonly follower: IndexFollower,
    @Inject(DocumentWriter) private readonly writer: DocumentWriter,
    @Inject(EntryReadModel) private readonly entries: EntryReadModel,
    @Inject(FreshnessRepository) private readonly days: FreshnessRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Brings every index to today; does nothing where it was done. An index that another process holds is left for the
   * next call, and so is the rest of a pass that was ended: the day is remembered at its end.
   * @param signal ends the pass after a batch
   * @returns entries written
   * @throws the signal's reason
   */
  async refresh(signal?: AbortSignal): Promise<number> {
    let written = 0;
    for (const audience of INDEXED_AUDIENCES) {
      const index = searchIndex(this.engine.indexPrefix, audience);
      written += (await this.follower.hold(index, (held) => this.bringToToday(held, signal))) ?? 0;
    }
    return written;
  }

  private async bringToToday({ index, reader }: HeldIndex, signal?: AbortSignal): Promise<number> {
    const now = this.clock.now();
    const today = isoDay(now);
    const day = await this.days.dayOf(reader, today);
    if (day >= today) return 0;
    let written = 0;
    for (let after = FIRST_ID; ;) {
      const ids = await this.entries.crossingFreshness(new Date(day), now, after, BATCH);
      await this.writer.write(index, ids);
      written += ids.length;
      const last = ids.at(-1);
      if (last === undefined || ids.length < BATCH) break;
      signal?.throwIfAborted();
      after = last;
    }
    await this.days.set(reader, today);
    return written;
  }
}
