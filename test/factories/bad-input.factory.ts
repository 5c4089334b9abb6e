import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

const uuid = '00000000-0000-7000-8000-000000000000';

/** JSON that no JavaScript value stands for; `jsonOf` writes it as it is. */
export class RawJson {
  constructor(readonly text: string) {}

  toJSON(): string {
    return `\u0001${this.text}\u0001`;
  }
}

/** What people and machines put where something else belongs. */
export const hostileValues: readonly unknown[] = [
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
  `${uuid}0`,
  '0'.repeat(36),
  '2024-02-30',
  '9999-99-99',
  '-271822-04-20',
  '2024-01-01T00:00:00+99:99',
  '45292',
  'eyJ2IjoxfQ',
  '%00',
  -1,
  0,
  2_147_483_647,
  3_000_000_000,
  1e308,
  1.5,
  true,
  [],
  [[[[]]]],
  {},
  { __proto__: { polluted: true }, constructor: 1, toString: 1 },
  Array(500).fill('x'),
  Array(200).fill({}),
  'NO_SUCH_VALUE',
  new RawJson('1e400'),
  new RawJson('-1e400'),
  new RawJson('-0'),
  new RawJson('0.1e-9999'),
  new RawJson('123456789012345678901234567890'),
  new RawJson(`${'['.repeat(3_000)}${']'.repeat(3_000)}`),
  new RawJson(`${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`),
  new RawJson('{"__proto__":{"isAdmin":true},"constructor":{"prototype":1}}'),
  new RawJson('"\\udfff\\ud800"'),
];

/** One of them, or something that only chance finds. */
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileValues) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.oneof(fc.double(), fc.integer(), fc.maxSafeInteger()) },
  { weight: 1, arbitrary: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()) },
);

/** Ids of things that are there, by the names of the fields that take them: what comes after a look for them is tried too. */
export type Ids = Readonly<Record<string, string>>;

/** Values of the type that the schema takes, deep enough to reach every group of fields. */
export function plausible(type: GraphQLInputType, ids: Ids = {}, depth = 0): unknown {
  if (isNonNullType(type)) return plausible(type.ofType as GraphQLInputType, ids, depth);
  if (isListType(type)) return [plausible(type.ofType as GraphQLInputType, ids, depth)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => depth < 3 || isNonNullType(field.type));
    return Object.fromEntries(
      fields.map((field) => [field.name, ids[field.name] ?? plausible(field.type, ids, depth + 1)]),
    );
  }
  const name = String(type);
  if (name === 'Int') return 1;
  if (name === 'Float') return 1.5;
  if (name === 'Boolean') return true;
  return name === 'ID' ? uuid : 'Texte de démonstration';
}

/** Something bad of the same kind as what stands there, so that it gets past the types: three times of four. */
function hostileInstead(value: unknown): fc.Arbitrary<unknown> {
  const alike = hostileValues.filter((one) => typeof one === typeof value);
  if (alike.length === 0 || value === null || typeof value === 'object') return hostileValue;
  const chance = typeof value === 'string' ? fc.string({ unit: 'binary', maxLength: 300 }) : fc.integer();
  return fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...alike) },
    { weight: 1, arbitrary: typeof value === 'boolean' ? fc.boolean() : chance },
    { weight: 1, arbitrary: hostileValue },
  );
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);
}

export type Path = readonly (string | number)[];

/** Places of a value where another one may be put: every leaf, and every group. */
export function places(value: unknown, path: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [path];
  const inner = Object.entries(value).flatMap(([key, one]) =>
    places(one, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? inner : [path, ...inner];
}

export function withValue(value: unknown, [key, ...rest]: Path, put: unknown): unknown {
  if (key === undefined) return put;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    return value.map((one: unknown, index) => (index === key ? withValue(one, rest, put) : one));
  }
  return { ...value, [key]: withValue((value as Record<string, unknown>)[key], rest, put) };
}

/** Variables for a root field's arguments: what the schema takes, with one to three hostile values in it. */
export function badArguments(args: readonly GraphQLArgument[], ids: Ids): fc.Arbitrary<Record<string, unknown>> {
  const base = Object.fromEntries(
    args.map((argument) => [argument.name, ids[argument.name] ?? plausible(argument.type, ids)]),
  );
  const plant = fc
    .constantFrom(...places(base))
    .chain((path) => fc.tuple(fc.constant(path), hostileInstead(valueAt(base, path))));
  const planted = fc.array(plant, { minLength: 1, maxLength: 3 });
  return planted.map(
    (all) => all.reduce<unknown>((value, [path, put]) => withValue(value, path, put), base) as Record<string, unknown>,
  );
}

/** JSON text of a value with raw parts in it. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value).replace(/"\\u0001((?:[^"\\]|\\.)*?)\\u0001"/g, (_, text: string) =>
    text.replaceAll('\\"', '"').replaceAll('\\\\', '\\'),
  );
}
