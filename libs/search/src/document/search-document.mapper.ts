import { type EntryView, facetValues, kindOf, type OrganizationCard, searchTexts } from '@maillage/catalogue';
import type { CardOrganization, StoredCard } from './entry-card.js';
import { facetLabel } from './facet-labels.js';
import { FACET_NAMES, facetValue, labelledValue } from './facet.js';
import { packedCard } from './packed-card.js';
import { populationBandOf } from './population-band.js';
import { shadowText } from './shadow-text.js';
import type { SearchDocument } from './search-document.js';

/** Longest body that is indexed, in characters: what follows adds words, seldom answers. */
const MAX_TEXT = 20_000;

/** The document of an entry in the index of the audience that `view` was projected for. Pure. */
export function searchDocument(view: EntryView): SearchDocument {
  const kind = kindOf(view.kind);
  const facets = facetValues(kind, view.content);
  const of = (name: string): string[] => (facets[name] ?? []).map(facetValue);
  const territory = view.subjectOrganization.territory;
  const { system } = view;
  const supplier = system?.supplier ?? null;
  const region = territory?.regionCode ? [{ id: territory.regionCode, name: territory.regionName }] : [];
  const departement = territory?.departementCode
    ? [{ id: territory.departementCode, name: territory.departementName }]
    : [];
  const lang = text(view.content['lang']) || 'FR';
  const language = lang === 'EN' ? 'EN' : 'FR';
  const searched = searchedTexts(view, facets);
  const { owner, subjectOrganization } = view;
  const organizations = owner.id === subjectOrganization.id ? [owner] : [owner, subjectOrganization];
  return {
    id: view.id,
    version: view.version,
    s_title: shadowText([searched.title], language),
    s_names: shadowText([...searched.names, ...searched.places], language),
    s_keywords: shadowText(searched.keywords, language),
    s_text: shadowText([searched.summary, searched.text], language),
    ...searched,
    kind: view.kind,
    themes: of('themes'),
    subThemes: of('subThemes'),
    lifecycle: of('lifecycle'),
    techniques: of('techniques'),
    aiActClass: of('aiActClass'),
    costBand: of('costBand'),
    organizationType: view.subjectOrganization.type,
    populationBand: populationBandOf(territory?.population),
    region: region.map(({ id }) => id),
    regionLabelled: region.map(({ id, name }) => labelledValue(id, name ?? id)),
    departement: departement.map(({ id }) => id),
    departementLabelled: departement.map(({ id, name }) => labelledValue(id, name ?? id)),
    system: system ? [system.id] : [],
    systemLabelled: system ? [labelledValue(system.id, system.name)] : [],
    supplier: supplier ? [supplier.id] : [],
    supplierLabelled: supplier ? [labelledValue(supplier.id, supplier.name)] : [],
    freshness: view.freshness === null ? [] : [view.freshness],
    adoptionBand: adoptionBandOf(view.adoptionTotal),
    confirmation: view.confirmedBySubject ? 'CONFIRMED' : 'NOT_CONFIRMED',
    lang,
    organizations: organizations.map(({ id }) => id),
    organizationsLabelled: organizations.map(({ id, name }) => labelledValue(id, name)),
    archived: view.state === 'ARCHIVED',
    publishedAt: view.publishedAt === null ? 0 : Math.floor(Date.parse(view.publishedAt) / 1000),
    adoptionTotal: view.adoptionTotal,
    overdue: view.freshness === 'OVERDUE' ? 1 : 0,
    card: packedCard(cardOf(view, facets)),
  };
}

/** Texts as written, of the fields that are searched. */
function searchedTexts(view: EntryView, facets: Readonly<Record<string, readonly string[]>>) {
  const { system } = view;
  const territory = view.subjectOrganization.territory;
  const names = [view.subjectOrganization.name, view.owner.name, system?.name, system?.supplier?.name];
  return {
    title: text(view.content['title']),
    names: present(names),
    summary: text(view.content['summary']),
    keywords: [...strings(view.content['keywords']), ...labelsOf(view, facets)],
    places: present([territory?.name, territory?.departementName, territory?.regionName]),
    text: cutWhole(searchTexts(kindOf(view.kind), view.content).text),
  };
}

/** Organizations that reuse an entry, in bands. */
function adoptionBandOf(total: number): string {
  if (total === 0) return 'NONE';
  return total < 3 ? 'ONE_OR_TWO' : total < 10 ? 'THREE_TO_NINE' : 'TEN_OR_MORE';
}

/** Closed sets are found by their labels, in both languages. */
function labelsOf(view: EntryView, facets: Readonly<Record<string, readonly string[]>>): string[] {
  const names = FACET_NAMES.filter((name) => name in facets);
  const labels = names.flatMap((name) => (facets[name] ?? []).map((value) => facetLabel(name, value)));
  return [...labels, facetLabel('kind', view.kind)].flatMap((label) => (label ? [label.fr, label.en] : []));
}

function cardOf(view: EntryView, facets: Readonly<Record<string, readonly string[]>>): StoredCard {
  const { system } = view;
  return {
    id: view.id,
    kind: view.kind,
    state: view.state,
    version: view.version,
    lang: text(view.content['lang']) || 'FR',
    owner: organizationOf(view.owner),
    subjectOrganization: organizationOf(view.subjectOrganization),
    confirmedBySubject: view.confirmedBySubject,
    themes: facets['themes'] ?? [],
    subThemes: facets['subThemes'] ?? [],
    keywords: strings(view.content['keywords']),
    lifecycle: facets['lifecycle']?.[0] ?? null,
    techniques: facets['techniques'] ?? [],
    aiActClass: facets['aiActClass']?.[0] ?? null,
    costBand: facets['costBand']?.[0] ?? null,
    system: system && {
      id: system.id,
      name: system.name,
      supplier: system.supplier && { id: system.supplier.id, name: system.supplier.name },
    },
    adoptionTotal: view.adoptionTotal,
    publishedAt: view.publishedAt,
    updatedAt: view.updatedAt,
    lastConfirmedAt: view.lastConfirmedAt,
    reviewBy: view.reviewBy,
  };
}

function organizationOf({ id, name, type, demonstration, territory }: OrganizationCard): CardOrganization {
  return {
    id,
    name,
    type,
    demonstration,
    territory: territory && {
      id: territory.id,
      level: territory.level,
      code: territory.code,
      name: territory.name,
      population: territory.population,
      departementCode: territory.departementCode,
      regionCode: territory.regionCode,
    },
  };
}

/** Never half a character: the engine refuses a document with one. */
function cutWhole(whole: string): string {
  const cut = whole.slice(0, MAX_TEXT);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const present = (values: readonly (string | null | undefined)[]): string[] => [
  ...new Set(values.filter((value): value is string => Boolean(value))),
];
