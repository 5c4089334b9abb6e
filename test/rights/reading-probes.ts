import type { GraphqlAnswer } from '../support/test-api.js';
import type { Cast } from './cast.js';
import { MAILBOX, WORD } from './cast-entries.js';
import { type Row, WHO, type Who } from './expectation.js';
import { ownList, parts, seenById, shared, toReview } from './expectation-of-reading.js';
import type { Probe } from './probe.js';

type Rows = Readonly<Record<string, Row>>;
type Seen = Readonly<Record<string, boolean>>;
type Send = (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<GraphqlAnswer>;

interface Section {
  readonly name: string;
  readonly rows: Rows;
  readonly look: (cast: Cast, send: Send, who: Who) => Promise<Seen>;
}

/** Root fields of one document. */
const AT_ONCE = 8;

const sections: readonly Section[] = [
  { name: 'entry', rows: seenById, look: byId },
  { name: 'entryRevisions', rows: seenById, look: byHistory },
  { name: 'entries', rows: shared, look: inEntries },
  { name: 'search', rows: shared, look: inSearch },
  { name: 'suggest', rows: shared, look: inSuggestions },
  { name: 'entries of an owner', rows: ownList, look: inOwnList },
  { name: 'entrySubmissions', rows: toReview, look: inSubmissions },
  { name: 'parts of an entry', rows: parts, look: partsSeen },
  { name: 'what is no entry', rows: parts, look: othersSeen },
];

/** One probe a section and person: all its rows in a few requests. */
export function readingProbes(cast: Cast): Probe[] {
  return WHO.flatMap((who) =>
    sections.map(({ name, rows, look }) => ({
      name: `${name}, as ${who}`,
      who,
      actions: [],
      quick: (name === 'entryRevisions' ? QUICK_HISTORY : QUICK).has(who),
      run: async () => {
        const key = cast.keys.get(who);
        const send: Send = async (query, variables = {}) => cast.api.send(query, variables, key ? { key } : {});
        return mistakes(rows, who, await look(cast, send, who));
      },
    })),
  );
}

/** The same by people whose key lacks `read`: they see what a visitor sees. */
export function readingScopeProbes(cast: Cast): Probe[] {
  return (['coo', 'ter', 'cdP', 'mod'] as const).flatMap((who) =>
    sections.map(({ name, rows, look }) => ({
      name: `${name}, as ${who} without the scope read`,
      who,
      actions: [],
      quick: name === 'entry',
      run: async () => {
        const key = await cast.keyWithout(who, 'read');
        const send: Send = async (query, variables = {}) => cast.api.send(query, variables, { key });
        const seen = await look(cast, send, 'vis');
        // What moderators confirm they see by another scope.
        const told = Object.entries(seen).filter(([row]) => who !== 'mod' || !/^(system|supplier) of /.test(row));
        return mistakes(rows, 'vis', Object.fromEntries(told));
      },
    })),
  );
}

/** A request an entry. */
const QUICK_HISTORY: ReadonlySet<Who> = new Set(['vis', 'coB', 'ter']);
/** One of each kind. */
const QUICK: ReadonlySet<Who> = new Set(['vis', 'ppu', 'por', 'ppd', 'rea', 'cdP', 'coB', 'ter', 'mod', 'nat', 'mos']);

/** Rows of which something else is seen than is written; what the look does not tell is left to another. */
function mistakes(rows: Rows, who: Who, seen: Seen): string[] {
  return Object.entries(seen).flatMap(([name, is]) => {
    const expected = rows[name]?.[who];
    if (expected === undefined) return [`« ${name} » has no row`];
    return expected === is ? [] : [`« ${name} » is ${is ? 'seen' : 'not seen'}`];
  });
}

async function byId({ entries }: Cast, send: Send): Promise<Seen> {
  const names = Object.keys(seenById);
  const seen: Record<string, boolean> = {};
  for (let start = 0; start < names.length; start += AT_ONCE) {
    const asked = names.slice(start, start + AT_ONCE);
    const fields = asked.map((name, index) => `e${index}: entry(id: "${entries[name]}") { id title }`);
    const { data } = await send(`{ ${fields.join(' ')} }`);
    for (const [index, name] of asked.entries()) seen[name] = data[`e${index}`] !== null;
  }
  return seen;
}

/** Absent answers like hidden, word for word. */
async function byHistory({ entries }: Cast, send: Send): Promise<Seen> {
  const query = 'query ($id: ID!) { entryRevisions(id: $id) { number } }';
  const absent = JSON.stringify(refusal(await send(query, { id: '00000000-0000-7000-8000-000000000000' })));
  const seen: Record<string, boolean> = {};
  for (const name of Object.keys(seenById)) {
    const answer = await send(query, { id: entries[name] });
    seen[name] = answer.errors.length === 0;
    if (answer.errors.length > 0 && JSON.stringify(refusal(answer)) !== absent) {
      throw new Error(`${name} is refused otherwise than what does not exist: ${JSON.stringify(answer.errors)}`);
    }
  }
  return seen;
}

async function inEntries(cast: Cast, send: Send): Promise<Seen> {
  const { data } = await send('{ entries(first: 100) { nodes { id } } }');
  return among(cast, shared, data.entries.nodes);
}

/** Totals and facets count what is seen, and nothing else. */
async function inSearch(cast: Cast, send: Send, who: Who): Promise<Seen> {
  const { data } = await send(
    `{ search(query: "${WORD}", first: 100) { totalCount edges { node { id } } facets(names: [kind]) { values { count } } } }`,
  );
  const { totalCount, edges, facets } = data.search;
  const counted = facets[0].values.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
  const wanted = Object.values(shared).filter((row) => row[who]).length;
  const seen = among(
    cast,
    shared,
    edges.map((edge: { node: { id: string } }) => edge.node),
  );
  const isAsWritten = Object.entries(shared).every(([name, row]) => seen[name] === row[who]);
  if (isAsWritten && [edges.length, totalCount, counted].some((number) => number !== wanted)) {
    throw new Error(
      `of ${wanted} entries ${edges.length} are found, the total is ${totalCount}, the facet's ${counted}`,
    );
  }
  return seen;
}

async function inSuggestions(cast: Cast, send: Send): Promise<Seen> {
  const { data } = await send(`{ suggest(query: "${WORD}", first: 20) { entries { id } } }`);
  return among(cast, shared, data.suggest.entries);
}

async function inOwnList(cast: Cast, send: Send): Promise<Seen> {
  const { A, P, N } = cast.organizations;
  const list = (id: string): string => `entries(filter: { ownerId: "${id}" }, first: 100) { nodes { id } }`;
  const { data } = await send(`{ a: ${list(A)} p: ${list(P)} n: ${list(N)} }`);
  return among(cast, ownList, [...data.a.nodes, ...data.p.nodes, ...data.n.nodes]);
}

async function inSubmissions(cast: Cast, send: Send): Promise<Seen> {
  const { data } = await send('{ entrySubmissions(first: 100) { nodes { id } } }');
  return among(cast, toReview, data === null ? [] : data.entrySubmissions.nodes);
}

function among({ entries }: Cast, rows: Rows, nodes: readonly { id: string }[]): Seen {
  const ids = new Set(nodes.map((node) => node.id));
  return Object.fromEntries(Object.keys(rows).map((name) => [name, ids.has(entries[name] ?? '')]));
}

async function partsSeen({ entries }: Cast, send: Send): Promise<Seen> {
  const { data } = await send(
    `query ($public: ID!, $revised: ID!, $returned: ID!, $taken: ID!, $pointing: ID!, $withdrawn: ID!, $merged: ID!) {
      public: entry(id: $public) { contact namedContact { name } ... on UseCase { cost { oneOffEur } } }
      second: entry(id: $revised, revision: 2) { id }
      revised: entry(id: $revised) { draftState }
      returned: entry(id: $returned) { reviewComment }
      taken: entry(id: $taken) { origin { raw } }
      pointing: entry(id: $pointing) { relations { targetEntry { id } } }
      withdrawn: entryTombstone(id: $withdrawn) { id }
      merged: entryTombstone(id: $merged) { id }
    }`,
    {
      public: entries['A public'],
      revised: entries['A revised'],
      returned: entries['A returned'],
      taken: entries['P taken'],
      pointing: entries['A pointing'],
      withdrawn: entries['A withdrawn'],
      merged: entries['A merged network'],
    },
  );
  const id = entries['A revised'];
  const history = await send('query ($id: ID!) { entryRevisions(id: $id) { number state } }', { id });
  const diff = await send('query ($id: ID!) { entryDiff(id: $id, from: 1, to: 2) { path after } }', { id });
  const targets: string[] = (data.pointing?.relations ?? []).map(
    (one: { targetEntry: { id: string } }) => one.targetEntry.id,
  );
  return {
    contact: data.public?.contact === MAILBOX,
    'named contact': (data.public?.namedContact ?? null) !== null,
    'exact cost': (data.public?.cost?.oneOffEur ?? null) !== null,
    'submission by its number': data.second !== null,
    'submission in the history': (history.data?.entryRevisions ?? []).some(
      (one: { number: number }) => one.number === 2,
    ),
    'submission in the differences': diff.errors.length === 0,
    'contact in the differences': JSON.stringify(diff.data ?? {}).includes(MAILBOX),
    'state of the submission': data.revised?.draftState === 'SUBMITTED',
    'words of the reviewer': (data.returned?.reviewComment ?? null) !== null,
    'raw origin': (data.taken?.origin?.raw ?? null) !== null,
    'relation to A public': targets.includes(entries['A public'] ?? ''),
    'relation to A network': targets.includes(entries['A network'] ?? ''),
    'relation to A house': targets.includes(entries['A house'] ?? ''),
    'tombstone of A withdrawn': data.withdrawn !== null,
    'tombstone of A merged network': data.merged !== null,
  };
}

async function othersSeen({ organizations, systems, suppliers }: Cast, send: Send): Promise<Seen> {
  const { A, P } = organizations;
  const { data } = await send(
    `query ($A: ID!, $P: ID!) {
      viewer { audience notices { organizationId } }
      a: organization(id: $A) { id } p: organization(id: $P) { id }
      pending: organizations(filter: { states: [PENDING] }, first: 100) { nodes { id } }
      systems(first: 100) { id } suppliers(first: 100) { id }
    }`,
    { A, P },
  );
  const has = (list: readonly { id: string }[], id: string | undefined): boolean => list.some((one) => one.id === id);
  const noticed = data.viewer.notices.map((notice: { organizationId: string }) => ({ id: notice.organizationId }));
  const used = ['public', 'network', 'house'].flatMap((audience): [string, boolean][] => [
    [`system of A ${audience}`, has(data.systems, systems[audience])],
    [`supplier of A ${audience}`, has(data.suppliers, suppliers[audience])],
  ]);
  return {
    'reads the network': data.viewer.audience === 'NETWORK',
    'organization A': data.a !== null,
    'organization P': data.p !== null,
    'organization P in the list': has(data.pending.nodes, P),
    'notice of A': has(noticed, A),
    'notice of P': has(noticed, P),
    ...Object.fromEntries(used),
  };
}

/** What a caller learns from a refusal. */
function refusal({ errors, data }: GraphqlAnswer): unknown {
  return { data, errors: errors.map(({ message, extensions }) => ({ message, extensions })) };
}
