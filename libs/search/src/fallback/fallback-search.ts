import { CLOCK } from '@maillage/catalogue';
import { ReadPool, type RunStatement } from '@maillage/database';
import type { Clock } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { Word } from '../analysis/word.js';
import type { IndexedAudience } from '../engine/search-index.js';
import type { Expansion } from '../glossary/glossary.js';
import { EdgeMaker, facetsCounted, type ShownHit } from '../query/search-answer.js';
import type { EngineFilter } from '../query/search-filter.js';
import type { SearchPage } from '../query/search-page.js';
import { mendedWords } from '../mending/short-word-mending.js';
import type { FoundPage } from '../query/search.types.js';
import { fallbackStatement } from './fallback-statement.js';
import { joinedExpansions, joinedWords } from './joined-words.js';
import { queryUnits } from './query-units.js';
import { knownWords } from './vocabulary.view.js';

/** What the statement answers. */
interface FallbackAnswer {
  readonly total: number;
  readonly facets: Readonly<Record<string, number>>;
  readonly hits: readonly FallbackHit[];
}

interface Asked extends FallbackAnswer {
  /** Stems of words that no document has. */
  readonly unknown: ReadonlySet<string>;
  /** Stems that were looked for in place of some of them. */
  readonly meant: readonly string[];
}

interface FallbackHit extends ShownHit {
  readonly strict: boolean;
}

/**
 * For these statements alone. Compiling costs more than it gives here; a scan of all rows would unpack the vector of
 * each; counting by sorting is slower than in memory, and the planner knows too little to see it; one search must not
 * take every core.
 */
const planner = {
  jit: 'off',
  enable_seqscan: 'off',
  enable_sort: 'off',
  max_parallel_workers_per_gather: '0',
  work_mem: "'64MB'",
};

/** The search of PostgreSQL, for when the engine is away: the same words, filters, facets and pages. */
@Injectable()
export class FallbackSearch {
  constructor(
    @Inject(ReadPool) private readonly pool: ReadPool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param patience milliseconds. @throws Error when PostgreSQL does not answer in time */
  async find(audience: IndexedAudience, page: SearchPage, filter: EngineFilter, patience: number): Promise<FoundPage> {
    const now = this.clock.now();
    const answer = await this.pool.within(patience, planner, async (run) => {
      const answer = await this.ask(run, audience, page, filter, now);
      if (answer.total > 0 || page.listing) return { page, ...answer };
      const isUnknown = (word: Word): boolean => answer.unknown.has(word.stem);
      const words = await mendedWords(run, audience, page, isUnknown);
      if (!words) return { page, ...answer };
      const meant = { ...page, words };
      return { page: meant, ...(await this.ask(run, audience, meant, filter, now)) };
    });
    const strict = answer.hits.filter((hit) => hit.strict);
    const approaching = answer.hits.filter((hit) => !hit.strict);
    const edges = new EdgeMaker(answer.page, now, answer.meant);
    return {
      edges: [...edges.of(strict, 'STRICT', page.offset), ...edges.of(approaching, 'APPROACHING', strict.length)],
      totalCount: answer.total,
      facets: facetsCounted(answer.facets, page, filter),
      hasNextPage: page.offset + strict.length < answer.total,
      mode: 'FALLBACK',
    };
  }

  private async ask(
    run: RunStatement,
    audience: IndexedAudience,
    page: SearchPage,
    filter: EngineFilter,
    now: Date,
  ): Promise<Asked> {
    const { words, language } = page.words;
    const joined = joinedWords(words, language);
    const known = await knownWords(run, audience, [...words, ...joined], words.at(-1));
    const together = joinedExpansions(joined, known.slice(words.length));
    const expand = (stems: readonly string[]): Expansion[] => [...page.glossary.expansions(stems), ...together];
    const units = queryUnits(page.words, known, expand);
    const { text, values } = fallbackStatement({ audience, page, filter, units, now });
    const [row] = await run<FallbackAnswer>(text, values);
    const unknown = words.filter((_, index) => known[index]?.documents === 0).map(({ stem }) => stem);
    return { ...(row ?? { total: 0, facets: {}, hits: [] }), unknown: new Set(unknown), meant: units.meant };
  }
}
