import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { foldText } from '@maillage/kernel';
import type { TerritoryLevel } from './territory.entity.js';

/** A row of the table `territory`, from the official files. */
export interface TerritoryRow {
  readonly id: string;
  readonly level: TerritoryLevel;
  readonly code: string;
  readonly name: string;
  readonly name_folded: string;
  readonly siren: string | null;
  readonly population: number | null;
  readonly departement_code: string | null;
  readonly region_code: string | null;
  readonly epci_code: string | null;
  readonly postal_codes: readonly string[];
}

interface Commune {
  code: string;
  nom: string;
  type: string;
  departement?: string;
  region?: string;
  siren?: string;
  population?: number;
  codesPostaux?: string[];
}
interface Group {
  code: string;
  nom: string;
  populationMunicipale?: number;
  membres?: { code: string }[];
}
interface Departement {
  code: string;
  nom: string;
  region?: string;
}

/** The package's own entry point reads relative to the working directory: its JSON files are read one by one. */
const require = createRequire(import.meta.url);
const read = async <T>(name: string): Promise<T> =>
  JSON.parse(await readFile(require.resolve(`@etalab/decoupage-administratif/data/${name}.json`), 'utf8')) as T;

/** Version of the official files that `readCog` reads; names what is loaded. */
export function cogVersion(): string {
  return (require('@etalab/decoupage-administratif/package.json') as { version: string }).version;
}

/**
 * Current communes, EPCI, EPT, départements and régions. The population of the last two is the sum of their communes;
 * that of an EPCI is its municipal population.
 */
export async function readCog(): Promise<TerritoryRow[]> {
  const [allCommunes, epci, ept, departements, regions] = await Promise.all([
    read<Commune[]>('communes'),
    read<Group[]>('epci'),
    read<Group[]>('ept'),
    read<Departement[]>('departements'),
    read<Departement[]>('regions'),
  ]);
  const communes = allCommunes.filter((commune) => commune.type === 'commune-actuelle');
  const byCode = new Map(communes.map((commune) => [commune.code, commune]));
  const groupOf = new Map(
    epci.flatMap((group) => (group.membres ?? []).map(({ code }) => [code, group.code] as const)),
  );
  const sums = { departement: new Map<string, number>(), region: new Map<string, number>() };
  for (const { departement, region, population = 0 } of communes) {
    if (departement) sums.departement.set(departement, (sums.departement.get(departement) ?? 0) + population);
    if (region) sums.region.set(region, (sums.region.get(region) ?? 0) + population);
  }
  const groupRow = (level: 'EPCI' | 'EPT') => (group: Group) => {
    const members = (group.membres ?? []).flatMap(({ code }) => byCode.get(code) ?? []);
    const population = group.populationMunicipale ?? members.reduce((sum, { population: n = 0 }) => sum + n, 0);
    const place = { departement_code: members[0]?.departement, region_code: members[0]?.region };
    return row(level, group.code, group.nom, { siren: group.code, population: population || null, ...place });
  };
  return [
    ...regions.map(({ code, nom }) =>
      row('REGION', code, nom, { population: sums.region.get(code), region_code: code }),
    ),
    ...departements.map(({ code, nom, region }) =>
      row('DEPARTEMENT', code, nom, {
        population: sums.departement.get(code),
        departement_code: code,
        region_code: region,
      }),
    ),
    ...epci.map(groupRow('EPCI')),
    ...ept.map(groupRow('EPT')),
    ...communes.map((commune) =>
      row('COMMUNE', commune.code, commune.nom, {
        siren: commune.siren,
        population: commune.population,
        departement_code: commune.departement,
        region_code: commune.region,
        epci_code: groupOf.get(commune.code),
        postal_codes: commune.codesPostaux,
      }),
    ),
  ];
}

type Optional = { [Name in keyof TerritoryRow]?: TerritoryRow[Name] | undefined };

function row(level: TerritoryLevel, code: string, name: string, rest: Optional): TerritoryRow {
  return {
    id: `${level}-${code}`,
    level,
    code,
    name,
    name_folded: foldText(name),
    siren: rest.siren ?? null,
    population: rest.population ?? null,
    departement_code: rest.departement_code ?? null,
    region_code: rest.region_code ?? null,
    epci_code: rest.epci_code ?? null,
    postal_codes: rest.postal_codes ?? [],
  };
}
