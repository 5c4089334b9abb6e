import type { Localized } from '@maillage/kernel';
import { type FreshnessBorders, freshnessBorders, freshnessWithin } from '@maillage/catalogue';
import type { EntryCard, StoredCard } from '../document/entry-card.js';
import { type FacetName, facets, splitLabelled } from '../document/facet.js';
import { facetLabel } from '../document/facet-labels.js';
import { unpackedCard } from '../document/packed-card.js';
import type { RankedHit } from './hit-ranking.js';
import { Highlighter } from '../highlight/highlighter.js';
import { highlightTerms } from './highlight-terms.js';
import type { EngineFilter } from './search-filter.js';
import { cursorAt, type SearchPage } from './search-page.js';
import { facetsAlone } from './search-request.js';
import type {
  HighlightField,
  SearchEdge,
  SearchFacet,
  SearchFacetValue,
  SearchHighlight,
  SearchMatch,
} from './search.types.js';

/** What is shown of a document, whoever found it. */
export interface ShownHit {
  readonly title: string;
  readonly summary: string;
  readonly text?: string;
  readonly card: string;
}

/** A document of an answer, with the attributes asked for; stems only where hits are ranked here. */
export interface EngineHit extends RankedHit, ShownHit {}

/** Answer to one query of a multi-search. */
export interface EngineAnswer {
  readonly hits: readonly EngineHit[];
  readonly estimatedTotalHits: number;
  readonly facetDistribution?: FacetDistribution;
}

type FacetDistribution = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Answer to queries whose results the engine joined. */
export interface FederatedAnswer {
  readonly hits: readonly EngineHit[];
  readonly estimatedTotalHits: number;
  readonly facetsByIndex?: Readonly<Record<string, { readonly distribution: FacetDistribution }>>;
}

/** The same as the answer to one query. */
export function federatedAnswer(uid: string, answer: FederatedAnswer): EngineAnswer {
  const { hits, estimatedTotalHits, facetsByIndex } = answer;
  return { hits, estimatedTotalHits, facetDistribution: facetsByIndex?.[uid]?.distribution ?? {} };
}

/** Makes edges of hits. */
export class EdgeMaker {
  private readonly highlighter: Highlighter | null;
  private readonly borders: FreshnessBorders;

  /** @param meant stems that were looked for in place of words that no document has */
  constructor(
    private readonly page: SearchPage,
    now: Date,
    meant: readonly string[] = [],
  ) {
    this.borders = freshnessBorders(now);
    const marks = page.highlight.length > 0 && !page.listing;
    this.highlighter = marks ? new Highlighter(highlightTerms(page, meant)) : null;
  }

  /** @param position of the first hit, from 0 */
  of(hits: readonly ShownHit[], match: SearchMatch, position: number): SearchEdge[] {
    return hits.map((hit, rank) => {
      const node = cardOf(hit, this.borders);
      return { node, match, highlight: this.highlightOf(hit, node), cursor: cursorAt(position + rank) };
    });
  }

  private highlightOf({ title, summary, text = '' }: ShownHit, card: EntryCard): SearchHighlight | null {
    const { highlighter } = this;
    if (!highlighter) return null;
    const language = card.lang === 'EN' ? 'EN' : 'FR';
    const marker = highlighter.of([title, summary, text], language, () => namesOf(card));
    const asked = (field: HighlightField): boolean => this.page.highlight.includes(field);
    return {
      title: asked('title') ? marker.mark(title) : null,
      summary: asked('summary') ? marker.mark(summary) : null,
      text: asked('text') ? marker.passage(text) : null,
    };
  }
}

/** What is searched of an entry beside its texts. */
function namesOf({ owner, subjectOrganization, system, keywords }: EntryCard): string[] {
  const organizations = [owner, subjectOrganization].flatMap(({ name, territory }) => [name, territory?.name ?? '']);
  return [...keywords, ...organizations, system?.name ?? '', system?.supplier?.name ?? ''];
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

function cardOf(hit: ShownHit, borders: FreshnessBorders): EntryCard {
  const card = unpackedCard(hit.card) as StoredCard & Mutable<Omit<EntryCard, keyof StoredCard>>;
  // Completed in place: copies of twenty cards a search would be a tenth of what is made of its hits.
  card.title = hit.title;
  card.summary = hit.summary;
  card.freshness = card.reviewBy === null ? null : freshnessWithin(card.reviewBy, borders);
  return card;
}

/** Facets of the answers: the page's, then one a facet that has a selection; in the order asked. */
export function facetsOf(answers: readonly EngineAnswer[], page: SearchPage, filter: EngineFilter): SearchFacet[] {
  const [main, ...alone] = answers;
  const counted = new Map(facetsAlone(page, filter).map((name, index) => [name, alone[index]]));
  return page.facets.map((name) => {
    const distribution = (counted.get(name) ?? main)?.facetDistribution?.[facets[name].attribute] ?? {};
    return { name, values: valuesOf(name, distribution, filter.selections.get(name) ?? []) };
  });
}

/** Facets of counts by `attribute=value`, in the order asked. */
export function facetsCounted(
  counts: Readonly<Record<string, number>>,
  page: SearchPage,
  filter: EngineFilter,
): SearchFacet[] {
  const distributions = new Map<string, Record<string, number>>();
  for (const [pair, count] of Object.entries(counts)) {
    const equals = pair.indexOf('=');
    const distribution = distributions.get(pair.slice(0, equals)) ?? {};
    distributions.set(pair.slice(0, equals), distribution);
    distribution[pair.slice(equals + 1)] = count;
  }
  return page.facets.map((name) => {
    const distribution = distributions.get(facets[name].attribute) ?? {};
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
