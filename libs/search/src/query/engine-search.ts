import { ReadPool } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import type { Word } from '../analysis/word.js';
import { EngineRefusal, EngineStateLost } from '../engine/engine.errors.js';
import { EngineTransport } from '../engine/engine-transport.js';
import { type IndexedAudience, searchIndex } from '../engine/search-index.js';
import { SEARCH_OPTIONS, type SearchOptions } from '../search-options.js';
import { VectorSearch } from '../vector/vector-search.js';
import { DocumentFrequency } from './document-frequency.js';
import { EdgeMaker, type EngineAnswer, facetsOf, type FederatedAnswer, federatedAnswer } from './search-answer.js';
import { type EngineFilter, notAmong } from './search-filter.js';
import { HitRanking } from './hit-ranking.js';
import type { SearchPage } from './search-page.js';
import {
  type EngineQuery,
  type FederatedSearch,
  MAX_WORDS,
  relaxedSearch,
  stemQueries,
  strictSearches,
} from './search-request.js';
import { wordsOf } from './search-words.js';
import { mendedWords } from '../mending/short-word-mending.js';
import type { FoundPage, SearchEdge } from './search.types.js';

/** Up to so many matches are looked at closely: with words as written too, in an order of our own. */
const RANKED = 40;
/** With fewer strict matches, entries that have some of the words are looked for. */
export const FEW = 10;
/** A first page is filled up with approaching ones so far, the best of so many. */
export const MOST_APPROACHING = 20;
const CANDIDATES = 60;

const NO_SUCH_FIELD = 'invalid_search_attributes_to_search_on';

/** One index and what is asked of it. */
interface Asked {
  readonly uid: string;
  readonly page: SearchPage;
  readonly filter: EngineFilter;
}

/**
 * The search of the engine, in up to three steps: stems (one round trip, the only one when there are many results);
 * stems and words as written together, ranked here; entries that have one or two of the words. Where nothing is found and a
 * short word is in no document, all of it once more with what the word was meant to be.
 */
@Injectable()
export class EngineSearch {
  private readonly frequency = new DocumentFrequency();

  constructor(
    @Inject(EngineTransport) private readonly transport: EngineTransport,
    @Inject(VectorSearch) private readonly vectors: VectorSearch,
    @Inject(SEARCH_OPTIONS) private readonly options: SearchOptions,
    @Inject(ReadPool) private readonly pool: ReadPool,
  ) {}

  /** @throws EngineUnavailable, EngineStateLost: another way must be gone */
  async find(audience: IndexedAudience, given: SearchPage, filter: EngineFilter): Promise<FoundPage> {
    const { uid } = searchIndex(this.options.indexPrefix, audience);
    const page = await this.withinReach(uid, given);
    const found = await this.findWords({ uid, page, filter });
    if (found.totalCount > 0 || page.listing) return found;
    const words = await mendedWords(
      (text, values) => this.pool.queryText(text, values),
      audience,
      page,
      (word) => this.frequency.of(uid, word) === 0,
    );
    return words ? this.findWords({ uid, page: { ...page, words }, filter }) : found;
  }

  private async findWords(asked: Asked): Promise<FoundPage> {
    const { uid, page, filter } = asked;
    const asking = this.stems(asked);
    // Asked for now, waited for at the end: where there are vectors, they cost no round trip of their own.
    const near = this.vectors.near(uid, page, filter);
    // When the words fail first nobody waits for it.
    near.catch(() => undefined);
    const edges = new EdgeMaker(page, new Date());
    let answers = await asking;
    if (answers.length > 0 && totalOf(answers) < RANKED && !page.listing) answers = await this.closer(asked);
    const strict = edges.of(answers[0]?.hits ?? [], 'STRICT', page.offset);
    const totalCount = totalOf(answers);
    const approaching =
      answers.length > 0 && wantsRelaxation(page, totalCount) ? await this.relaxed(asked, strict, edges) : [];
    const found = this.vectors.joined(page, [...strict, ...approaching], edges.of(await near, 'APPROACHING', 0));
    return {
      edges: found,
      totalCount,
      facets: facetsOf(answers, page, filter),
      hasNextPage: page.offset + strict.length < totalCount,
      mode: totalCount === 0 && found.length > 0 ? 'APPROACHING' : 'STRICT',
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

  /** Stems and words as written, in the order of our own ranking unless another was asked for. */
  private async closer({ uid, page, filter }: Asked): Promise<readonly EngineAnswer[]> {
    const ranked = page.sort === 'RELEVANCE' && page.offset < RANKED;
    const reach = Math.max(RANKED, page.offset + page.first);
    const searches = strictSearches(uid, page, filter, ranked ? reach : null);
    const [answers] = await Promise.all([
      Promise.all(searches.map((search) => this.askJoined(uid, search))),
      this.count(uid, wordsOf(page.words)),
    ]);
    const [main, ...alone] = answers;
    if (!ranked || !main) return answers;
    const ordered = [...this.ranking(uid, page).order(main.hits.slice(0, RANKED)), ...main.hits.slice(RANKED)];
    return [{ ...main, hits: ordered.slice(page.offset, page.offset + page.first) }, ...alone];
  }

  private async relaxed(
    { uid, page, filter }: Asked,
    strict: readonly SearchEdge[],
    edges: EdgeMaker,
  ): Promise<SearchEdge[]> {
    const conditions = filter.conditions();
    const found = strict.map((edge) => edge.node.id);
    if (found.length > 0) conditions.push(notAmong('id', found));
    const words = wordsOf(page.words).map((word) => ({
      word,
      unknown: this.frequency.of(uid, word) === 0,
      weight: this.frequency.weight(uid, word),
    }));
    const { hits } = await this.askJoined(uid, relaxedSearch(uid, page, { words, conditions, limit: CANDIDATES }));
    const best = this.ranking(uid, page).order(hits);
    return edges.of(best.slice(0, Math.min(MOST_APPROACHING, page.first) - found.length), 'APPROACHING', found.length);
  }

  private ranking(uid: string, { words, glossary }: SearchPage): HitRanking {
    const all = wordsOf(words);
    const expansions = glossary.expansions(all.map(({ stem }) => stem));
    return new HitRanking(all, expansions, (word) => this.frequency.weight(uid, word));
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

/** First page, several words, the reader's own order of relevance. */
function wantsRelaxation(page: SearchPage, totalCount: number): boolean {
  return (
    page.offset === 0 &&
    page.sort === 'RELEVANCE' &&
    wordsOf(page.words).length > 1 &&
    totalCount < FEW &&
    totalCount < page.first
  );
}
