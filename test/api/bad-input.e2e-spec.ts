import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  buildSchema,
  getNamedType,
  type GraphQLField,
  type GraphQLInputObjectType,
  isCompositeType,
  type GraphQLSchema,
} from 'graphql';
import {
  badArguments,
  hostileValues as hostile,
  type Ids,
  jsonOf,
  type Path,
  places as placesOf,
  plausible,
} from '../factories/bad-input.factory.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { FULL, PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestApi, type GraphqlError, type TestApi } from '../support/test-api.js';
import { CREATE, useCaseInput } from './operations.js';

type RootField = GraphQLField<unknown, unknown>;

const schema: GraphQLSchema = buildSchema(readFileSync('apps/api/schema.graphql', 'utf8'));
const fieldsOf = (type: { getFields(): Record<string, RootField> } | null | undefined): RootField[] =>
  Object.values(type?.getFields() ?? {}).filter((field) => field.args.length > 0);
const mutations = fieldsOf(schema.getMutationType()).map((field) => ({ name: field.name, kind: 'mutation', field }));
const queries = fieldsOf(schema.getQueryType()).map((field) => ({ name: field.name, kind: 'query', field }));

/** Inputs of all root fields together; the importer’s 200 files are a suite of their own (`test/exchange/bad-files`). */
const INPUTS = rounds(4_800, 45_000);
/** Mutations get three times what queries get: they could write. */
const SHARE = INPUTS / (mutations.length * 3 + queries.length);

/** The same inputs in every run of `npm test`, so that a red run is one everywhere; others in each full one. */
const SEED = FULL ? Date.now() % 2 ** 31 : 2_024;

const LEAK = /node_modules|SELECT |INSERT |\n\s+at |relation "|violates/;

function operationOf({ name, kind, field }: { name: string; kind: string; field: RootField }): string {
  const declared = field.args.map((one) => `$${one.name}: ${String(one.type)}`).join(', ');
  const passed = field.args.map((one) => `${one.name}: $${one.name}`).join(', ');
  const selection =
    kind === 'mutation'
      ? '{ userErrors { code message path } }'
      : isCompositeType(getNamedType(field.type))
        ? '{ __typename }'
        : '';
  return `${kind} Bad(${declared}) { ${name}(${passed}) ${selection} }`;
}

interface Verdict {
  readonly status: number;
  readonly codes: readonly string[];
  readonly text: string;
}

/** Leaves alone, for the test that puts values into one entry. */
function leaves(value: unknown): Path[] {
  const all = placesOf(value);
  return all.filter(
    (path) => !all.some((other) => other.length > path.length && path.every((key, n) => other[n] === key)),
  );
}

/** The value at a place of which the groups above may be missing. */
function planted(value: unknown, [key, ...rest]: Path, put: unknown): unknown {
  if (key === undefined) return put;
  if (typeof key === 'number') return [planted(undefined, rest, put)];
  const known = (value ?? {}) as Record<string, unknown>;
  return { ...known, [key]: planted(known[key], rest, put) };
}

describe('bad input, on every root field', () => {
  let api: TestApi;
  const told = { inputs: 0, refused: 0, refused_by_rules: 0 };

  beforeAll(async () => {
    api = await createTestApi();
  });

  afterAll(() => api.close());

  const send = async (query: string, variables: unknown, key: string): Promise<Verdict> => {
    const { statusCode: status, body: text } = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        authorization: `Bearer ${key}`,
      },
      payload: jsonOf({ query, variables }),
    });
    type Payload = { userErrors?: { code: string }[] } | null;
    const { data, errors = [] } = JSON.parse(text) as {
      data?: Record<string, Payload> | null;
      errors?: GraphqlError[];
    };
    const inPayload = Object.values(data ?? {}).flatMap((payload) => payload?.userErrors ?? []);
    return { status, text, codes: [...errors.map((one) => one.extensions.code), ...inPayload.map((one) => one.code)] };
  };

  interface Stage {
    readonly ownerId: string;
    readonly keys: readonly [coordinator: string, administrator: string];
    readonly ids: Ids;
  }

  /** People, an organization and a draft of its own for each root field: some of them take rights away. */
  const stageFor = async (name: string): Promise<Stage> => {
    const ownerId = await api.organization(`Ville de démonstration ${name}`);
    const keys = [await api.person('COORDINATOR', ownerId), await api.person('ADMINISTRATOR')] as const;
    const input = useCaseInput(ownerId, useCaseContent({ title: `Saisie ${name} (démonstration)` }));
    const { data } = await api.send(CREATE, { input }, { key: keys[0] });
    const entryId: string = data.entryCreate.entry.id;
    // `id` is of what a root field is named after.
    const id = name.startsWith('organization') ? ownerId : entryId;
    return { ownerId, keys, ids: { id, entryId, ownerId, organizationId: ownerId } };
  };

  it.each([...mutations, ...queries])(
    '$kind $name says what is wrong, and then has written nothing',
    async (root) => {
      const query = operationOf(root);
      const isMutation = root.kind === 'mutation';
      let turn = 0;
      const { ids, keys } = await stageFor(root.name);
      let before = isMutation ? await api.counts() : {};
      const property = fc.asyncProperty(badArguments(root.field.args, ids), async (variables) => {
        const { status, codes, text } = await send(query, variables, keys[(turn += 1) % 2] ?? keys[0]);
        told.inputs += 1;
        told.refused += codes.length > 0 ? 1 : 0;
        told.refused_by_rules += codes.some((code) => code !== 'BAD_USER_INPUT') ? 1 : 0;
        expect({ text: text.slice(0, 600), status: [200, 400].includes(status) }).toMatchObject({ status: true });
        expect(codes.filter((code) => code.startsWith('INTERNAL'))).toEqual([]);
        expect(text).not.toMatch(LEAK);
        if (!isMutation) return;
        const after = await api.counts();
        // Chance finds inputs that are good after all: those may write.
        if (codes.length > 0) expect(after).toEqual(before);
        before = after;
      });
      const numRuns = Math.ceil(SHARE * (isMutation ? 3 : 1));
      await fc.assert(property, { numRuns, seed: SEED, endOnFailure: true });
    },
    PROMISE_TIMEOUT,
  );

  it('was bad indeed, and there was enough of it', () => {
    expect(told.inputs).toBeGreaterThanOrEqual(INPUTS);
    expect(told.refused).toBeGreaterThan(told.inputs * 0.8);
    expect(told.refused_by_rules).toBeGreaterThan(told.inputs / 4);
    tellPromise('P21', { ...told, seed: SEED });
  });

  it('writes an entry whole or not at all, whatever stands in one of its fields', async () => {
    const type = schema.getType('EntryCreateInput') as GraphQLInputObjectType;
    const places = leaves(plausible(type)).filter((path) => !['ownerId', 'idempotencyKey'].includes(String(path[0])));
    const { ownerId, keys } = await stageFor('entière');
    const content = useCaseInput(ownerId, useCaseContent());
    const query =
      'mutation Bad($input: EntryCreateInput!) { entryCreate(input: $input) { entry { id } userErrors { code } } }';
    let written = 0;
    for (const [index, place] of places.entries()) {
      const before = await api.counts();
      const value = hostile[index % hostile.length];
      const { data, errors } = await api.send(query, { input: planted(content, place, value) }, { key: keys[0] });
      const told = JSON.stringify({ place, value, errors, data }).slice(0, 400);
      const codes = [
        ...errors.map((one) => one.extensions.code),
        ...(data?.entryCreate?.userErrors ?? []).map((one: { code: string }) => one.code),
      ];
      expect({ told, internal: codes.filter((code) => code.startsWith('INTERNAL')) }).toEqual({ told, internal: [] });
      const whole = data?.entryCreate?.entry ? 1 : 0;
      expect({ told, refused: codes.length > 0 }).toEqual({ told, refused: whole === 0 });
      const after = await api.counts();
      const grown = (table: string): number => (after[table] ?? 0) - (before[table] ?? 0);
      expect({ told, entry: grown('entry'), revision: grown('entry_revision') }).toEqual({
        told,
        entry: whole,
        revision: whole,
      });
      written += whole;
    }
    expect(written).toBeGreaterThan(5);
    expect(places.length - written).toBeGreaterThan(50);
  });

  it('is not hard to find: a mutation that lets a NUL through fails at the database', async () => {
    await expect(api.rows('SELECT $1::jsonb', ['"a\\u0000b"'])).rejects.toThrow();
  });

  it.each([
    ['no JSON', '{"query": "{ viewer', 'application/json'],
    [
      'a number out of range',
      '{"query": "query($n: Int) { entries(first: $n) { nodes { id } } }", "variables": {"n": 1e400}}',
      'application/json',
    ],
    ['no query', '{}', 'application/json'],
    ['an unknown field', '{"query": "{ nothing }"}', 'application/json'],
    ['a form', 'query=%7Bviewer%7Bkind%7D%7D', 'application/x-www-form-urlencoded'],
    ['a batch', '[{"query": "{ viewer { kind } }"}]', 'application/json'],
  ])('answers %s with a 4xx that tells no inner workings', async (_what, payload, type) => {
    const response = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': type, accept: 'application/graphql-response+json' },
      payload,
    });
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.statusCode).toBeLessThan(500);
    expect(response.body).not.toMatch(/node_modules|\n\s+at /);
  });
});
