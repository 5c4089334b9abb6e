import type { Actor } from '../actor/actor.js';
import type { ApiKeyScope } from '../api-key/api-key.entity.js';
import { type Action, type Cell, productRights, type Right, rights } from './rights.table.js';
import { type Place, type Standing, standingsOf } from './standing.js';

/**
 * Whether the actor may do it: the one reader of the table. Pure.
 * @param place organization that it is about; absent for what is about none
 */
export function may(actor: Actor, action: Action, place?: Place): boolean {
  if (actor.kind === 'SYSTEM') return productMay(actor.keyScopes, action);
  const right: Right = rights[action];
  if (!keyAllows(actor, right.scope)) return false;
  return standingsOf(actor, place).some((standing) => holds(right.cells[standing.name], standing, actor, place));
}

/** Whether the actor may do it to something, somewhere: what the gate of root fields asks before anything is read. */
export function mayTry(actor: Actor, action: Action): boolean {
  return casesOf(action).some((one) => {
    if (actor.kind === 'SYSTEM') return productMay(actor.keyScopes, one);
    const { scope, cells }: Right = rights[one];
    return (
      keyAllows(actor, scope) && standingsOf(actor).some(({ name }) => cells[name] !== 'NO' && cells[name] !== 'MOOT')
    );
  });
}

/** Null for what has no row: it is refused. */
export function actionNamed(name: string): Action | null {
  return Object.hasOwn(rights, name) ? (name as Action) : null;
}

/** Where the actor may do it, for statements that read what is there and no more. */
export interface Reach {
  /** Everywhere. */
  readonly everywhere: boolean;
  /** With the network's own body. */
  readonly networkBody: boolean;
  /** Ids of organizations. */
  readonly organizations: readonly string[];
  /** Ids of territories: with the verified organizations that lie in them. */
  readonly territories: readonly string[];
  /** Ids of territories: with the organizations in them that no moderator has verified yet. */
  readonly pendingTerritories: readonly string[];
}

/** An organization that nobody has a role in. */
const ELSEWHERE = '';

export function reachOf(actor: Actor, action: Action): Reach {
  const isMember = actor.kind === 'MEMBER';
  const organizations = isMember ? actor.memberships.map(({ organizationId }) => organizationId) : [];
  const territories = isMember ? actor.territoryRoles.map(({ territoryId }) => territoryId) : [];
  const reaches = (id: string, verified: boolean): boolean =>
    may(actor, action, { id: ELSEWHERE, verified, territories: [id] });
  return {
    everywhere: may(actor, action, { id: ELSEWHERE }),
    networkBody: may(actor, action, { id: ELSEWHERE, isNetwork: true }),
    organizations: organizations.filter((id) => may(actor, action, { id })),
    territories: territories.filter((id) => reaches(id, true)),
    pendingTerritories: territories.filter((id) => reaches(id, false)),
  };
}

/** The scopes of the key used allow it; a session (no key) and a visitor are limited by what they are alone. */
export function scopeAllows(actor: Actor, scope: ApiKeyScope): boolean {
  return actor.kind === 'VISITOR' || actor.keyScopes === null || actor.keyScopes.has(scope);
}

/** Rows of the scope `read` are about what is beyond the public, which a key of the audience PUBLIC does not read. */
function keyAllows(actor: Exclude<Actor, { kind: 'SYSTEM' }>, scope: ApiKeyScope | null): boolean {
  if (scope === null || actor.kind === 'VISITOR') return true;
  if (scope === 'read' && actor.audienceLimit === 'PUBLIC') return false;
  return scopeAllows(actor, scope);
}

function holds(cell: Cell, standing: Standing, actor: Actor, place: Place | undefined): boolean {
  switch (cell) {
    case 'YES':
      return true;
    case 'VERIFIED':
      return standing.verified;
    case 'NETWORK_BODY':
      return place?.isNetwork ?? false;
    case 'MODERATING':
      return scopeAllows(actor, 'moderate');
    case 'NO':
    case 'MOOT':
      return false;
  }
}

function productMay(scopes: ReadonlySet<ApiKeyScope>, action: Action): boolean {
  const scope = productRights[action];
  return scope !== undefined && scopes.has(scope);
}

const cases = new Map<Action, readonly Action[]>();

/** The row itself and those of its parts, `apiKeyRevoke.own`. */
function casesOf(action: Action): readonly Action[] {
  let known = cases.get(action);
  if (!known) {
    known = (Object.keys(rights) as Action[]).filter((name) => name === action || name.startsWith(`${action}.`));
    cases.set(action, known);
  }
  return known;
}
