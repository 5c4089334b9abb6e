import { localize, UserInputError } from '@maillage/kernel';
import { type FacetName, facets } from '../document/facet.js';
import { searchMessages } from './search.messages.js';
import type { SearchFilter } from './search.types.js';

type ListField = Exclude<keyof SearchFilter, 'includeArchived'>;

/** Filters that select values of a facet. */
const facetFilters = {
  kinds: 'kind',
  themes: 'themes',
  subThemes: 'subThemes',
  lifecycles: 'lifecycle',
  techniques: 'techniques',
  aiActClasses: 'aiActClass',
  costBands: 'costBand',
  organizationTypes: 'organizationType',
  populationBands: 'populationBand',
  regions: 'region',
  departements: 'departement',
  systems: 'system',
  suppliers: 'supplier',
  freshness: 'freshness',
  adoptionBands: 'adoptionBand',
  confirmations: 'confirmation',
  langs: 'lang',
} as const satisfies Partial<Record<ListField, FacetName>>;

type FacetField = keyof typeof facetFilters;

const MAX_VALUES = 100;

/**
 * A filter in the engine's words and as data, kept apart by facet: a facet is counted as if it had no selection itself.
 */
export interface EngineFilter {
  /** Selected values by facet; facets without a selection are absent. */
  readonly selections: ReadonlyMap<FacetName, readonly string[]>;
  /** Owner or subject; absent: any. */
  readonly organizationIds: readonly string[] | undefined;
  readonly ids: readonly string[] | undefined;
  readonly includeArchived: boolean;
  /** All conditions, those of one facet excepted. They are joined by AND. */
  readonly conditions: (except?: FacetName) => string[];
}

/**
 * @param hidden ids that no search may show now
 * @throws UserInputError FILTER_TOO_MANY
 */
export function engineFilter(filter: SearchFilter, hidden: readonly string[]): EngineFilter {
  const selections = new Map<FacetName, readonly string[]>();
  for (const [field, facet] of Object.entries(facetFilters) as [FacetField, FacetName][]) {
    const values = limited(field, filter[field]);
    if (values) selections.set(facet, values);
  }
  const fixed: string[] = [];
  const organizationIds = limited('organizationIds', filter.organizationIds);
  const ids = limited('ids', filter.ids);
  const includeArchived = filter.includeArchived ?? false;
  if (organizationIds) fixed.push(among('organizations', organizationIds));
  if (ids) fixed.push(among('id', ids));
  if (!includeArchived) fixed.push('archived = false');
  if (hidden.length > 0) fixed.push(notAmong('id', hidden));
  return {
    selections,
    organizationIds,
    ids,
    includeArchived,
    conditions: (except) => [
      ...[...selections]
        .filter(([facet]) => facet !== except)
        .map(([facet, values]) => among(facets[facet].filter, values)),
      ...fixed,
    ],
  };
}

export function notAmong(attribute: string, values: readonly string[]): string {
  return `${attribute} NOT IN [${values.map(quoted).join(', ')}]`;
}

/** An empty list selects nothing: it finds nothing. */
function among(attribute: string, values: readonly string[]): string {
  return `${attribute} IN [${values.map(quoted).join(', ')}]`;
}

/**
 * A value between double quotes. The engine's grammar knows `\"` and no other escape, so a backslash cannot be written
 * safely: it becomes a character that no facet value has, and the value matches nothing.
 */
export function quoted(value: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  return `"${value.replace(/[\\\u0000-\u001f]/g, '\u{FFFD}').replaceAll('"', '\\"')}"`;
}

function limited(field: ListField, values: readonly string[] | null | undefined): readonly string[] | undefined {
  if (values === null || values === undefined) return undefined;
  if (values.length <= MAX_VALUES) return values;
  throw UserInputError.of(
    'FILTER_TOO_MANY',
    localize(searchMessages.FILTER_TOO_MANY, { max: MAX_VALUES, field }),
    ['filter', field],
    { max: MAX_VALUES },
  );
}
