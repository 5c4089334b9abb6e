import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLSchema,
} from 'graphql';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestApi, type TestApi } from '../support/test-api.js';
import { useCaseInput } from './operations.js';

type Path = readonly (string | number)[];

const uuid = '00000000-0000-7000-8000-000000000000';

/** What people and machines put where something else belongs. */
const hostile: readonly unknown[] = [
  null,
  '',
  ' \u00a0 ',
  'a\u0000b',
  '\ud800',
  'x'.repeat(200_000),
  "'; DROP TABLE entry; --",
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  'not-an-id',
  uuid,
  '2024-02-30',
  '45292',
  -1,
  0,
  3_000_000_000,
  1.5,
  true,
  [],
  [[[[]]]],
  {},
  { __proto__: { polluted: true }, constructor: 1, toString: 1 },
  Array(500).fill('x'),
  'NO_SUCH_VALUE',
];

const schema: GraphQLSchema = buildSchema(readFileSync('apps/api/schema.graphql', 'utf8'));
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => ({
  name: field.name,
  input: inner(field.args[0]?.type) as GraphQLInputObjectType,
}));

function inner(type: GraphQLInputType | undefined): GraphQLInputType | undefined {
  return type && (isNonNullType(type) || isListType(type)) ? inner(type.ofType as GraphQLInputType) : type;
}

/** A value of the type that the schema takes, deep enough to reach every group of fields once. */
function plausible(type: GraphQLInputType, depth: number): unknown {
  if (isNonNullType(type)) return plausible(type.ofType as GraphQLInputType, depth);
  if (isListType(type)) return [plausible(type.ofType as GraphQLInputType, depth)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => depth < 3 || isNonNullType(field.type));
    return Object.fromEntries(fields.map((field) => [field.name, plausible(field.type, depth + 1)]));
  }
  const name = String(type);
  if (name === 'Int') return 1;
  if (name === 'Float') return 1.5;
  if (name === 'Boolean') return true;
  return name === 'ID' ? uuid : 'Texte de démonstration';
}

function leaves(value: unknown, path: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([key, one]) =>
    leaves(one, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function withValue(value: unknown, path: Path, put: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return put;
  if (Array.isArray(value))
    return value.map((one, index) => (index === key ? withValue(one, rest, put) : (one as unknown)));
  return { ...(value as object), [key]: withValue((value as Record<string, unknown>)[key], rest, put) };
}

/** The value at a place of which the groups above may be missing. */
function planted(value: unknown, [key, ...rest]: Path, put: unknown): unknown {
  if (key === undefined) return put;
  if (typeof key === 'number') return [planted(undefined, rest, put)];
  const known = (value ?? {}) as Record<string, unknown>;
  return { ...known, [key]: planted(known[key], rest, put) };
}

/** Every so-manieth pair of a place and a value: a sample that is the same in every run. */
function samples(input: GraphQLInputObjectType, count: number): unknown[] {
  const base = plausible(input, 0);
  const pairs = leaves(base).flatMap((path) => hostile.map((value) => ({ path, value })));
  const stride = Math.max(1, Math.floor(pairs.length / count));
  // A stride that shares no factor with the number of values reaches all of them.
  const step = stride % hostile.length === 0 ? stride + 1 : stride;
  return pairs.filter((_, index) => index % step === 0).map(({ path, value }) => withValue(base, path, value));
}

describe('bad input, on every mutation', () => {
  let api: TestApi;
  let ownerId: string;
  const keys: string[] = [];

  beforeAll(async () => {
    api = await createTestApi();
    ownerId = await api.organization('Ville de démonstration');
    keys.push(await api.person('COORDINATOR', ownerId), await api.person('ADMINISTRATOR'));
  });

  afterAll(() => api.close());

  it.each(mutations)('$name answers with what is wrong and writes nothing', async ({ name, input }) => {
    const before = await api.counts();
    const inputs = samples(input, 30);
    expect(inputs.length).toBeGreaterThan(10);
    const query = `mutation Bad($input: ${input.name}!) { ${name}(input: $input) { userErrors { code message path } } }`;
    for (const [index, sample] of inputs.entries()) {
      const { status, data, errors } = await api.send(
        query,
        { input: sample },
        { key: keys[index % keys.length] ?? '' },
      );
      const told = JSON.stringify({ sample, errors, data }).slice(0, 600);
      expect({ told, status: [200, 400].includes(status) }).toEqual({ told, status: true });
      const codes = [
        ...errors.map((one) => one.extensions.code),
        ...(data?.[name]?.userErrors ?? []).map((one: { code: string }) => one.code),
      ];
      expect({ told, refused: codes.length > 0 }).toEqual({ told, refused: true });
      expect({ told, internal: codes.filter((code) => code.startsWith('INTERNAL')) }).toEqual({ told, internal: [] });
      expect(told).not.toMatch(/node_modules|SELECT |INSERT |at Object\./);
    }
    expect(await api.counts()).toEqual(before);
  });

  it('writes an entry whole or not at all, whatever stands in one of its fields', async () => {
    const type = schema.getType('EntryCreateInput') as GraphQLInputObjectType;
    const places = leaves(plausible(type, 0)).filter(
      (path) => !['ownerId', 'idempotencyKey'].includes(String(path[0])),
    );
    const content = useCaseInput(ownerId, useCaseContent());
    const query =
      'mutation Bad($input: EntryCreateInput!) { entryCreate(input: $input) { entry { id } userErrors { code } } }';
    let written = 0;
    for (const [index, place] of places.entries()) {
      const before = await api.counts();
      const value = hostile[index % hostile.length];
      const { data, errors } = await api.send(query, { input: planted(content, place, value) }, { key: keys[0] ?? '' });
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
      headers: { 'content-type': type },
      payload,
    });
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.statusCode).toBeLessThan(500);
    expect(response.body).not.toMatch(/node_modules|\n\s+at /);
  });
});
