import type { OrganizationCard } from './entry-record.js';

/** Ids of the territories that a place lies in: its own, its département, its région. @param territory alias of its row */
export const territoriesSql = (territory: string): string =>
  `array_remove(ARRAY[${territory}.id, 'DEPARTEMENT-' || ${territory}.departement_code, 'REGION-' || ${territory}.region_code], NULL)`;

/** The same from a card whose place was read. */
export function territoriesOf({ territory }: Pick<OrganizationCard, 'territory'>): string[] {
  if (territory === null) return [];
  const { id, departementCode, regionCode } = territory;
  return [
    id,
    ...(departementCode === null ? [] : [`DEPARTEMENT-${departementCode}`]),
    ...(regionCode === null ? [] : [`REGION-${regionCode}`]),
  ];
}
