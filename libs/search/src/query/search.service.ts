import { DomainError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { EngineStateLost, EngineUnavailable } from '../engine/engine.errors.js';
import type { IndexedAudience } from '../engine/search-index.js';
import type { Glossary } from '../glossary/glossary.js';
import { GlossaryService } from '../glossary/store/glossary.service.js';
import { UnansweredQueryRecorder } from '../unanswered/unanswered-query.recorder.js';
import { EngineSearch } from './engine-search.js';
import { engineFilter } from './search-filter.js';
import { SearchHiddenView } from './search-hidden.view.js';
import { searchPage } from './search-page.js';
import { searchMessages } from './search.messages.js';
import type { SearchInput, SearchResult } from './search.types.js';

/**
 * Search over the index of an audience. Hits come from stored documents; PostgreSQL is asked one thing, which entries
 * are hidden right now.
 */
@Injectable()
export class SearchService {
  constructor(
    @Inject(EngineSearch) private readonly engine: EngineSearch,
    @Inject(SearchHiddenView) private readonly hidden: SearchHiddenView,
    @Inject(GlossaryService) private readonly glossary: GlossaryService,
    @Inject(UnansweredQueryRecorder) private readonly unanswered: UnansweredQueryRecorder,
  ) {}

  /**
   * @param audience of the actor: `audienceOf(actor)`
   * @throws UserInputError QUERY_TOO_LONG, FIRST_OUT_OF_RANGE, CURSOR_INVALID, CURSOR_TOO_FAR, FILTER_TOO_MANY
   * @throws DomainError UNAVAILABLE when the engine or the database does not answer in time
   */
  async search(audience: IndexedAudience, input: SearchInput): Promise<SearchResult> {
    const started = performance.now();
    const [glossary, hidden] = await this.now();
    const page = searchPage(input, glossary);
    const filter = engineFilter(input.filter ?? {}, hidden);
    try {
      const found = await this.engine.find(audience, page, filter);
      this.unanswered.observe(input.query, page, input.filter, found);
      return {
        ...found,
        endCursor: found.edges.at(-1)?.cursor ?? null,
        took: Math.round(performance.now() - started),
      };
    } catch (error) {
      if (error instanceof EngineUnavailable || error instanceof EngineStateLost) throw unavailable();
      throw error;
    }
  }

  /** Without this list nothing may be shown: what was withdrawn a moment ago may still be in the index. */
  private async now(): Promise<[Glossary, string[]]> {
    try {
      return await Promise.all([this.glossary.current(), this.hidden.ids()]);
    } catch {
      throw unavailable();
    }
  }
}

function unavailable(): DomainError {
  return new DomainError('UNAVAILABLE', searchMessages.UNAVAILABLE);
}
