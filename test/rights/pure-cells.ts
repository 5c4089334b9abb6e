import {
  canEraseMember,
  canPushFor,
  canReadSubmission,
  canRemoveContact,
  type EntryFacts,
  type EntryState,
  isVisibleTo,
  type OwnerFacts,
  readingAudience,
  type RevisionState,
  type Visibility,
} from '@maillage/catalogue';
import {
  type Action,
  type Actor,
  API_KEY_SCOPES,
  type ApiKeyScope,
  audienceOf,
  canRevokeKey,
  may,
  type MemberActor,
  mayTry,
  type NetworkRole,
  NETWORK_ROLES,
  type OrganizationRole,
  reachOf,
} from '@maillage/identity';
import { calls, type Row, scopes, WHO, type Who } from './expectation.js';
import { parts, seenById, shared, toReview } from './expectation-of-reading.js';
import { ORGANIZATIONS, type OrganizationName, people as cast, portals } from './people.js';
import { openCalls } from './root-calls.js';
import { SUBSCRIPTIONS } from './subscription-probes.js';

/**
 * The same cells asked of the policies themselves, without a server: so quick that every rule of the table can be
 * flipped in `npm test`. That the API asks these policies is what the probes through GraphQL are for.
 * @param people whose cells
 * @returns cells that are otherwise than written
 */
export function pureMistakes(people: readonly Who[] = WHO): string[] {
  return people
    .flatMap((who) => {
      const actor = actorOf(who);
      const wrong = (rows: Readonly<Record<string, Row>>, is: (name: string) => boolean): string[] =>
        Object.entries(rows).flatMap(([name, row]) => (is(name) === row[who] ? [] : [`${name}, ${who}`]));
      return [
        ...wrong(calls, (row) => isAllowed(actor, row)),
        ...wrong(seenById, (name) => isSeen(actor, factsOf(name))),
        ...wrong(shared, (name) => isShared(actor, factsOf(name))),
        ...wrong(toReview, (name) => may(actor, 'entrySubmissions', reviewPlaceOf(factsOf(name))) && isSubmitted(name)),
        ...wrong(thingsSeen, (name) => thingSeen(actor, name)),
      ];
    })
    .concat(people.flatMap(scopeMistakes));
}

function isAllowed(actor: Actor, row: string): boolean {
  const [action, about = ''] = row.split(' ') as [Action, string?];
  if (row === 'everybody') return OPEN.every((field) => mayTry(actor, field));
  if (row === 'import') return may(actor, 'import.publish');
  if (about === 'all') return may(actor, 'membershipRequests.all');
  if (action === 'memberErase') return canEraseMember(actor, about === 'own' && isPerson(actor) ? actor.id : 'another');
  if (row === 'entryContactRemove own') return isPerson(actor) && canRemoveContact(actor, NOWHERE, actor.id);
  if (action === 'apiKeyRevoke') return canRevokeKey(actor, holderOf(actor, about));
  if (about === '') return mayTry(actor, action);
  const place = placeOf(about.slice(0, 1) as OrganizationName);
  if (action === 'entriesImport') return mayTry(actor, action) && canPushFor(actor, place);
  return mayTry(actor, action) && may(actor, action, about.includes('-') ? { ...place, territories: [] } : place);
}

/** What everybody may ask for, and subscribe to. */
const OPEN = [...Object.keys(openCalls), ...SUBSCRIPTIONS] as Action[];
const isPerson = (actor: Actor): actor is MemberActor => actor.kind === 'MEMBER';
const NOWHERE = { id: 'nowhere' };

function holderOf(actor: Actor, about: string): { memberId: string | null; organizationId: string | null } {
  if (about === 'own' && actor.kind === 'MEMBER') return { memberId: actor.id, organizationId: null };
  if (about === 'own' || about === 'person') return { memberId: 'somebody else', organizationId: null };
  return { memberId: null, organizationId: about };
}

const rowsOf = new Map(
  Object.keys(scopes).map((field) => [
    field,
    Object.keys(calls).filter((row) => row === field || row.split(' ')[0] === field),
  ]),
);

/** A key that lacks the scope of a row does nothing of it. */
function scopeMistakes(who: Who): string[] {
  const ofCalls = Object.entries(scopes).flatMap(([field, scope]) => {
    const actor = actorOf(who, scope as ApiKeyScope);
    const rows = rowsOf.get(field) ?? [];
    return who === 'vis' ? [] : rows.filter((row) => isAllowed(actor, row)).map((row) => `${row} without ${scope}`);
  });
  const blind = actorOf(who, 'read');
  const ofReading = Object.entries(seenById).filter(([name, row]) => !row.vis && isSeen(blind, factsOf(name)));
  const ofThings = Object.entries(thingsSeen).filter(([name, row]) => !row.vis && thingSeen(blind, name));
  const confirming = actorOf(who, 'moderate');
  return [
    ...ofCalls,
    ...[...ofReading, ...ofThings].filter(([name]) => name !== UNUSED).map(([name]) => `${name} without read`),
    ...(thingSeen(confirming, UNUSED) ? [`${UNUSED} without moderate`] : []),
  ];
}

const UNUSED = 'system of A house';
const names = [
  'reads the network',
  'relation to A public',
  'relation to A network',
  'relation to A house',
  'organization A',
  'organization P',
  UNUSED,
  'notice of A',
  'notice of P',
] as const;
const thingsSeen: Readonly<Record<string, Row>> = Object.fromEntries(
  names.flatMap((name) => {
    const row = parts[name];
    return row ? [[name, row] as const] : [];
  }),
);

function thingSeen(actor: Actor, name: string): boolean {
  const id = name.slice(-1);
  if (name === 'reads the network') return audienceOf(actor) === 'NETWORK';
  if (name.startsWith('relation to ')) {
    const pointing = factsOf('A pointing');
    const audience = readingAudience(actor, pointing, pointing.owner);
    return audience !== null && isVisibleTo(factsOf(name.slice('relation to '.length)), audience);
  }
  if (name === UNUSED) return may(actor, 'see.unused');
  if (name.startsWith('notice')) return reachOf(actor, 'see.notices').organizations.includes(id);
  const { everywhere, organizations } = reachOf(actor, 'see.pending');
  return id === 'A' || everywhere || organizations.includes(id);
}

interface Facts extends EntryFacts, Visibility {}

function isSeen(actor: Actor, facts: Facts): boolean {
  return readingAudience(actor, facts, facts.owner) !== null || canReadSubmission(actor, facts);
}

function isShared(actor: Actor, facts: Facts): boolean {
  return facts.state === 'PUBLISHED' && isVisibleTo(facts, audienceOf(actor));
}

const isSubmitted = (name: string): boolean => factsOf(name).revisionState === 'SUBMITTED';
const reviewPlaceOf = ({ owner, audience }: Facts): OwnerFacts =>
  audience === 'ORGANIZATION' ? { ...owner, territories: [] } : owner;

/** What the name of an entry of the cast says. */
function factsOf(name: string): Facts {
  const [id = 'A', ...said] = name.split(' ') as [OrganizationName, ...string[]];
  const has = (word: string): boolean => said.includes(word);
  const open: EntryState = has('draft') || has('submitted') || has('returned') ? 'DRAFT' : 'PUBLISHED';
  const closed = (['archived', 'withdrawn', 'merged'] as const).find(has)?.toUpperCase() as EntryState | undefined;
  const submitted: RevisionState = has('submitted') || has('revised') ? 'SUBMITTED' : 'PUBLISHED';
  const revision: RevisionState = has('draft') ? 'DRAFT' : has('returned') ? 'CHANGES_REQUESTED' : submitted;
  const owner = placeOf(id);
  return {
    owner,
    ownerId: id,
    ownerState: owner.verified ? 'VERIFIED' : 'PENDING',
    subjectOrganizationId: id,
    state: closed ?? open,
    audience: has('house') ? 'ORGANIZATION' : has('network') ? 'NETWORK' : 'PUBLIC',
    revisionState: revision,
    hasOrigin: has('taken'),
  };
}

function placeOf(id: OrganizationName): OwnerFacts {
  const lies = id === 'A' || id === 'P';
  const territories = lies ? ['DEPARTEMENT-Z1', 'REGION-Z9'] : id === 'B' ? ['DEPARTEMENT-Z2', 'REGION-Z9'] : [];
  return { id, verified: id !== 'P', isNetwork: id === 'N', territories };
}

const actors = new Map<string, Actor>();

/** Somebody of the cast, as the API would know them. */
function actorOf(who: Who, lacks?: ApiKeyScope): Actor {
  const name = `${who} ${lacks}`;
  const known = actors.get(name) ?? makeActor(who, lacks);
  actors.set(name, known);
  return known;
}

function makeActor(who: Who, lacks?: ApiKeyScope): Actor {
  if (who === 'vis') return { kind: 'VISITOR', name: 'visitor' };
  const person = cast[who];
  const keyScopes = new Set(API_KEY_SCOPES.filter((scope) => scope !== lacks && scope !== person?.without));
  const portal = portals[who];
  if (portal) {
    const { organization, audience } = portal;
    const verified = placeOf(organization).verified;
    const key = { id: who, name: `key:${who}`, keyScopes, audienceLimit: audience };
    return { kind: 'PORTAL', ...key, organizationId: organization, verified };
  }
  const { role, organization, territory } = person ?? {};
  const isOfNetwork = (NETWORK_ROLES as readonly (string | undefined)[]).includes(role);
  const memberships = ORGANIZATIONS.filter((id) => id === organization).map((id) => ({
    organizationId: id,
    role: role as OrganizationRole,
    verified: placeOf(id).verified,
  }));
  return {
    kind: 'MEMBER',
    id: who,
    name: `member:${who}`,
    displayName: who,
    memberships,
    territoryRoles: territory === undefined ? [] : [{ territoryId: territory }],
    networkRoles: new Set(isOfNetwork ? [role as NetworkRole] : []),
    keyScopes,
    audienceLimit: 'NETWORK',
  };
}
