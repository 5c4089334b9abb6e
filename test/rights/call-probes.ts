import { randomUUID } from 'node:crypto';
import { FULL } from '../support/promise.js';
import type { GraphqlAnswer } from '../support/test-api.js';
import type { Cast } from './cast.js';
import { calls, scopes, WHO, type Who } from './expectation.js';
import type { Probe } from './probe.js';
import { doubles } from './doubles.js';
import { type Aim, type Call, openCalls, rootCalls } from './root-calls.js';

/** The row of the code's table that a row of the expectation is about, where it has another name. */
const actionOf: Readonly<Record<string, string>> = {
  'apiKeyRevoke own': 'apiKeyRevoke.own',
  'apiKeyRevoke person': 'apiKeyRevoke.person',
  'entryContactRemove own': 'entryContactRemove.own',
  'memberErase own': 'memberErase.own',
  'memberErase person': 'memberErase',
  'membershipRequests all': 'membershipRequests.all',
  import: 'import.publish',
};

/** One probe a cell. */
export function callProbes(cast: Cast): Probe[] {
  return Object.entries(calls).flatMap(([row, expected]) =>
    WHO.flatMap((who) => (row === 'everybody' ? openProbes(cast, who) : [cellProbe(cast, row, who, expected[who])])),
  );
}

/** Each call once more by somebody who may, with a key that has every scope but the one it needs. */
export function scopeProbes(cast: Cast): Probe[] {
  return Object.entries(scopes).flatMap(([field, scope]) => {
    const row = [field, `${field} A`].find((name) => name in calls) ?? '';
    const who = (['coo', 'mod', 'adm'] as const).find((one) => calls[row]?.[one]);
    if (who === undefined) throw new Error(`nobody may call ${field}`);
    const run = async (): Promise<string[]> => {
      const stage = await doubles[row]?.(cast, who, scope);
      const key = stage?.keys.get(who) ?? (await cast.keyWithout(who, scope));
      const allowed = isAllowed(row, await send(cast, aimed(stage ?? cast, row, who), key));
      return allowed ? [`${field} does not ask for the scope ${scope}`] : [];
    };
    return [
      {
        name: `${field} without the scope ${scope}`,
        who,
        actions: [actionOf[field] ?? field],
        changing: row in doubles,
        quick: true,
        run,
      },
    ];
  });
}

/** Fields of the API that the expectation says nothing about. */
export function unlisted(fields: readonly string[]): string[] {
  return fields.filter((field) => !(field in rootCalls) && !(field in openCalls));
}

function openProbes(cast: Cast, who: Who): Probe[] {
  return Object.entries(openCalls).map(([field, call]) => ({
    name: `${field}, as ${who}`,
    who,
    actions: [field],
    quick: who === 'vis' || who === 'por' || who === 'rea',
    run: async () => {
      const { errors } = await send(cast, call({ cast, who, about: '', id: real }), cast.keys.get(who));
      return errors.length === 0 ? [] : [`${field} is refused to ${who}: ${JSON.stringify(errors)}`];
    },
  }));
}

function cellProbe(cast: Cast, row: string, who: Who, expected: boolean): Probe {
  const [field = ''] = row.split(' ');
  return {
    name: `${row}, as ${who}`,
    who,
    actions: [actionOf[row] ?? field],
    changing: row in doubles,
    quick: expected ? who !== 'reg' : ALMOST.has(who),
    run: async () => {
      const stage = (await doubles[row]?.(cast, who)) ?? cast;
      const key = stage.keys.get(who);
      const answer = await send(stage, aimed(stage, row, who), key);
      const allowed = isAllowed(row, answer);
      if (allowed !== expected) return [`${row} is ${allowed ? 'allowed' : 'refused'} to ${who}`];
      if (allowed || !(FULL || TWINS.has(who))) return [];
      const absent = await send(
        stage,
        aimed(stage, row, who, () => randomUUID()),
        key,
      );
      const [said, wouldSay] = [answer, absent].map((one) => JSON.stringify({ data: one.data, errors: one.errors }));
      return said === wouldSay ? [] : [`${row}: forbidden answers ${said} to ${who}, absent ${wouldSay}`];
    },
  };
}

/** Those who come nearest to a right that they do not have. */
const ALMOST: ReadonlySet<Who> = new Set(['por', 'coB', 'ter', 'mos']);
/** Of whom it is tried in `npm test`, too, that absent and forbidden answer alike. */
const TWINS: ReadonlySet<Who> = new Set(['coB', 'ter']);

const real = (id: string | undefined): string => id ?? '00000000-0000-7000-8000-000000000000';

function aimed(cast: Cast, row: string, who: Who, id: Aim['id'] = real): Call {
  const [field = '', about = ''] = row.split(' ');
  const call = rootCalls[field];
  if (!call) throw new Error(`no call for ${row}`);
  return call({ cast, who, about, id });
}

function send(cast: Cast, { query, variables }: Call, key: string | undefined): Promise<GraphqlAnswer> {
  return cast.api.send(query, variables, key ? { key } : {});
}

const OF_ONESELF = ['membershipLeave', 'membershipRequestWithdraw', 'sessionRevoke'];
const REFUSALS = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'];

/** @throws for an answer that tells neither: the call itself is wrong */
function isAllowed(row: string, { data, errors }: GraphqlAnswer): boolean {
  const [error] = errors;
  // Of one's own there is none with this id: whoever may not ask at all is told so.
  if (error?.extensions.code === 'NOT_FOUND' && OF_ONESELF.includes(row)) return true;
  if (error && REFUSALS.includes(error.extensions.code)) return false;
  if (error) throw new Error(`${row}: ${JSON.stringify(errors)}`);
  if (row === 'import') return data.viewer.permissions.canImport === true;
  const [payload] = Object.values(data as Record<string, { userErrors?: { code: string }[] } | null>);
  return !(payload?.userErrors ?? []).some(({ code }) => code === 'OWNER_UNKNOWN');
}
