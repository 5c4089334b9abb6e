import { CLOCK } from '@maillage/catalogue';
import type { Clock } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { SearchEngine } from '../engine/search-engine.js';
import { INDEXED_AUDIENCES, searchIndex } from '../engine/search-index.js';
import { DIFFERENCES, type IndexVerification } from './index-verification.js';
import { SearchVerificationRepository } from './search-verification.repository.js';
import { SearchVerificationService } from './search-verification.service.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** When a night's comparison is due, in UTC: after midnight and before people come, in France and overseas. */
const NIGHT = 2 * HOUR;

/** Compares and repairs every index, and PostgreSQL's documents, once a night, by whichever worker comes first. */
@Injectable()
export class NightlyVerificationService {
  constructor(
    @Inject(SearchEngine) private readonly engine: SearchEngine,
    @Inject(SearchVerificationService) private readonly verification: SearchVerificationService,
    @Inject(SearchVerificationRepository) private readonly repository: SearchVerificationRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Does nothing when it was done since the last 2 o'clock.
   * @param signal ends it after a page; it is then due as before
   * @returns what was found, of indexes that differed
   * @throws the signal's reason
   */
  async run(signal?: AbortSignal): Promise<IndexVerification[]> {
    if (!(await this.isDue())) return [];
    const results = await this.verification.verify({ repair: true, onProgress: () => signal?.throwIfAborted() });
    for (const result of results) await this.repository.remember(result.index, this.clock.now(), ...countsOf(result));
    return results.filter((result) => countsOf(result).some((count) => count > 0));
  }

  private async isDue(): Promise<boolean> {
    const night = Math.floor((this.clock.now().getTime() - NIGHT) / DAY) * DAY + NIGHT;
    const indexes = INDEXED_AUDIENCES.map((audience) => searchIndex(this.engine.indexPrefix, audience).uid);
    const last = await Promise.all(indexes.map((index) => this.repository.last(index)));
    return last.some((at) => at === null || at.getTime() < night);
  }
}

function countsOf({ differences, left }: IndexVerification): [differences: number, left: number] {
  return [DIFFERENCES.reduce((sum, difference) => sum + differences[difference].count, 0), left];
}
