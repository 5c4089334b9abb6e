import { DomainError } from '@maillage/kernel';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { EngineStateLost, EngineUnavailable } from '../engine/engine.errors.js';
import { EngineTransport } from '../engine/engine-transport.js';
import { type IndexedAudience, searchIndex } from '../engine/search-index.js';
import { SEARCH_OPTIONS, type SearchOptions } from '../search-options.js';
import { type EngineAnswer, edgesOf, facetsOf } from './search-answer.js';
import { type EngineFilter, engineFilter, notAmong } from './search-filter.js';
import { SearchHiddenView } from './search-hidden.view.js';
import { type EngineQuery, relaxedQuery, type SearchPage, searchPage, strictQueries } from './search-request.js';
import { searchMessages } from './search.messages.js';
import type { SearchEdge, SearchInput, SearchResult } from './search.types.js';

/** Fewer strict matches than this call for approaching ones. */
const FEW = 10;

/**
 * Search over the index of an audience. Hits come from stored documents; PostgreSQL is asked one thing, which entries
 * are hidden right now. One round trip to the engine; a second one when fewer than ten entries have all the words.
 */
@Injectable()
export class SearchService implements OnApplicationShutdown {
  private readonly transport: EngineTransport;

  constructor(
    @Inject(SEARCH_OPTIONS) private readonly options: SearchOptions,
    @Inject(SearchHiddenView) private readonly hidden: SearchHiddenView,
  ) {
    this.transport = new EngineTransport(options);
  }

  /**
   * @param audience of the actor: `audienceOf(actor)`
   * @throws UserInputError QUERY_TOO_LONG, FIRST_OUT_OF_RANGE, CURSOR_INVALID, CURSOR_TOO_FAR, FILTER_TOO_MANY
   * @throws DomainError UNAVAILABLE when the engine or the database does not answer in time
   */
  async search(audience: IndexedAudience, input: SearchInput): Promise<SearchResult> {
    const started = performance.now();
    const page = searchPage(input);
    const filter = engineFilter(input.filter ?? {}, await this.hiddenIds());
    const { uid } = searchIndex(this.options.indexPrefix, audience);
    const answers = await this.ask(strictQueries(uid, page, filter));
    const [main] = answers;
    if (!main) throw unavailable();
    const now = new Date();
    const { offset: position, highlight } = page;
    const edges = edgesOf(main.hits, { match: 'STRICT', position, highlight, now });
    const totalCount = main.estimatedTotalHits;
    const approaching = wantsRelaxation(page, totalCount) ? await this.relaxed(uid, page, filter, edges) : [];
    return {
      edges: [...edges, ...approaching],
      totalCount,
      facets: facetsOf(answers, page, filter),
      endCursor: [...edges, ...approaching].at(-1)?.cursor ?? null,
      hasNextPage: page.offset + edges.length < totalCount,
      mode: totalCount === 0 && approaching.length > 0 ? 'APPROACHING' : 'STRICT',
      took: Math.round(performance.now() - started),
    };
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }

  private async relaxed(
    uid: string,
    page: SearchPage,
    filter: EngineFilter,
    strict: readonly SearchEdge[],
  ): Promise<SearchEdge[]> {
    const conditions = filter.conditions();
    const found = strict.map((edge) => edge.node.id);
    if (found.length > 0) conditions.push(notAmong('id', found));
    const [answer] = await this.ask([relaxedQuery(uid, page, conditions, Math.min(FEW, page.first) - strict.length)]);
    return edgesOf(answer?.hits ?? [], {
      match: 'APPROACHING',
      position: strict.length,
      highlight: page.highlight,
      now: new Date(),
    });
  }

  private async ask(queries: readonly EngineQuery[]): Promise<readonly EngineAnswer[]> {
    try {
      return (await this.transport.post<{ results: readonly EngineAnswer[] }>('/multi-search', { queries })).results;
    } catch (error) {
      if (error instanceof EngineUnavailable || error instanceof EngineStateLost) throw unavailable();
      throw error;
    }
  }

  /** Without this list nothing may be shown: what was withdrawn a moment ago may still be in the index. */
  private async hiddenIds(): Promise<string[]> {
    try {
      return await this.hidden.ids();
    } catch {
      throw unavailable();
    }
  }
}

/** First page, several words, the reader's own order of relevance. */
function wantsRelaxation(page: SearchPage, totalCount: number): boolean {
  const words = page.query.split(/\s+/).length;
  return page.offset === 0 && page.sort === 'RELEVANCE' && words > 1 && totalCount < FEW && totalCount < page.first;
}

function unavailable(): DomainError {
  return new DomainError('UNAVAILABLE', searchMessages.UNAVAILABLE);
}
