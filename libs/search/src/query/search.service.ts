import { Inject, Injectable } from '@nestjs/common';
import type { IndexedAudience } from '../engine/search-index.js';
import { FallbackSearch } from '../fallback/fallback-search.js';
import { UnansweredQueryRecorder } from '../unanswered/unanswered-query.recorder.js';
import { EngineGate } from './engine-gate.js';
import { EngineSearch } from './engine-search.js';
import { engineFilter } from './search-filter.js';
import { searchPage } from './search-page.js';
import type { SearchInput, SearchResult } from './search.types.js';

/**
 * Has somebody answer. The engine: hits come from stored documents, and PostgreSQL is asked one small thing, what is
 * hidden right now and whether the index is whole. PostgreSQL (mode FALLBACK) when the engine is away, slow, or being
 * filled.
 */
@Injectable()
export class SearchService {
  constructor(
    @Inject(EngineGate) private readonly gate: EngineGate,
    @Inject(EngineSearch) private readonly engine: EngineSearch,
    @Inject(FallbackSearch) private readonly fallback: FallbackSearch,
    @Inject(UnansweredQueryRecorder) private readonly unanswered: UnansweredQueryRecorder,
  ) {}

  /**
   * Reads what every search needs, so that the first one need not: put together by code that has never run, the
   * glossary takes a slow machine a second.
   * @throws DomainError UNAVAILABLE when the database does not answer in time
   */
  async prepare(): Promise<void> {
    await this.gate.pass('PUBLIC');
  }

  /**
   * Answers within 1.5 s, whatever happens to the engine or the database.
   * @param audience of the actor: `audienceOf(actor)`
   * @throws UserInputError QUERY_TOO_LONG, FIRST_OUT_OF_RANGE, CURSOR_INVALID, CURSOR_TOO_FAR, FILTER_TOO_MANY
   * @throws DomainError UNAVAILABLE when the database does not answer in time
   */
  async search(audience: IndexedAudience, input: SearchInput): Promise<SearchResult> {
    const started = performance.now();
    const { asked, answer: found } = await this.gate.through(audience, (seen) => {
      const page = searchPage(input, seen.glossary);
      const filter = engineFilter(input.filter ?? {}, seen.hidden);
      return {
        page,
        engine: () => this.engine.find(audience, page, filter),
        database: (patience: number) => this.fallback.find(audience, page, filter, patience),
      };
    });
    this.unanswered.observe(input.query, asked.page, input.filter, found);
    return {
      ...found,
      endCursor: found.edges.at(-1)?.cursor ?? null,
      took: Math.round(performance.now() - started),
    };
  }
}
