import { UnitOfWork } from '@maillage/database';
import {
  type Actor,
  MemberRepository,
  type NetworkRole,
  OrganizationRepository,
  type OrganizationRole,
  OrganizationService,
} from '@maillage/identity';
import { foldText } from '@maillage/kernel';
import { demoSiren, TerritoryRepository, type TerritoryRow } from '@maillage/territory';
import type { Services } from '../reference/reference-data.js';
import { people } from './content/people.js';
import {
  bodies,
  networkMembers,
  PENDING,
  placeDefinitions,
  type PlaceKey,
  type TerritoryKey,
} from './content/places.js';
import { ensureBody, ensureOrganizationOf } from './network-bodies.js';
import { SeedRepository } from './seed.repository.js';
import type { BodyKey } from './story.js';

type MemberActor = Extract<Actor, { kind: 'MEMBER' }>;

/** Invented organizations and the people who act for them. */
export interface DemoCast {
  organizationId(key: BodyKey): string;
  /** Drafts for the body: its contributor where it has one. */
  writer(key: BodyKey): Actor;
  /** Publishes for the body and declares its reuses. */
  coordinator(key: BodyKey): Actor;
  readonly moderator: Actor;
}

/** Subject of a person of the demonstration; no identity provider issues it. */
export const subjectOf = (key: string): string => `demo|${key}`;

const territoryKeys = Object.keys(placeDefinitions) as TerritoryKey[];
const bodyKeys = Object.keys(bodies) as (keyof typeof bodies)[];

/** Rows of the invented places. Pure. */
export function placeRows(): TerritoryRow[] {
  return territoryKeys.map((key) => {
    const { level, name, population, ...place } = placeDefinitions[key];
    const code = codeOf(key);
    return {
      id: `${level}-${code}`,
      level,
      code,
      name,
      name_folded: foldText(name),
      siren: place.siren === undefined ? null : demoSiren(place.siren),
      population,
      departement_code: place.departement ?? null,
      region_code: place.region,
      epci_code: place.epci === undefined ? null : codeOf(place.epci as TerritoryKey),
      postal_codes: place.postal === undefined ? [] : [place.postal],
    };
  });
}

function codeOf(key: TerritoryKey): string {
  const { code, siren = 0 } = placeDefinitions[key];
  return code ?? demoSiren(siren);
}

/** Id of an invented place's territory. */
export const territoryIdOf = (key: TerritoryKey): string => `${placeDefinitions[key].level}-${codeOf(key)}`;

/** Places, organizations and people of the demonstration. Safe to repeat. @param networkId the network's own body */
export async function ensureDemoCast(services: Services, networkId: string): Promise<DemoCast> {
  await services
    .get(UnitOfWork)
    .run((transaction) => services.get(TerritoryRepository).load(transaction, placeRows(), 'DEMO'));
  const organizations = new Map<BodyKey, string>([['network', networkId]]);
  for (const key of bodyKeys) {
    const { type, name, siren } = bodies[key];
    organizations.set(key, await ensureBody(services, { type, name, siren: demoSiren(siren) }));
  }
  for (const key of territoryKeys) {
    if (placeDefinitions[key].organization === false || key === PENDING) continue;
    organizations.set(key, await ensureOrganizationOf(services, territoryIdOf(key)));
  }
  const pending = await ensurePending(services);
  organizations.set(PENDING, pending);
  await joinNetwork(services, organizations);
  return castOf(organizations, await ensureMembers(services, organizations));
}

/** Proposed by its own coordinator, as a town's people would: it waits for a moderator. */
async function ensurePending(services: Services): Promise<string> {
  const unitOfWork = services.get(UnitOfWork);
  const territoryId = territoryIdOf(PENDING);
  const known = await unitOfWork.run((transaction) =>
    new SeedRepository().organizationOfTerritory(transaction, territoryId),
  );
  if (known !== null) return known;
  const key = coordinationOf(PENDING);
  const name = nameOf(key, PENDING);
  const id = await unitOfWork.run((transaction) =>
    services.get(MemberRepository).upsert(transaction, subjectOf(key), name, true),
  );
  return services.get(OrganizationService).create(memberActor(id, name, null, null), { territoryId });
}

async function joinNetwork(services: Services, organizations: ReadonlyMap<BodyKey, string>): Promise<void> {
  await services.get(UnitOfWork).run(async (transaction) => {
    for (const { member, since } of networkMembers) {
      const [id = '', networkId = ''] = [organizations.get(member), organizations.get('reseau')];
      await services.get(OrganizationRepository).joinNetwork(transaction, id, networkId, since);
    }
  });
}

const coordinationOf = (place: BodyKey): string => `coordination-${place}`;

function nameOf(key: string, place: BodyKey): string {
  const known = people.find((person) => person.key === key)?.name;
  if (known !== undefined) return known;
  const name =
    place in bodies ? bodies[place as keyof typeof bodies].name : placeDefinitions[place as TerritoryKey].name;
  return `Coordination de ${name} (démonstration)`;
}

/** The named people, and a coordinator for each other organization. @returns actors by person's key */
async function ensureMembers(
  services: Services,
  organizations: ReadonlyMap<BodyKey, string>,
): Promise<ReadonlyMap<string, Actor>> {
  const members = services.get(MemberRepository);
  const named = people.filter((person) => person.role !== 'PORTAL');
  const others = [...organizations.keys()]
    .filter((place): place is PlaceKey => place !== 'network')
    .map((place) => ({ key: coordinationOf(place), place, role: 'COORDINATOR' as const }))
    .filter(({ key }) => !named.some((person) => person.key === key));
  return services.get(UnitOfWork).run(async (transaction) => {
    const actors = new Map<string, Actor>();
    for (const { key, role, place } of [...named, ...others]) {
      const name = nameOf(key, place ?? 'network');
      const memberId = await members.upsert(transaction, subjectOf(key), name, true);
      const organizationId = place === undefined ? undefined : organizations.get(place);
      await members.grant(transaction, { memberId, role, ...(organizationId !== undefined && { organizationId }) });
      const membership =
        organizationId === undefined
          ? null
          : { organizationId, role: role as OrganizationRole, verified: place !== PENDING };
      actors.set(key, memberActor(memberId, name, membership, membership ? null : (role as NetworkRole)));
    }
    return actors;
  });
}

function memberActor(
  id: string,
  displayName: string,
  membership: MemberActor['memberships'][number] | null,
  networkRole: NetworkRole | null,
): MemberActor {
  return {
    kind: 'MEMBER',
    id,
    name: `member:${id}`,
    displayName,
    memberships: membership ? [membership] : [],
    territoryRoles: [],
    networkRoles: new Set(networkRole ? [networkRole] : []),
    keyScopes: null,
    audienceLimit: 'NETWORK',
  };
}

function castOf(organizations: ReadonlyMap<BodyKey, string>, actors: ReadonlyMap<string, Actor>): DemoCast {
  const actor = (key: string): Actor => {
    const found = actors.get(key);
    if (!found) throw new Error(`The demonstration has no such person: ${key}`);
    return found;
  };
  const coordinator = (key: BodyKey): Actor => actor(key === 'network' ? 'moderation' : coordinationOf(key));
  return {
    organizationId(key) {
      const id = organizations.get(key);
      if (id === undefined) throw new Error(`The demonstration has no such organization: ${key}`);
      return id;
    },
    writer: (key) => actors.get(`redaction-${key}`) ?? coordinator(key),
    coordinator,
    moderator: actor('moderation'),
  };
}
