import { decodeCursor, encodeCursor, invalidCursor, localize, UserInputError } from '@maillage/kernel';
import { FACET_NAMES, type FacetName } from '../document/facet.js';
import { MAX_FIRST, MAX_OFFSET } from '../engine/search-settings.js';
import type { Glossary } from '../glossary/glossary.js';
import { isListing, type SearchWords, searchWords } from './search-words.js';
import { searchMessages } from './search.messages.js';
import type { HighlightField, SearchInput, SearchSort } from './search.types.js';

const MAX_QUERY = 500;
const DEFAULT_FIRST = 20;

/** A checked input. */
export interface SearchPage {
  /** As typed. */
  readonly text: string;
  readonly words: SearchWords;
  /** As it was when the search began. */
  readonly glossary: Glossary;
  /** Nothing is looked for: everything is listed. */
  readonly listing: boolean;
  readonly sort: SearchSort;
  readonly first: number;
  readonly offset: number;
  readonly facets: readonly FacetName[];
  readonly highlight: readonly HighlightField[];
}

/** @throws UserInputError QUERY_TOO_LONG, FIRST_OUT_OF_RANGE, CURSOR_INVALID, CURSOR_TOO_FAR */
export function searchPage(input: SearchInput, glossary: Glossary): SearchPage {
  const first = input.first ?? DEFAULT_FIRST;
  if (input.query.length > MAX_QUERY) throw refusal('QUERY_TOO_LONG', 'query', MAX_QUERY);
  if (!Number.isInteger(first) || first < 1 || first > MAX_FIRST) {
    throw refusal('FIRST_OUT_OF_RANGE', 'first', MAX_FIRST);
  }
  const { facets: asked } = input;
  const words = searchWords(glossary.rewrite(input.query));
  return {
    text: input.query.trim(),
    words,
    glossary,
    listing: isListing(words),
    sort: input.sort ?? 'RELEVANCE',
    first,
    offset: offsetOf(input.after),
    facets: asked === true ? FACET_NAMES : asked ? asked : [],
    highlight: input.highlight ?? [],
  };
}

/** Cursors by position; of a bounded number, as pages are. */
const cursors: string[] = [];

/** Cursor of the result at a position from 0: the next page starts after it. */
export function cursorAt(position: number): string {
  return (cursors[position] ??= encodeCursor([position + 1]));
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
