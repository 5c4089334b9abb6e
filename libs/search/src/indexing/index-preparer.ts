import { CLOCK } from '@maillage/catalogue';
import { type Clock, isoDay } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { SearchEngine } from '../engine/search-engine.js';
import type { SearchIndex } from '../engine/search-index.js';
import { GlossaryService } from '../glossary/store/glossary.service.js';
import { FreshnessRepository } from './freshness.repository.js';

/** What an index has before its first document: settings, synonyms, the day of its freshness. Whoever calls holds it. */
@Injectable()
export class IndexPreparer {
  constructor(
    @Inject(SearchEngine) private readonly engine: SearchEngine,
    @Inject(GlossaryService) private readonly glossary: GlossaryService,
    @Inject(FreshnessRepository) private readonly days: FreshnessRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whoever made the index may have been killed before its settings were set. */
  async prepare(index: SearchIndex, reader: string): Promise<void> {
    if (!(await this.engine.hasCurrentSettings(index.uid))) await this.engine.applySettings(index.uid);
    await this.giveSynonyms(index);
    await this.days.dayOf(reader, isoDay(this.clock.now()));
  }

  /**
   * Compared with what the engine has, rather than with a note of what it was given: so a restored data folder, or an
   * older process that wrote last, is mended too.
   * @returns false when the index had them
   */
  async giveSynonyms({ uid }: SearchIndex): Promise<boolean> {
    const glossary = await this.glossary.latest();
    return this.engine.setSynonyms(uid, glossary.engineSynonyms());
  }
}
