import { readCog, type TerritoryKey } from '@maillage/territory';
import { readOrganizationName } from './organization-name.js';

/** Territories by SIREN and by the words of their names. */
export interface TerritoryLookup {
  bySirens(sirens: readonly string[]): Promise<TerritoryKey[]>;
  byWords(names: readonly string[]): Promise<TerritoryKey[]>;
}

/** The official files themselves, for a rehearsal on a network whose table is empty: nothing may be loaded then. */
export async function cogLookup(): Promise<TerritoryLookup> {
  const territories = (await readCog()).map((row): TerritoryKey => {
    const { id, level, code, name, siren } = row;
    return { id, level, code, name, siren, departementCode: row.departement_code, epciCode: row.epci_code };
  });
  const byCore = new Map<string, TerritoryKey[]>();
  for (const territory of territories) {
    const { core } = readOrganizationName(territory.name);
    byCore.set(core, [...(byCore.get(core) ?? []), territory]);
  }
  return {
    bySirens: async (sirens) => territories.filter(({ siren }) => siren !== null && sirens.includes(siren)),
    byWords: async (names) => names.flatMap((name) => byCore.get(name) ?? []),
  };
}
