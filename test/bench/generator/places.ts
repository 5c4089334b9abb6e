import { foldText } from '@maillage/kernel';
import { demoSiren, type TerritoryRow } from '@maillage/territory';
import type { Random } from './random.js';
import { nameEnds, nameMiddles, nameStarts } from './words/common.js';

/** An invented body of the data set. */
export interface BenchOrganization {
  readonly id: string;
  readonly type: 'COMMUNE' | 'ASSOCIATION';
  readonly name: string;
  readonly siren: string;
  readonly territoryId: string | null;
  /** The network's own body: writes about others. */
  readonly isNetwork: boolean;
}

export interface BenchSystem {
  readonly id: string;
  readonly name: string;
  readonly supplierId: string;
  readonly supplierName: string;
}

/** Everything that entries name; nothing of it exists. */
export interface BenchWorld {
  readonly territories: readonly TerritoryRow[];
  /** The first is the network's own. */
  readonly organizations: readonly BenchOrganization[];
  readonly systems: readonly BenchSystem[];
}

const REGIONS = 13;
const DEPARTEMENTS_A_REGION = 7;
const EPOCH = Date.UTC(2023, 0, 2);

/** Regions, départements and communes that are not on any map, one organization a commune, and what firms sell them. */
export function inventWorld(random: Random, communes: number): BenchWorld {
  const names = new Set<string>();
  const regions = Array.from({ length: REGIONS }, (_, n) => territory('REGION', `R${n + 10}`, name(random, names)));
  const departements = regions.flatMap((region, r) =>
    Array.from({ length: DEPARTEMENTS_A_REGION }, (_, d) =>
      territory('DEPARTEMENT', `D${r * DEPARTEMENTS_A_REGION + d + 10}`, name(random, names), {
        region_code: region.code,
      }),
    ),
  );
  const places = Array.from({ length: communes }, (_, n) => {
    const departement = random.pick(departements);
    return territory('COMMUNE', `00${n.toString(36).toUpperCase().padStart(3, '0')}`, name(random, names), {
      siren: demoSiren(n + 2),
      departement_code: departement.code,
      region_code: departement.region_code,
      // From 300 to a million inhabitants, small ones far more often.
      population: Math.round(300 * Math.exp(Math.abs(random.next() + random.next() + random.next() - 1) * 4)),
    });
  });
  const network = { type: 'ASSOCIATION', name: 'Réseau de démonstration', territoryId: null, isNetwork: true } as const;
  return {
    territories: [...regions, ...departements, ...places],
    organizations: [
      { id: random.uuid(EPOCH), siren: demoSiren(1), ...network },
      ...places.map(({ id, name, siren }): BenchOrganization => ({
        id: random.uuid(EPOCH),
        type: 'COMMUNE',
        name: `Commune de ${name} (démonstration)`,
        siren: siren ?? '',
        territoryId: id,
        isNetwork: false,
      })),
    ],
    systems: inventSystems(random, names, Math.max(40, Math.round(communes / 10))),
  };
}

/** A proper name of two to four syllables, such as « Corbelirive ». */
export function properName(random: Random): string {
  const middle = Array.from({ length: random.integer(0, 2) }, () => random.pick(nameMiddles)).join('');
  return `${random.pick(nameStarts)}${middle}${random.pick(nameEnds)}`;
}

function name(random: Random, taken: Set<string>): string {
  for (;;) {
    const found = random.chance(0.25)
      ? `Saint-${properName(random)}-sur-${properName(random)}`
      : `${properName(random)}${random.chance(0.3) ? `-la-${properName(random)}` : ''}`;
    if (taken.has(found)) continue;
    taken.add(found);
    return found;
  }
}

function territory(
  level: TerritoryRow['level'],
  code: string,
  name: string,
  more: Partial<TerritoryRow> = {},
): TerritoryRow {
  return {
    id: `${level}-${code}`,
    level,
    code,
    name,
    name_folded: foldText(name),
    siren: null,
    population: null,
    departement_code: null,
    region_code: null,
    epci_code: null,
    postal_codes: [],
    ...more,
  };
}

function inventSystems(random: Random, names: Set<string>, count: number): BenchSystem[] {
  const suppliers = Array.from({ length: Math.ceil(count / 2) }, () => ({
    id: random.uuid(EPOCH),
    name: `${name(random, names)} Numérique`,
  }));
  return Array.from({ length: count }, () => {
    const supplier = random.zipf(suppliers);
    const id = random.uuid(EPOCH);
    return { id, name: `${properName(random)}-IA`, supplierId: supplier.id, supplierName: supplier.name };
  });
}
