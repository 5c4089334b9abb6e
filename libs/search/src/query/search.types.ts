import type { Localized } from '@maillage/kernel';
import type { EntryCard } from '../document/entry-card.js';
import type { FacetName } from '../document/facet.js';

export const SEARCH_SORTS = ['RELEVANCE', 'NEWEST', 'MOST_ADOPTED'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

/** How the answer was found. FALLBACK (PostgreSQL answered) is kept for when the engine is away. */
export const SEARCH_MODES = ['STRICT', 'APPROACHING', 'FALLBACK'] as const;
export type SearchMode = (typeof SEARCH_MODES)[number];

/** STRICT: has all the words; APPROACHING: has some of them, in no total and no facet. */
export const SEARCH_MATCHES = ['STRICT', 'APPROACHING'] as const;
export type SearchMatch = (typeof SEARCH_MATCHES)[number];

/** Values of one field are alternatives; fields narrow each other. At most 100 values a field. */
export interface SearchFilter {
  readonly kinds?: readonly string[] | null;
  readonly themes?: readonly string[] | null;
  readonly subThemes?: readonly string[] | null;
  readonly lifecycles?: readonly string[] | null;
  readonly techniques?: readonly string[] | null;
  readonly aiActClasses?: readonly string[] | null;
  readonly costBands?: readonly string[] | null;
  readonly organizationTypes?: readonly string[] | null;
  readonly populationBands?: readonly string[] | null;
  /** INSEE codes. */
  readonly regions?: readonly string[] | null;
  readonly departements?: readonly string[] | null;
  /** Ids of systems and suppliers. */
  readonly systems?: readonly string[] | null;
  readonly suppliers?: readonly string[] | null;
  readonly freshness?: readonly string[] | null;
  readonly adoptionBands?: readonly string[] | null;
  readonly confirmations?: readonly string[] | null;
  readonly langs?: readonly string[] | null;
  /** Owner or subject. */
  readonly organizationIds?: readonly string[] | null;
  readonly ids?: readonly string[] | null;
  /** Archived entries are left out unless asked for. */
  readonly includeArchived?: boolean | null;
}

export interface SearchInput {
  /** Up to 500 characters. `"…"` joins, `-word` excludes. Nothing but stop words: everything, the freshest first. */
  readonly query: string;
  readonly filter?: SearchFilter | null;
  readonly sort?: SearchSort | null;
  /** 1 to 100; 20 by default. */
  readonly first?: number | null;
  /** `endCursor` or an edge's `cursor` of an earlier page. */
  readonly after?: string | null;
  /** Facets to count: all, those named, or none (the default). Ask them once per settled query. */
  readonly facets?: boolean | readonly FacetName[];
  /** Where to mark the words found. Default: nowhere. */
  readonly highlight?: readonly HighlightField[];
}

export const HIGHLIGHT_FIELDS = ['title', 'summary', 'text'] as const;
export type HighlightField = (typeof HIGHLIGHT_FIELDS)[number];

/** Safe HTML: all is escaped, `<mark>` is the only tag. Null where nothing was found. */
export interface SearchHighlight {
  readonly title: string | null;
  readonly summary: string | null;
  /** A passage of the text, cut around the words. */
  readonly text: string | null;
}

export interface SearchEdge {
  readonly node: EntryCard;
  readonly match: SearchMatch;
  /** Null unless asked for. */
  readonly highlight: SearchHighlight | null;
  readonly cursor: string;
}

export interface SearchFacetValue {
  readonly value: string;
  readonly count: number;
  /** Name to show, where the value alone does not tell it (systems, places, bands). */
  readonly label: Localized | null;
  readonly selected: boolean;
}

export interface SearchFacet {
  readonly name: FacetName;
  /** Most frequent first, at most 100; selected ones are always there. Counted as if this facet had no selection. */
  readonly values: readonly SearchFacetValue[];
}

/** A page, whoever found it. */
export interface FoundPage {
  readonly edges: readonly SearchEdge[];
  /** Strict matches, all pages. */
  readonly totalCount: number;
  /** Empty unless asked for. */
  readonly facets: readonly SearchFacet[];
  readonly hasNextPage: boolean;
  readonly mode: SearchMode;
}

export interface SearchResult extends FoundPage {
  readonly endCursor: string | null;
  /** Milliseconds. */
  readonly took: number;
}
