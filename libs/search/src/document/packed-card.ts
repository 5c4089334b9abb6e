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
  const owner = organization(packed[5]);
  return {
    id: packed[0],
    kind: packed[1],
    state: packed[2],
    version: packed[3],
    lang: packed[4],
    owner,
    subjectOrganization: packed[6] === null ? owner : organization(packed[6]),
    confirmedBySubject: packed[7],
    themes: packed[8],
    subThemes: packed[9],
    keywords: packed[10],
    lifecycle: packed[11],
    techniques: packed[12],
    aiActClass: packed[13],
    costBand: packed[14],
    system: packed[15] && systemOf(packed[15]),
    adoptionTotal: packed[16],
    publishedAt: packed[17],
    updatedAt: packed[18],
    lastConfirmedAt: packed[19],
    reviewBy: packed[20],
  };
}

function packedOrganization({ id, name, type, demonstration, territory }: CardOrganization): PackedOrganization {
  return [id, name, type, demonstration, territory && packedTerritory(territory)];
}

function packedTerritory(territory: CardTerritory): PackedTerritory {
  const { id, level, code, name, population, departementCode, regionCode } = territory;
  return [id, level, code, name, population, departementCode, regionCode];
}

// By place, not taken apart: reading a list through its iterator takes several times as long.
function organization(packed: PackedOrganization): CardOrganization {
  return {
    id: packed[0],
    name: packed[1],
    type: packed[2],
    demonstration: packed[3],
    territory: packed[4] && territory(packed[4]),
  };
}

function territory(packed: PackedTerritory): CardTerritory {
  return {
    id: packed[0],
    level: packed[1],
    code: packed[2],
    name: packed[3],
    population: packed[4],
    departementCode: packed[5],
    regionCode: packed[6],
  };
}

function systemOf(packed: PackedSystem): CardSystem {
  const supplier = packed[2];
  return { id: packed[0], name: packed[1], supplier: supplier && { id: supplier[0], name: supplier[1] } };
}
