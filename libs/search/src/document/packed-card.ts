import type { CardOrganization, CardSystem, CardTerritory, StoredCard } from './entry-card.js';

/**
 * A card as it is stored: its values in this order, without their names. Twenty cards go through three processes a
 * search, and names were more than half of what an answer of the engine held. New values are added at the end.
 */
type Packed = readonly [
  id: string,
  kind: string,
  state: string,
  version: number,
  lang: string,
  owner: PackedOrganization,
  /** Null: the owner itself, as for nearly all entries. */
  subject: PackedOrganization | null,
  confirmedBySubject: boolean,
  themes: readonly string[],
  subThemes: readonly string[],
  keywords: readonly string[],
  lifecycle: string | null,
  techniques: readonly string[],
  aiActClass: string | null,
  costBand: string | null,
  system: PackedSystem | null,
  adoptionTotal: number,
  publishedAt: string | null,
  updatedAt: string,
  lastConfirmedAt: string | null,
  reviewBy: string | null,
];

type PackedOrganization = readonly [
  id: string,
  name: string,
  type: string,
  demonstration: boolean,
  territory: PackedTerritory | null,
];

type PackedTerritory = readonly [
  id: string,
  level: string,
  code: string,
  name: string,
  population: number | null,
  departementCode: string | null,
  regionCode: string | null,
];

type PackedSystem = readonly [id: string, name: string, supplier: readonly [id: string, name: string] | null];

export function packedCard(card: StoredCard): string {
  const { owner, subjectOrganization: subject, system } = card;
  const packed: Packed = [
    card.id,
    card.kind,
    card.state,
    card.version,
    card.lang,
    packedOrganization(owner),
    subject.id === owner.id ? null : packedOrganization(subject),
    card.confirmedBySubject,
    card.themes,
    card.subThemes,
    card.keywords,
    card.lifecycle,
    card.techniques,
    card.aiActClass,
    card.costBand,
    system && [system.id, system.name, system.supplier && [system.supplier.id, system.supplier.name]],
    card.adoptionTotal,
    card.publishedAt,
    card.updatedAt,
    card.lastConfirmedAt,
    card.reviewBy,
  ];
  return JSON.stringify(packed);
}

/** @param stored what `packedCard` made, or the card with its names, as documents of an older index hold it */
export function unpackedCard(stored: string): StoredCard {
  const value = JSON.parse(stored) as Packed | StoredCard;
  return isPacked(value) ? unpacked(value) : value;
}

function isPacked(value: Packed | StoredCard): value is Packed {
  return Array.isArray(value);
}

function unpacked(packed: Packed): StoredCard {
  const [
    id,
    kind,
    state,
    version,
    lang,
    ownerValues,
    subjectValues,
    confirmedBySubject,
    themes,
    subThemes,
    keywords,
    lifecycle,
    techniques,
    aiActClass,
    costBand,
    system,
    adoptionTotal,
    publishedAt,
    updatedAt,
    lastConfirmedAt,
    reviewBy,
  ] = packed;
  const owner = organization(ownerValues);
  return {
    id,
    kind,
    state,
    version,
    lang,
    owner,
    subjectOrganization: subjectValues === null ? owner : organization(subjectValues),
    confirmedBySubject,
    themes,
    subThemes,
    keywords,
    lifecycle,
    techniques,
    aiActClass,
    costBand,
    system: system && systemOf(system),
    adoptionTotal,
    publishedAt,
    updatedAt,
    lastConfirmedAt,
    reviewBy,
  };
}

function packedOrganization({ id, name, type, demonstration, territory }: CardOrganization): PackedOrganization {
  return [id, name, type, demonstration, territory && packedTerritory(territory)];
}

function packedTerritory(territory: CardTerritory): PackedTerritory {
  const { id, level, code, name, population, departementCode, regionCode } = territory;
  return [id, level, code, name, population, departementCode, regionCode];
}

function organization([id, name, type, demonstration, territory]: PackedOrganization): CardOrganization {
  return { id, name, type, demonstration, territory: territory && territoryOf(territory) };
}

function territoryOf(packed: PackedTerritory): CardTerritory {
  const [id, level, code, name, population, departementCode, regionCode] = packed;
  return { id, level, code, name, population, departementCode, regionCode };
}

function systemOf([id, name, supplier]: PackedSystem): CardSystem {
  return { id, name, supplier: supplier && { id: supplier[0], name: supplier[1] } };
}
