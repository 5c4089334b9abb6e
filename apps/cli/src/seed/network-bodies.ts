import { UnitOfWork } from '@maillage/database';
import { OrganizationService, systemActor } from '@maillage/identity';
import type { Services } from '../reference/reference-data.js';
import { SeedRepository } from './seed.repository.js';

/** The product itself, as it writes what a new network begins with. */
export const seedActor = systemActor('seed', [
  'read',
  'entry:write',
  'organization:write',
  'moderate',
  'import:publish',
]);

export const NETWORK_NAME = 'Maillage — réseau des collectivités';

/** Real networks of towns: only who they are. Their SIREN is left to their own people. */
const ASSOCIATIONS = [
  'France urbaine',
  'Association des maires de France et des présidents d’intercommunalité (AMF)',
  'Les Interconnectés',
];

/** The network's own body and the networks that towns belong to, in every mode. Safe to repeat. @returns the network's id */
export async function ensureNetworkBodies(services: Services): Promise<string> {
  for (const name of ASSOCIATIONS) await ensureBody(services, { type: 'ASSOCIATION', name });
  const known = await services.get(UnitOfWork).run((transaction) => new SeedRepository().networkBody(transaction));
  if (known !== null) return known;
  const body = { type: 'ASSOCIATION', name: NETWORK_NAME, isNetwork: true } as const;
  return services.get(OrganizationService).create(seedActor, body);
}

/** An organization without a territory, by its name. @returns its id */
export async function ensureBody(
  services: Services,
  body: { readonly type: 'ASSOCIATION' | 'SYNDICAT'; readonly name: string; readonly siren?: string },
): Promise<string> {
  const known = await services
    .get(UnitOfWork)
    .run((transaction) => new SeedRepository().organizationNamed(transaction, body.name));
  return known ?? services.get(OrganizationService).create(seedActor, body);
}

/** The organization of a territory, verified. @returns its id */
export async function ensureOrganizationOf(services: Services, territoryId: string): Promise<string> {
  const known = await services
    .get(UnitOfWork)
    .run((transaction) => new SeedRepository().organizationOfTerritory(transaction, territoryId));
  return known ?? services.get(OrganizationService).create(seedActor, { territoryId });
}
