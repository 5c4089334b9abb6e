import { canonicalJson } from '@maillage/kernel';
import type { Settings } from 'meilisearch';
import { FACET_ATTRIBUTES, FILTER_ATTRIBUTES } from '../document/facet.js';
import { type VectorSpace, vectorSettings } from '../vector/vector-settings.js';
import { RAW_FIELDS, STEM_FIELDS } from './search-fields.js';

/** Results beyond this are not paged to: a search that needs them should be narrowed. */
export const MAX_OFFSET = 1_000;
export const MAX_FIRST = 100;

/**
 * Settings of every index. They change only on a new index (`maillage reindex`): the engine would rebuild the one in
 * use in place. Order of `searchableAttributes` is weight. The proximity of words stays exact (`byWord`): with
 * `byAttribute` the engine indexes twice as fast, and a phrase in quotation marks is found wherever its words are.
 * Synonyms are not among them: they follow the glossary, on the index in use (`GlossaryFollower`).
 */
const wordSettings: Settings = {
  searchableAttributes: [...STEM_FIELDS, ...RAW_FIELDS],
  filterableAttributes: [
    {
      attributePatterns: ['id', ...FILTER_ATTRIBUTES],
      features: { facetSearch: false, filter: { equality: true, comparison: false } },
    },
    {
      attributePatterns: [...FACET_ATTRIBUTES],
      features: { facetSearch: false, filter: { equality: true, comparison: false } },
    },
  ],
  sortableAttributes: ['publishedAt', 'adoptionTotal', 'overdue'],
  displayedAttributes: ['id', 'version', 'title', 'summary', 'text', 'card', ...STEM_FIELDS],
  // `sort` first: whoever asks for the newest gets the newest. Without a sort it does nothing.
  // Overdue entries lose ties only; failures are never ranked down.
  rankingRules: ['sort', 'words', 'typo', 'proximity', 'attribute', 'exactness', 'overdue:asc'],
  // Texts may hold markup: without these, `<b>mot</b>` would be one word that « mot » does not find.
  separatorTokens: ['<', '>'],
  stopWords: [],
  faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { '*': 'count' } },
  // A bound of totals too: below it they are exact. How far is paged is bounded by `MAX_OFFSET`.
  pagination: { maxTotalHits: 10_000_000 },
};

/** @param space of vectors; null: search goes by words alone */
export function searchSettings(space: VectorSpace | null): Settings {
  return space ? { ...wordSettings, embedders: vectorSettings(space) } : wordSettings;
}

/** Whether an index has our settings; an older one works on until it is rebuilt. Sets compare without order. */
export function hasCurrentSettings(actual: Settings, space: VectorSpace | null): boolean {
  return fingerprint(actual) === fingerprint(searchSettings(space));
}

function fingerprint(of: Settings): string {
  const { filterableAttributes, sortableAttributes, displayedAttributes, stopWords, separatorTokens } = of;
  return canonicalJson({
    searchableAttributes: of.searchableAttributes,
    rankingRules: of.rankingRules,
    faceting: of.faceting,
    pagination: of.pagination,
    filterableAttributes: filterableAttributes?.map((attribute) => canonicalJson(attribute)).sort(),
    sortableAttributes: [...(sortableAttributes ?? [])].sort(),
    displayedAttributes: [...(displayedAttributes ?? [])].sort(),
    stopWords: [...(stopWords ?? [])].sort(),
    separatorTokens: [...(separatorTokens ?? [])].sort(),
    embedders: Object.entries(of.embedders ?? {}).map(([name, embedder]) => [
      name,
      embedder?.source,
      (embedder as { dimensions?: number } | null)?.dimensions,
    ]),
  });
}
