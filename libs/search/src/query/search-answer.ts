import type { Localized } from '@maillage/kernel';
import { freshnessOf } from '@maillage/catalogue';
import type { EntryCard, StoredCard } from '../document/entry-card.js';
import { type FacetName, facets, splitLabelled } from '../document/facet.js';
import { facetLabel } from '../document/facet-labels.js';
import { highlightHtml } from './highlight.js';
import type { EngineFilter } from './search-filter.js';
import { cursorAt, type SearchPage } from './search-request.js';
import type { SearchEdge, SearchFacet, SearchFacetValue, SearchMatch } from './search.types.js';

/** A document of an answer, with the attributes asked for. */
export interface EngineHit {
  readonly title: string;
  readonly summary: string;
  readonly card: string;
  readonly _formatted?: { readonly title?: string; readonly summary?: string; readonly text?: string };
}

/** Answer to one query of a multi-search. */
export interface EngineAnswer {
  readonly hits: readonly EngineHit[];
  readonly estimatedTotalHits: number;
  readonly facetDistribution?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** @param position of the first hit, from 0 */
export function edgesOf(
  hits: readonly EngineHit[],
  options: { match: SearchMatch; position: number; highlight: boolean; now: Date },
): SearchEdge[] {
  return hits.map((hit, rank) => ({
    node: cardOf(hit, options.now),
    match: options.match,
    highlight: options.highlight
      ? {
          title: highlightHtml(hit._formatted?.title),
          summary: highlightHtml(hit._formatted?.summary),
          text: highlightHtml(hit._formatted?.text),
        }
      : null,
    cursor: cursorAt(options.position + rank),
  }));
}

function cardOf(hit: EngineHit, now: Date): EntryCard {
  const stored = JSON.parse(hit.card) as StoredCard;
  const freshness = stored.reviewBy === null ? null : freshnessOf(stored.reviewBy, now);
  return { ...stored, title: hit.title, summary: hit.summary, freshness };
}

/** Facets of the answers to `strictQueries`, in the order asked. */
export function facetsOf(answers: readonly EngineAnswer[], page: SearchPage, filter: EngineFilter): SearchFacet[] {
  const [main, ...alone] = answers;
  const counted = new Map(
    page.facets.filter((name) => filter.selections.has(name)).map((name, index) => [name, alone[index]]),
  );
  return page.facets.map((name) => {
    const distribution = (counted.get(name) ?? main)?.facetDistribution?.[facets[name].attribute] ?? {};
    return { name, values: valuesOf(name, distribution, filter.selections.get(name) ?? []) };
  });
}

function valuesOf(
  name: FacetName,
  distribution: Readonly<Record<string, number>>,
  selected: readonly string[],
): SearchFacetValue[] {
  const hasLabels = facets[name].attribute !== facets[name].filter;
  const values = Object.entries(distribution).map(([raw, count]) => {
    const { value, label } = hasLabels ? splitLabelled(raw) : { value: raw, label: undefined };
    return { value, count, label: labelOf(name, value, label), selected: selected.includes(value) };
  });
  const missing = selected
    .filter((value) => !values.some((found) => found.value === value))
    .map((value) => ({ value, count: 0, label: labelOf(name, value, undefined), selected: true }));
  return [...values, ...missing].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function labelOf(name: FacetName, value: string, stored: string | undefined): Localized | null {
  return stored === undefined ? facetLabel(name, value) : { fr: stored, en: stored };
}
