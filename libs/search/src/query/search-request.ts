import { decodeCursor, encodeCursor, invalidCursor, localize, UserInputError } from '@maillage/kernel';
import { MARK_CLOSE, MARK_OPEN } from '../document/mark.js';
import { FACET_NAMES, type FacetName, facets } from '../document/facet.js';
import { MAX_FIRST, MAX_OFFSET } from '../engine/search-settings.js';
import type { EngineFilter } from './search-filter.js';
import { searchMessages } from './search.messages.js';
import type { SearchInput, SearchSort } from './search.types.js';

const MAX_QUERY = 500;
const DEFAULT_FIRST = 20;
/** Words of a passage. */
const CROP_LENGTH = 30;

/** One query of a multi-search, as Meilisearch 1.21 reads it. */
export interface EngineQuery {
  readonly indexUid: string;
  readonly q: string;
  readonly filter: readonly string[];
  readonly limit: number;
  readonly [option: string]: unknown;
}

/** A query whose number of hits is still to be said. */
interface UnboundedQuery {
  readonly indexUid: string;
  readonly q: string;
  readonly filter: readonly string[];
  readonly [option: string]: unknown;
}

/** A checked input. */
export interface SearchPage {
  readonly query: string;
  readonly sort: SearchSort;
  readonly first: number;
  readonly offset: number;
  readonly facets: readonly FacetName[];
  readonly highlight: boolean;
}

/** @throws UserInputError QUERY_TOO_LONG, FIRST_OUT_OF_RANGE, CURSOR_INVALID, CURSOR_TOO_FAR */
export function searchPage(input: SearchInput): SearchPage {
  const first = input.first ?? DEFAULT_FIRST;
  if (input.query.length > MAX_QUERY) throw refusal('QUERY_TOO_LONG', 'query', MAX_QUERY);
  if (!Number.isInteger(first) || first < 1 || first > MAX_FIRST) {
    throw refusal('FIRST_OUT_OF_RANGE', 'first', MAX_FIRST);
  }
  const { facets: asked } = input;
  return {
    query: input.query.trim(),
    sort: input.sort ?? 'RELEVANCE',
    first,
    offset: offsetOf(input.after),
    facets: asked === true ? FACET_NAMES : asked ? asked : [],
    highlight: input.highlight ?? false,
  };
}

/** Cursor of the result at a position from 0: the next page starts after it. */
export function cursorAt(position: number): string {
  return encodeCursor([position + 1]);
}

/** The page itself, with the counts of all facets that have no selection; then one query a facet that has one. */
export function strictQueries(indexUid: string, page: SearchPage, filter: EngineFilter): EngineQuery[] {
  const alone = page.facets.filter((name) => filter.selections.has(name));
  const together = page.facets.filter((name) => !filter.selections.has(name));
  return [
    {
      ...pageQuery(indexUid, page, filter.conditions()),
      offset: page.offset,
      limit: page.first,
      matchingStrategy: 'all',
      ...(together.length > 0 && { facets: together.map((name) => facets[name].attribute) }),
    },
    ...alone.map((name) => ({
      indexUid,
      q: page.query,
      filter: filter.conditions(name),
      limit: 0,
      matchingStrategy: 'all',
      facets: [facets[name].attribute],
    })),
  ];
}

/** Entries with some of the words, most telling words first; those already found are left out. */
export function relaxedQuery(indexUid: string, page: SearchPage, conditions: string[], limit: number): EngineQuery {
  return { ...pageQuery(indexUid, page, conditions), limit, matchingStrategy: 'frequency' };
}

function pageQuery(indexUid: string, page: SearchPage, filter: string[]): UnboundedQuery {
  const sort = sortRules(page);
  return {
    indexUid,
    q: page.query,
    filter,
    attributesToRetrieve: ['title', 'summary', 'card'],
    ...(sort && { sort }),
    ...(page.highlight &&
      page.query !== '' && {
        attributesToHighlight: ['title', 'summary', 'text'],
        attributesToCrop: ['text'],
        cropLength: CROP_LENGTH,
        highlightPreTag: MARK_OPEN,
        highlightPostTag: MARK_CLOSE,
      }),
  };
}

function sortRules({ sort, query }: SearchPage): string[] | undefined {
  if (sort === 'MOST_ADOPTED') return ['adoptionTotal:desc', 'publishedAt:desc'];
  // Without words nothing is more relevant than anything else: the newest come first.
  return sort === 'NEWEST' || query === '' ? ['publishedAt:desc'] : undefined;
}

function offsetOf(after: string | null | undefined): number {
  if (after === null || after === undefined) return 0;
  const [offset] = decodeCursor(after, 1);
  if (typeof offset !== 'number' || !Number.isInteger(offset) || offset < 0) {
    throw invalidCursor();
  }
  if (offset > MAX_OFFSET) throw refusal('CURSOR_TOO_FAR', 'after', MAX_OFFSET);
  return offset;
}

function refusal(code: 'QUERY_TOO_LONG' | 'FIRST_OUT_OF_RANGE' | 'CURSOR_TOO_FAR', field: string, max: number): Error {
  return UserInputError.of(code, localize(searchMessages[code], { max }), [field], { max });
}
