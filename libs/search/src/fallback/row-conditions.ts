import { visibleSql } from '@maillage/catalogue';
import { FACET_ATTRIBUTES, type FacetName, facets } from '../document/facet.js';
import type { IndexedAudience } from '../engine/search-index.js';
import type { EngineFilter } from '../query/search-filter.js';
import { facetPair } from './stored-document.js';

/** Adds a value to a statement and gives its place in the text. */
export type Parameter = (value: unknown) => string;

/**
 * What an audience may see now of rows `d` with their entry `e` and its owner `w`: the rule of `isVisibleTo` in SQL. The
 * entry decides, not the row, which may be older; what was narrowed since the row was written is left out.
 */
export function visibleConditions(audience: IndexedAudience, { includeArchived }: EngineFilter): string[] {
  return [
    visibleSql(audience, 'w', includeArchived ? undefined : ['PUBLISHED']),
    'NOT EXISTS (SELECT 1 FROM search_hidden h WHERE h.entry_id = d.entry_id AND h.version > d.version)',
  ];
}

/** Conditions of a filter that belong to no facet. */
export function fixedConditions({ organizationIds, ids }: EngineFilter, parameter: Parameter): string[] {
  const pairs = organizationIds?.map((id) => facetPair('organizations', id));
  return [
    ...(pairs ? [`d.tags && ${parameter(pairs)}::text[]`] : []),
    ...(ids ? [`d.entry_id::text = ANY(${parameter(ids)}::text[])`] : []),
  ];
}

/** Whether a row has one of the values selected of a facet. @param freshness SQL that tells the row's */
export function selectionCondition(
  name: FacetName,
  chosen: readonly string[],
  freshness: string,
  parameter: Parameter,
): string {
  if (name === 'freshness') return `coalesce(${freshness} = ANY(${parameter(chosen)}::text[]), false)`;
  const { filter } = facets[name];
  const column = FACET_ATTRIBUTES.includes(filter) ? 'd.facets' : 'd.tags';
  return `${column} && ${parameter(chosen.map((value) => facetPair(filter, value)))}::text[]`;
}

/** Only for names of the product's own. */
export function literal(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}
