import type { ApiKeyScope, Role } from '@maillage/identity';
import type { TerritoryKey } from './places.js';

interface Definition {
  /** End of its OpenID Connect subject, `demo|<key>`. */
  readonly key: string;
  readonly name: string;
  readonly scopes: readonly ApiKeyScope[];
}

/** Someone to act as (without a place: for the network), or the portal of a place; each gets a key. */
export type PersonDefinition = Definition &
  ({ readonly role: Role; readonly place?: TerritoryKey } | { readonly role: 'PORTAL'; readonly place: TerritoryKey });

const reads = ['read'] as const satisfies ApiKeyScope[];
const writes = [...reads, 'entry:write', 'organization:write'] as const satisfies ApiKeyScope[];
const publishes = [...writes, 'entry:publish', 'key:write'] as const satisfies ApiKeyScope[];
const moderates = [...publishes, 'moderate'] as const satisfies ApiKeyScope[];

/** Invented people, one of each role; the scopes of a key are what its role needs. */
export const people: readonly PersonDefinition[] = [
  {
    key: 'lecture-valbrune',
    name: 'Inès Marchepied (démonstration)',
    role: 'READER',
    place: 'valbrune',
    scopes: reads,
  },
  {
    key: 'redaction-valbrune',
    name: 'Malo Trévidic (démonstration)',
    role: 'CONTRIBUTOR',
    place: 'valbrune',
    scopes: writes,
  },
  {
    key: 'coordination-valbrune',
    name: 'Aïda Roncevert (démonstration)',
    role: 'COORDINATOR',
    place: 'valbrune',
    scopes: publishes,
  },
  {
    key: 'coordination-portBrume',
    name: 'Hugo Quaidormant (démonstration)',
    role: 'COORDINATOR',
    place: 'portBrume',
    scopes: publishes,
  },
  {
    key: 'coordination-champVerdelle',
    name: 'Salomé Verdelline (démonstration)',
    role: 'COORDINATOR',
    place: 'champVerdelle',
    scopes: publishes,
  },
  { key: 'moderation', name: 'Yann Clairobscur (démonstration)', role: 'MODERATOR', scopes: moderates },
  {
    key: 'coordination-nationale',
    name: 'Odile Grandvergne (démonstration)',
    role: 'NATIONAL_COORDINATOR',
    scopes: reads,
  },
  {
    key: 'administration',
    name: 'Farid Longuemare (démonstration)',
    role: 'ADMINISTRATOR',
    scopes: [...moderates, 'import:publish'],
  },
  { key: 'portail', name: 'Portail régional (démonstration)', role: 'PORTAL', place: 'lisieres', scopes: reads },
];
