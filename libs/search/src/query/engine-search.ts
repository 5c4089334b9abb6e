import { Inject, Injectable } from '@nestjs/common';
import type { Word } from '../analysis/word.js';
import { EngineRefusal, EngineStateLost } from '../engine/engine.errors.js';
import { EngineTransport } from '../engine/engine-transport.js';
import { type IndexedAudience, searchIndex } from '../engine/search-index.js';
import { SEARCH_OPTIONS, type SearchOptions } from '../search-options.js';
import { DocumentFrequency } from './document-frequency.js';
import { EdgeMaker, type EngineAnswer, facetsOf, type FederatedAnswer, federatedAnswer } from './search-answer.js';
import { type EngineFilter, notAmong } from './search-filter.js';
import type { SearchPage } from './search-page.js';
import {
  type EngineQuery,
  type FederatedSearch,
  MAX_WORDS,
  relaxedSearch,
  stemQueries,
  strictSearches,
} from './search-request.js';
import type { FoundPage, SearchEdge } from './search.types.js';

/** With fewer strict matches, words as written are looked for too; then entries that have some of the words. */
const FEW = 10;
/** A first page is filled up with approaching ones so far. */
const MOST_APPROACHING = 20;

const NO_SUCH_FIELD = 'invalid_search_attributes_to_search_on';

/** One index and what is asked of it. */
interface Asked {
  readonly uid: string;
  readonly page: SearchPage;
  readonly filter: EngineFilter;
}

/**
 * The search of the engine, in up to three steps: stems (one round trip, the only one when there are ten results);
 * stems and words as written together; entries that have one or two of the words.
 */
@Injectable()
export class EngineSearch {
  private readonly frequency = new DocumentFrequency();

  constructor(
    @Inject(EngineTransport) private readonly transport: EngineTransport,
    @Inject(SEARCH_OPTIONS) private readonly options: SearchOptions,
  ) {}

  /** @throws EngineUnavailable, EngineStateLost: another way must be gone */
  async find(audience: IndexedAudience, given: SearchPage, filter: EngineFilter): Promise<FoundPage> {
    const { uid } = searchIndex(this.options.indexPrefix, audience);
    const page = await this.withinReach(uid, given);
    const asked = { uid, page, filter };
    const edges = new EdgeMaker(page, new Date());
    let answers = await this.stems(asked);
    if (answers.length > 0 && totalOf(answers) < FEW && !page.listing) answers = await this.wider(asked, answers);
    const strict = edges.of(answers[0]?.hits ?? [], 'STRICT', page.offset);
    const totalCount = totalOf(answers);
    const approaching =
      answers.length > 0 && wantsRelaxation(page, totalCount) ? await this.relaxed(asked, strict, edges) : [];
    return {
      edges: [...strict, ...approaching],
      totalCount,
      facets: facetsOf(answers, page, filter),
      hasNextPage: page.offset + strict.length < totalCount,
      mode: totalCount === 0 && approaching.length > 0 ? 'APPROACHING' : 'STRICT',
    };
  }

  /** The engine knows a field only from documents: without any it refuses to look into one. */
  private async stems({ uid, page, filter }: Asked): Promise<readonly EngineAnswer[]> {
    try {
      return await this.ask(stemQueries(uid, page, filter));
    } catch (error) {
      if (!(error instanceof EngineRefusal) || error.code !== NO_SUCH_FIELD) throw error;
      const [all] = await this.ask([{ indexUid: uid, q: '', filter: [], limit: 0 }]);
      if (all?.estimatedTotalHits === 0) return [];
      throw new EngineStateLost(`index ${uid} was made by another version: maillage reindex`);
    }
  }

  /** The engine reads ten words: of more, the rarest are kept, in their order. */
  private async withinReach(uid: string, page: SearchPage): Promise<SearchPage> {
    const { words, phrases } = page.words;
    const room = Math.max(MAX_WORDS - phrases.flat().length, 1);
    if (words.length <= room) return page;
    await this.count(uid, words);
    const kept = new Set(
      [...words].sort((a, b) => this.frequency.telling(uid, b) - this.frequency.telling(uid, a)).slice(0, room),
    );
    return { ...page, words: { ...page.words, words: words.filter((word) => kept.has(word)) } };
  }

  /** Who excludes a word or puts a phrase between quotation marks means these very words: stems do. */
  private async wider({ uid, page, filter }: Asked, stems: readonly EngineAnswer[]): Promise<readonly EngineAnswer[]> {
    const counted = this.count(uid, wordsOf(page));
    if (page.words.phrases.length + page.words.excluded.length > 0) {
      await counted;
      return stems;
    }
    const [answers] = await Promise.all([
      Promise.all(strictSearches(uid, page, filter).map((search) => this.askJoined(uid, search))),
      counted,
    ]);
    return answers;
  }

  private async relaxed(
    { uid, page, filter }: Asked,
    strict: readonly SearchEdge[],
    edges: EdgeMaker,
  ): Promise<SearchEdge[]> {
    const conditions = filter.conditions();
    if (strict.length > 0) {
      conditions.push(
        notAmong(
          'id',
          strict.map((edge) => edge.node.id),
        ),
      );
    }
    const words = wordsOf(page).map((word) => ({
      word,
      unknown: this.frequency.of(uid, word) === 0,
      weight: this.frequency.weight(uid, word),
    }));
    const limit = Math.min(MOST_APPROACHING, page.first) - strict.length;
    const { hits } = await this.askJoined(uid, relaxedSearch(uid, page, { words, conditions, limit }));
    return edges.of(hits, 'APPROACHING', strict.length);
  }

  private async count(uid: string, words: readonly Word[]): Promise<void> {
    const queries = this.frequency.unknown(uid, words);
    if (queries.length > 0) this.frequency.learn(queries, await this.ask(queries));
  }

  private async ask(queries: readonly EngineQuery[]): Promise<readonly EngineAnswer[]> {
    return (await this.transport.post<{ results: readonly EngineAnswer[] }>('/multi-search', { queries })).results;
  }

  private async askJoined(uid: string, search: FederatedSearch): Promise<EngineAnswer> {
    return federatedAnswer(uid, await this.transport.post<FederatedAnswer>('/multi-search', search));
  }
}

function totalOf(answers: readonly EngineAnswer[]): number {
  return answers[0]?.estimatedTotalHits ?? 0;
}

/** All that is looked for, phrases word by word. */
function wordsOf({ words: { words, phrases } }: SearchPage): Word[] {
  return [...phrases.flat(), ...words];
}

/** First page, several words, the reader's own order of relevance. */
function wantsRelaxation(page: SearchPage, totalCount: number): boolean {
  return (
    page.offset === 0 &&
    page.sort === 'RELEVANCE' &&
    wordsOf(page).length > 1 &&
    totalCount < FEW &&
    totalCount < page.first
  );
}
