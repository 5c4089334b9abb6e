import type { Word } from '../analysis/word.js';
import { type FacetName, facets } from '../document/facet.js';
import { RAW_FIELDS, STEM_FIELDS } from '../engine/search-fields.js';
import type { EngineFilter } from './search-filter.js';
import type { SearchPage } from './search-page.js';
import type { SearchWords } from './search-words.js';

/** One query of a multi-search, as Meilisearch 1.21 reads it. */
export interface EngineQuery {
  readonly indexUid: string;
  readonly q: string;
  readonly filter: readonly string[];
  readonly [option: string]: unknown;
}

/** Queries whose results the engine joins: each document once, by its best score times the query's weight. */
export interface FederatedSearch {
  readonly federation: {
    readonly limit: number;
    readonly offset?: number;
    readonly facetsByIndex?: Readonly<Record<string, readonly string[]>>;
  };
  readonly queries: readonly EngineQuery[];
}

/** A word and how much it tells: more for a rare one. */
export interface WeighedWord {
  readonly word: Word;
  /** No document has a form of it: it may be half typed or have a slip of the pen. */
  readonly unknown: boolean;
  readonly weight: number;
}

/** The engine reads no more words of a query. */
export const MAX_WORDS = 10;
/** Words as written count less than stems: they bring what the stems miss. */
const RAW_WEIGHT = 0.9;
/** A word as written that is in no text, found by its beginning or one letter off. */
const UNKNOWN_WEIGHT = 0.5;
/** Letters below which a stem says little of the words that begin with it. */
const FEW_LETTERS = 4;
/** Words of a relaxed search: alone, in pairs, and as written; the most telling ones. */
const SINGLES = 8;
const PAIRED = 5;
const UNKNOWN = 4;

/** The page itself, with the counts of all facets that have no selection; then one query a facet that has one. */
export function stemQueries(indexUid: string, page: SearchPage, filter: EngineFilter): EngineQuery[] {
  const together = facetsTogether(page, filter);
  return [
    {
      ...stemQuery(indexUid, page, filter.conditions()),
      offset: page.offset,
      limit: page.first,
      ...(together.length > 0 && { facets: together.map((name) => facets[name].attribute) }),
    },
    ...facetsAlone(page, filter).map((name) => ({
      ...stemQuery(indexUid, page, filter.conditions(name)),
      limit: 0,
      facets: [facets[name].attribute],
    })),
  ];
}

/**
 * Stems and words as written, joined: the page, then one search a facet that has a selection. Who excludes a word or
 * puts a phrase between quotation marks means these very words: they are looked for in stems alone.
 * @param reach the first so many hits with their stems, to be ranked; null: the page as the engine ranks it
 */
export function strictSearches(
  indexUid: string,
  page: SearchPage,
  filter: EngineFilter,
  reach: number | null,
): FederatedSearch[] {
  const together = facetsTogether(page, filter);
  const exact = page.words.phrases.length + page.words.excluded.length > 0;
  const attributesToRetrieve = retrieved(page, reach !== null);
  const joined = (conditions: readonly string[]): EngineQuery[] =>
    [stemQuery(indexUid, page, conditions), ...(exact ? [] : [rawQuery(indexUid, page, conditions)])].map((query) => ({
      ...query,
      attributesToRetrieve,
    }));
  return [
    {
      federation: {
        limit: reach ?? page.first,
        offset: reach === null ? page.offset : 0,
        ...(together.length > 0 && { facetsByIndex: { [indexUid]: together.map((name) => facets[name].attribute) } }),
      },
      queries: joined(filter.conditions()),
    },
    ...facetsAlone(page, filter).map((name) => ({
      federation: { limit: 0, facetsByIndex: { [indexUid]: [facets[name].attribute] } },
      queries: joined(filter.conditions(name)),
    })),
  ];
}

/** Entries with one or two of the words, the most telling ones first. */
export function relaxedSearch(
  indexUid: string,
  page: SearchPage,
  found: { words: readonly WeighedWord[]; conditions: readonly string[]; limit: number },
): FederatedSearch {
  const byWeight = [...found.words].sort((a, b) => b.weight - a.weight);
  const known = byWeight.filter(({ unknown }) => !unknown).slice(0, SINGLES);
  const unknown = byWeight.filter((word) => word.unknown).slice(0, UNKNOWN);
  const total = [...known, ...unknown].reduce((sum, { weight }) => sum + weight, 0);
  const excluded = excludedText(page.words, (word) => word.stem);
  const query = (words: readonly WeighedWord[], written = false): EngineQuery => {
    const share = words.reduce((sum, { weight }) => sum + weight, 0) / total;
    return {
      indexUid,
      q:
        [excluded, ...words.map(({ word }) => (written ? word.folded : word.stem))].join(' ') +
        (written ? '' : endAfter(words.at(-1)?.word)),
      filter: found.conditions,
      attributesToRetrieve: retrieved(page, true),
      attributesToSearchOn: written ? RAW_FIELDS : STEM_FIELDS,
      matchingStrategy: 'all',
      federationOptions: { weight: written ? UNKNOWN_WEIGHT * share : share },
    };
  };
  const paired = known.slice(0, PAIRED);
  return {
    federation: { limit: found.limit },
    queries: [
      ...known.map((one) => query([one])),
      ...paired.flatMap((one, index) => paired.slice(index + 1).map((other) => query([one, other]))),
      ...unknown.map((one) => query([one], true)),
    ],
  };
}

/** Facets without a selection are counted in the page's own query; one with a selection as if it had none. */
function facetsTogether(page: SearchPage, filter: EngineFilter): FacetName[] {
  return page.facets.filter((name) => !filter.selections.has(name));
}

export function facetsAlone(page: SearchPage, filter: EngineFilter): FacetName[] {
  return page.facets.filter((name) => filter.selections.has(name));
}

function stemQuery(indexUid: string, page: SearchPage, filter: readonly string[]): EngineQuery {
  const sort = sortRules(page);
  return {
    indexUid,
    q: queryText(page.words, (word) => word.stem) + endAfter(page.words.words.at(-1)),
    filter,
    matchingStrategy: 'all',
    attributesToRetrieve: retrieved(page, false),
    attributesToSearchOn: STEM_FIELDS,
    ...(sort && { sort }),
  };
}

function rawQuery(indexUid: string, page: SearchPage, filter: readonly string[]): EngineQuery {
  return {
    ...stemQuery(indexUid, page, filter),
    q: queryText(page.words, (word) => word.folded),
    attributesToSearchOn: RAW_FIELDS,
    federationOptions: { weight: RAW_WEIGHT },
  };
}

/** The text is long: it is asked for when a passage of it is. Stems are when hits are ranked here. */
export function retrieved({ highlight }: SearchPage, ranked: boolean): string[] {
  return ['title', 'summary', 'card', ...(highlight.includes('text') ? ['text'] : []), ...(ranked ? STEM_FIELDS : [])];
}

/**
 * A space after what was typed last tells the engine that it is a whole word. Of one whose ending leaves but a few letters
 * the stem is the beginning of too many others: « Rennes » would find « rendre » and « renseignement ».
 */
function endAfter(last: Word | undefined): string {
  return last && last.stem.length < FEW_LETTERS && last.stem.length < last.folded.length ? ' ' : '';
}

/** What is typed last stands last: the engine takes it for the beginning of a word. */
function queryText(words: SearchWords, form: (word: Word) => string): string {
  return [excludedText(words, form), ...words.phrases.map((phrase) => quoted(phrase, form)), ...words.words.map(form)]
    .filter(Boolean)
    .join(' ');
}

function excludedText({ excluded }: SearchWords, form: (word: Word) => string): string {
  return excluded.map((words) => `-${words.length > 1 ? quoted(words, form) : words.map(form).join('')}`).join(' ');
}

function quoted(words: readonly Word[], form: (word: Word) => string): string {
  return `"${words.map(form).join(' ')}"`;
}

function sortRules({ sort, listing }: SearchPage): string[] | undefined {
  if (sort === 'MOST_ADOPTED') return ['adoptionTotal:desc', 'publishedAt:desc'];
  if (sort === 'NEWEST') return ['publishedAt:desc'];
  // Without words nothing is more relevant than anything else: what is kept true and reused comes first.
  return listing ? ['overdue:asc', 'adoptionTotal:desc', 'publishedAt:desc'] : undefined;
}
