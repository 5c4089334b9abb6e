import type { TerritoryLevel } from '@maillage/territory';

interface PlaceDefinition {
  readonly level: TerritoryLevel;
  readonly name: string;
  /** INSEE-like code that no real place has; of an EPCI, its SIREN is made from `siren`. */
  readonly code?: string;
  /** Number from which the invented SIREN is made. */
  readonly siren?: number;
  readonly population: number;
  readonly departement?: string;
  readonly region: string;
  readonly epci?: string;
  readonly postal?: string;
  /** False: only a place, with no organization. */
  readonly organization?: false;
}

const EAST = { region: '001' };
const WEST = { region: '002' };

/** Invented places, of every level and size. No real place has these names or codes. */
export const places = {
  lisieres: {
    level: 'REGION',
    name: 'Hautes-Lisières-du-Couchant',
    code: '001',
    siren: 1,
    population: 1_940_000,
    ...EAST,
  },
  brumaires: {
    level: 'REGION',
    name: 'Rivages-Brumaires',
    code: '002',
    siren: 2,
    population: 1_120_000,
    ...WEST,
    organization: false,
  },
  ambrelleDepartement: {
    level: 'DEPARTEMENT',
    name: 'Val-d’Ambrelle',
    code: '001',
    siren: 3,
    population: 810_000,
    departement: '001',
    ...EAST,
    organization: false,
  },
  sylvaques: {
    level: 'DEPARTEMENT',
    name: 'Monts-Sylvaques',
    code: '002',
    siren: 4,
    population: 196_000,
    departement: '002',
    ...EAST,
    organization: false,
  },
  estuaire: {
    level: 'DEPARTEMENT',
    name: 'Estuaire-de-Brume',
    code: '003',
    siren: 5,
    population: 642_000,
    departement: '003',
    ...WEST,
  },
  plaine: {
    level: 'DEPARTEMENT',
    name: 'Plaine-d’Oriance',
    code: '004',
    siren: 6,
    population: 258_000,
    departement: '004',
    ...WEST,
    organization: false,
  },
  metropole: {
    level: 'EPCI',
    name: 'Ambrelle Métropole',
    siren: 7,
    population: 412_000,
    departement: '001',
    ...EAST,
  },
  communaute: {
    level: 'EPCI',
    name: 'CC des Monts Sylvaques',
    siren: 8,
    population: 17_600,
    departement: '002',
    ...EAST,
  },
  agglomeration: {
    level: 'EPCI',
    name: 'CA de la Baie de Brume',
    siren: 9,
    population: 98_300,
    departement: '003',
    ...WEST,
  },
  valbrune: {
    level: 'COMMUNE',
    name: 'Valbrune-sur-Lise',
    code: '00101',
    siren: 10,
    population: 38_400,
    departement: '001',
    ...EAST,
    epci: 'metropole',
    postal: '00110',
  },
  ambrelle: {
    level: 'COMMUNE',
    name: 'Ambrelle',
    code: '00102',
    siren: 11,
    population: 184_200,
    departement: '001',
    ...EAST,
    epci: 'metropole',
    postal: '00100',
  },
  roquesylve: {
    level: 'COMMUNE',
    name: 'Roquesylve',
    code: '00203',
    siren: 12,
    population: 6_850,
    departement: '002',
    ...EAST,
    epci: 'communaute',
    postal: '00230',
  },
  saintOrme: {
    level: 'COMMUNE',
    name: 'Saint-Orme-les-Sylves',
    code: '00204',
    siren: 13,
    population: 1_240,
    departement: '002',
    ...EAST,
    epci: 'communaute',
    postal: '00240',
  },
  portBrume: {
    level: 'COMMUNE',
    name: 'Port-Brume',
    code: '00305',
    siren: 14,
    population: 71_900,
    departement: '003',
    ...WEST,
    epci: 'agglomeration',
    postal: '00300',
  },
  greve: {
    level: 'COMMUNE',
    name: 'Grève-Sainte-Aude',
    code: '00306',
    siren: 15,
    population: 4_960,
    departement: '003',
    ...WEST,
    epci: 'agglomeration',
    postal: '00360',
  },
  oriance: {
    level: 'COMMUNE',
    name: 'Oriance-la-Plaine',
    code: '00407',
    siren: 16,
    population: 23_700,
    departement: '004',
    ...WEST,
    postal: '00400',
  },
  champVerdelle: {
    level: 'COMMUNE',
    name: 'Champ-Verdelle',
    code: '00408',
    siren: 17,
    population: 12_300,
    departement: '004',
    ...WEST,
    postal: '00480',
  },
} as const satisfies Record<string, PlaceDefinition>;

/** Invented bodies without a territory. */
export const bodies = {
  syndicat: { type: 'SYNDICAT', name: 'Syndicat numérique de la Lise (démonstration)', siren: 30 },
  reseau: { type: 'ASSOCIATION', name: 'Cercle des villes de la Lise (démonstration)', siren: 31 },
} as const;

export type TerritoryKey = keyof typeof places;
export type PlaceKey = TerritoryKey | keyof typeof bodies;

export const placeDefinitions: Readonly<Record<TerritoryKey, PlaceDefinition>> = places;

/** The organization that no moderator has verified yet; its own people propose it. */
export const PENDING: TerritoryKey = 'champVerdelle';

/** Members of the invented network of towns, with the day they joined. */
export const networkMembers: readonly { readonly member: TerritoryKey; readonly since: string | null }[] = [
  { member: 'valbrune', since: '2022-03-01' },
  { member: 'ambrelle', since: '2021-09-15' },
  { member: 'metropole', since: '2021-09-15' },
  { member: 'portBrume', since: null },
];
