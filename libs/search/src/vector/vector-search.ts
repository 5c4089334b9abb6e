import { Inject, Injectable } from '@nestjs/common';
import { EngineRefusal, EngineStateLost, EngineUnavailable } from '../engine/engine.errors.js';
import { EngineTransport } from '../engine/engine-transport.js';
import type { EngineAnswer, EngineHit } from '../query/search-answer.js';
import type { EngineFilter } from '../query/search-filter.js';
import { cursorAt, type SearchPage } from '../query/search-page.js';
import { retrieved } from '../query/search-request.js';
import type { SearchEdge } from '../query/search.types.js';
import { EmbeddingService } from './embedding.service.js';
import { fusedByRank } from './rank-fusion.js';
import { vectorName } from './vector-settings.js';

/** Entries that are taken for near; the nearest are always some, however far. */
const NEAR = 10;

/**
 * What means nearly the same as a query, in whatever words. Where the installation has no embedder, or none that
 * answers in time, or an index without vectors: nothing, and the search goes by words alone.
 */
@Injectable()
export class VectorSearch {
  constructor(
    @Inject(EngineTransport) private readonly transport: EngineTransport,
    @Inject(EmbeddingService) private readonly embeddings: EmbeddingService,
  ) {}

  /** The nearest first; for the first page of a search by relevance. */
  async near(indexUid: string, page: SearchPage, filter: EngineFilter): Promise<readonly EngineHit[]> {
    const { space } = this.embeddings;
    if (!space || !isOfMeaning(page)) return [];
    const vector = await this.embeddings.ofQuery(page.text);
    if (!vector) return [];
    const query = {
      indexUid,
      q: '',
      vector,
      hybrid: { embedder: vectorName(space), semanticRatio: 1 },
      filter: filter.conditions(),
      limit: NEAR,
      attributesToRetrieve: retrieved(page, false),
    };
    try {
      const { results } = await this.transport.post<{ results: EngineAnswer[] }>('/multi-search', { queries: [query] });
      return results[0]?.hits ?? [];
    } catch (error) {
      // An index of before has no such vectors until it is rebuilt; of an engine that is away the words tell.
      const known = [EngineRefusal, EngineStateLost, EngineUnavailable].some((type) => error instanceof type);
      if (known) return [];
      throw error;
    }
  }

  /**
   * Results by words and by meaning in one order. Those by words all stay on their page; those by meaning alone take
   * the room that is left.
   */
  joined(page: SearchPage, found: readonly SearchEdge[], near: readonly SearchEdge[]): readonly SearchEdge[] {
    if (near.length === 0) return found;
    const known = new Map(found.map((edge) => [edge.node.id, edge]));
    const added = near.filter(({ node }) => !known.has(node.id)).slice(0, page.first - found.length);
    const kept = new Set(added);
    const meant = near.flatMap((edge) => known.get(edge.node.id) ?? (kept.has(edge) ? edge : []));
    const joined = fusedByRank([found, meant], ({ node }) => node.id);
    // A cursor counts the strict ones up to its place: the next page goes on after the last of them.
    let strict = page.offset;
    return joined.map((edge) => {
      if (edge.match === 'STRICT') strict += 1;
      return { ...edge, cursor: cursorAt(strict - 1) };
    });
  }
}

/** Who excludes words or puts a phrase between quotation marks means these very words. */
function isOfMeaning({ listing, offset, sort, words }: SearchPage): boolean {
  return !listing && offset === 0 && sort === 'RELEVANCE' && words.phrases.length + words.excluded.length === 0;
}
