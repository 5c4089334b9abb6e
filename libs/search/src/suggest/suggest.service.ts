import { localize, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { IndexedAudience } from '../engine/search-index.js';
import { EngineGate, type Questions } from '../query/engine-gate.js';
import { engineFilter } from '../query/search-filter.js';
import { searchMessages } from '../query/search.messages.js';
import { searchWords } from '../query/search-words.js';
import { FallbackSearch } from '../fallback/fallback-search.js';
import { searchPage } from '../query/search-page.js';
import { EngineSuggest } from './engine-suggest.js';
import { suggestedThemes } from './suggested-themes.js';
import type { SearchEdge } from '../query/search.types.js';
import type { Suggestions } from './suggest.types.js';
import { typedWords } from './typed-words.js';

const MAX_TYPED = 200;
const MAX_SUGGESTED = 20;

/** What people may mean while they type: entries, names and themes, half words included. */
@Injectable()
export class SuggestService {
  constructor(
    @Inject(EngineSuggest) private readonly engine: EngineSuggest,
    @Inject(FallbackSearch) private readonly fallback: FallbackSearch,
    @Inject(EngineGate) private readonly gate: EngineGate,
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
    const typed = { words: searchWords(query), starts: typedWords(query) };
    if (typed.starts.length === 0) return { ...nothing, themes: [], mode: 'STRICT' };
    const themes = suggestedThemes(typed.starts, first);
    if (typed.words.words.length === 0) return { ...nothing, themes, mode: 'STRICT' };
    const { answer } = await this.gate.through<Suggestions, Questions<Suggestions>>(
      audience,
      ({ hidden, glossary }) => {
        const filter = engineFilter({}, hidden);
        return {
          engine: async () => {
            const found = await this.engine.find(audience, { ...typed, glossary }, filter.conditions(), first);
            return { ...found, themes, mode: 'STRICT' };
          },
          database: async (patience) => {
            const page = searchPage({ query, first, highlight: ['title'] }, glossary);
            const { edges, mode } = await this.fallback.find(audience, page, filter, patience);
            return { ...nothing, entries: edges.map(suggestedEntry), themes, mode };
          },
        };
      },
    );
    return answer;
  }
}

/** Without the engine, names are those of the entries found. */
function suggestedEntry({ node, highlight }: SearchEdge): Suggestions['entries'][number] {
  return {
    id: node.id,
    kind: node.kind,
    title: node.title,
    titleHtml: highlight?.title ?? null,
    organizationName: node.subjectOrganization.name,
  };
}

const nothing = { entries: [], organizations: [], systems: [], suppliers: [] };

function refusal(code: 'QUERY_TOO_LONG' | 'FIRST_OUT_OF_RANGE', field: string, max: number): Error {
  return UserInputError.of(code, localize(searchMessages[code], { max }), [field], { max });
}
