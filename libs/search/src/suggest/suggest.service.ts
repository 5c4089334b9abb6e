import { localize, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { IndexedAudience } from '../engine/search-index.js';
import { EngineStateLost, EngineUnavailable } from '../engine/engine.errors.js';
import { GlossaryService } from '../glossary/store/glossary.service.js';
import { engineFilter } from '../query/search-filter.js';
import { searchMessages } from '../query/search.messages.js';
import { SearchHiddenView } from '../query/search-hidden.view.js';
import { searchWords } from '../query/search-words.js';
import { SearchService } from '../query/search.service.js';
import { EngineSuggest } from './engine-suggest.js';
import { suggestedThemes } from './suggested-themes.js';
import type { Suggestions } from './suggest.types.js';
import { typedWords } from './typed-words.js';

const MAX_TYPED = 200;
const MAX_SUGGESTED = 20;

/** What people may mean while they type: entries, names and themes, half words included. */
@Injectable()
export class SuggestService {
  constructor(
    @Inject(SearchService) private readonly search: SearchService,
    @Inject(EngineSuggest) private readonly engine: EngineSuggest,
    @Inject(SearchHiddenView) private readonly hidden: SearchHiddenView,
    @Inject(GlossaryService) private readonly glossary: GlossaryService,
  ) {}

  /**
   * @param first of each sort, 1 to 20
   * @throws UserInputError QUERY_TOO_LONG, FIRST_OUT_OF_RANGE
   * @throws DomainError UNAVAILABLE
   */
  async suggest(audience: IndexedAudience, query: string, first: number): Promise<Suggestions> {
    if (query.length > MAX_TYPED) throw refusal('QUERY_TOO_LONG', 'query', MAX_TYPED);
    if (!Number.isInteger(first) || first < 1 || first > MAX_SUGGESTED) {
      throw refusal('FIRST_OUT_OF_RANGE', 'first', MAX_SUGGESTED);
    }
    const glossary = await this.glossary.current();
    const typed = { words: searchWords(query), starts: typedWords(query), glossary };
    if (typed.starts.length === 0) return { ...nothing, themes: [], mode: 'STRICT' };
    const themes = suggestedThemes(typed.starts, first);
    if (typed.words.words.length === 0) return { ...nothing, themes, mode: 'STRICT' };
    try {
      const conditions = engineFilter({}, await this.hidden.ids()).conditions();
      return { ...(await this.engine.find(audience, typed, conditions, first)), themes, mode: 'STRICT' };
    } catch (error) {
      if (!(error instanceof EngineUnavailable || error instanceof EngineStateLost)) throw error;
      return { ...(await this.withoutEngine(audience, query, first)), themes };
    }
  }

  /** Whoever answers searches then; names are those of the entries found. */
  private async withoutEngine(
    audience: IndexedAudience,
    query: string,
    first: number,
  ): Promise<Omit<Suggestions, 'themes'>> {
    const { edges, mode } = await this.search.search(audience, { query, first, highlight: ['title'] });
    const entries = edges.map(({ node, highlight }) => ({
      id: node.id,
      kind: node.kind,
      title: node.title,
      titleHtml: highlight?.title ?? null,
      organizationName: node.subjectOrganization.name,
    }));
    return { ...nothing, entries, mode };
  }
}

const nothing = { entries: [], organizations: [], systems: [], suppliers: [] };

function refusal(code: 'QUERY_TOO_LONG' | 'FIRST_OUT_OF_RANGE', field: string, max: number): Error {
  return UserInputError.of(code, localize(searchMessages[code], { max }), [field], { max });
}
