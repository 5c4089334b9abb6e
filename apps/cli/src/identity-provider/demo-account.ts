import { demoSiren, isValidSiret } from '@maillage/kernel';
import { people } from '../seed/content/people.js';
import { bodies, placeDefinitions, type TerritoryKey } from '../seed/content/places.js';

/** Somebody who can sign in at the development identity provider. */
export interface DemoAccount {
  /** `sub`; the seed knows its people as `demo|<sub>`. */
  readonly sub: string;
  readonly givenName: string;
  readonly usualName: string;
  /** Where the person works; null for people of the network itself. */
  readonly siret: string | null;
  /** For the page: what the person is in the demonstration. */
  readonly part: string;
  readonly place: string;
}

const parts: Readonly<Record<string, string>> = {
  READER: 'Lectrice ou lecteur',
  CONTRIBUTOR: 'Contributrice ou contributeur',
  COORDINATOR: 'Coordinatrice ou coordinateur',
  MODERATOR: 'Modération du réseau',
  NATIONAL_COORDINATOR: 'Coordination nationale',
  ADMINISTRATOR: 'Administration du réseau',
};

/** People whom the network does not know yet: they show how one comes in. */
const newcomers: readonly { readonly sub: string; readonly name: string; readonly place: TerritoryKey }[] = [
  { sub: 'nouvelle-agente', name: 'Nour Clairevoie (démonstration)', place: 'valbrune' },
  { sub: 'nouvel-agent', name: 'Émile Hautbois (démonstration)', place: 'plaine' },
];

/** Everybody of the demonstration, those with a name of their own first. */
export function demoAccounts(): DemoAccount[] {
  const named = people
    .filter((person) => person.role !== 'PORTAL')
    .map(({ key, name, role, place }) => ({ sub: key, ...namesOf(name), part: parts[role] ?? role, ...workOf(place) }));
  const known = new Set(named.map(({ sub }) => sub));
  const others = coordinations().filter(({ sub }) => !known.has(sub));
  const unknown = newcomers.map(({ sub, name, place }) => ({
    sub,
    ...namesOf(name),
    part: 'Pas encore de compte',
    ...workOf(place),
  }));
  return [...named, ...unknown, ...others];
}

/** A coordination for each organization, under the name that the seed gives it. */
function coordinations(): DemoAccount[] {
  const places = Object.entries(placeDefinitions)
    .filter(([, place]) => place.organization !== false)
    .map(([key, { name }]) => ({ key, name, work: workOf(key as TerritoryKey) }));
  const free = Object.entries(bodies).map(([key, { name, siren }]) => ({
    key,
    name,
    work: { siret: siretOf(demoSiren(siren)), place: name },
  }));
  return [...places, ...free].map(({ key, name, work }) => ({
    sub: `coordination-${key}`,
    givenName: '',
    usualName: `Coordination de ${name} (démonstration)`,
    part: parts['COORDINATOR'] ?? '',
    ...work,
  }));
}

function namesOf(name: string): Pick<DemoAccount, 'givenName' | 'usualName'> {
  const [givenName = '', ...rest] = name.split(' ');
  return { givenName, usualName: rest.join(' ') };
}

function workOf(key: TerritoryKey | undefined): Pick<DemoAccount, 'siret' | 'place'> {
  if (key === undefined) return { siret: null, place: 'le réseau' };
  const { siren, name } = placeDefinitions[key];
  return { siret: siren === undefined ? null : siretOf(demoSiren(siren)), place: name };
}

/** A valid SIRET of an invented body: its SIREN, and the first number of an establishment that adds up. */
function siretOf(siren: string): string {
  for (let number = 10; ; number += 1) {
    const siret = `${siren}${String(number).padStart(5, '0')}`;
    if (isValidSiret(siret)) return siret;
  }
}
