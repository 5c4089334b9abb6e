import type { Random } from '../bench/generator/random.js';
import { RawJson } from './bad-input.factory.js';

/** A document that costs as much as its sender could make it cost, and the variables that go with it. */
export interface HostileDocument {
  readonly kind: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

type Make = (random: Random) => Omit<HostileDocument, 'kind'>;

const repeat = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

/** Within every limit but perhaps the price: what a patient attacker sends. */
const ENTRY = `id title summary description themes keywords owner { id name type } adoptions { state count }
  completeness { answered asked missing } relations { type targetEntry { id title } targetSystem { id name } } links { url }`;

const makers: Readonly<Record<string, Make>> = {
  'deep selections': (random) => {
    const depth = random.integer(5, 1_200);
    return { query: `{ entries { ${'edges { node { '.repeat(depth)} id ${'} } '.repeat(depth)} } }` };
  },
  'one field again and again': (random) => ({
    query: `{ ${repeat(random.integer(100, 100_000), () => random.pick(['viewer { kind }', '__typename', 'health { status }']))} }`,
  }),
  'many aliases': (random) => ({
    query: `{ ${repeat(random.integer(5, 2_000), (n) => `a${n}: search(query: "eau", first: 100) { totalCount }`)} }`,
  }),
  'fragments that double': (random) => {
    const levels = random.integer(5, 60);
    const fragments = repeat(levels, (n) => `fragment F${n} on Query { ...F${n + 1} ... on Query { ...F${n + 1} } }`);
    return { query: `{ ...F0 } ${fragments} fragment F${levels} on Query { viewer { kind } }` };
  },
  'fragments in a circle': (random) => {
    const count = random.integer(1, 300);
    return {
      query: `{ ...F0 } ${repeat(count, (n) => `fragment F${n} on Query { viewer { kind } ...F${(n + 1) % count} }`)}`,
    };
  },
  'fragments that nobody uses': (random) => ({
    query: `{ viewer { kind } } ${repeat(random.integer(10, 400), (n) => `fragment F${n} on Entry { ${ENTRY} }`)}`,
  }),
  'fragments that must be compared': (random) => {
    const count = random.integer(10, 300);
    const spreads = repeat(count, (n) => `...F${n}`);
    return {
      query: `{ entries { nodes { ${spreads} } } } ${repeat(count, (n) => `fragment F${n} on Entry { id title }`)}`,
    };
  },
  'conflicting arguments': (random) => ({
    query: `{ ${repeat(random.integer(5, 1_000), (n) => `entries(first: ${n}) { nodes { id } }`)} }`,
  }),
  'many directives': (random) => ({
    query: `{ viewer ${repeat(random.integer(5, 3_000), (n) => random.pick(['@skip(if: false)', `@x${n}`]))} { kind } }`,
  }),
  'the schema in circles': (random) => {
    const depth = random.integer(2, 8);
    return { query: `{ __schema { types { ${'fields { name type { name '.repeat(depth)} ${'} }'.repeat(depth)} } } }` };
  },
  'the schema in all ways': (random) => {
    const chain = (levels: number): string =>
      levels === 0 ? 'name' : `name kind description ofType { ${chain(levels - 1)} }`;
    const type = chain(random.integer(1, 12));
    return {
      query: `{ __schema { types { name description fields(includeDeprecated: true) { name description args { name description
        type { ${type} } } type { ${type} } } inputFields { name type { ${type} } } enumValues { name } possibleTypes { name } } } }`,
    };
  },
  'types of types': (random) => ({
    query: `{ ${repeat(random.integer(1, 10), (n) => `t${n}: __type(name: "UseCase") { fields { name type { name fields { name description type { name } } } } }`)} }`,
  }),
  'large pages': (random) => ({
    query: `query($first: Int) { ${repeat(random.integer(1, 10), (n) => `p${n}: entries(first: $first) { nodes { ${ENTRY} } }`)} }`,
    variables: { first: random.pick([100, 1_000, 1e9, -1, 2_147_483_647]) },
  }),
  'searches with everything': (random) => ({
    query: `query($q: String!) { ${repeat(
      random.integer(1, 10),
      (n) => `s${n}: search(query: $q, first: 50) { totalCount facets { name values { value count } }
      edges { node { id title summary owner { name } } highlight { title summary text } } }`,
    )} }`,
    variables: { q: repeat(random.integer(1, 80), () => random.pick(['eau', 'fuite', 'marché', '"', '-', 'données'])) },
  }),
  'long texts': (random) => ({
    query: 'query($q: String!) { search(query: $q) { totalCount } suggest(query: $q) { entries { id } } }',
    variables: {
      q: random.pick(['é', 'a ', '"', '\u0301', '-a ', '\ud83d\ude00']).repeat(random.integer(1_000, 200_000)),
    },
  }),
  'long lists': (random) => ({
    query:
      'query($ids: [ID!], $names: [String!]) { search(query: "eau", filter: { ids: $ids }) { totalCount } enumLabels(names: $names) { name } }',
    variables: {
      ids: Array.from(
        { length: random.integer(100, 40_000) },
        (_, n) => `0192f0c0-0000-7000-8000-${String(n).padStart(12, '0')}`,
      ),
      names: Array.from({ length: random.integer(1, 20_000) }, (_, n) => `Name${n}`),
    },
  }),
  'many variables': (random) => {
    const count = random.integer(10, 1_300);
    return { query: `query(${repeat(count, (n) => `$v${n}: Int`)}) { viewer { kind } }` };
  },
  'unknown names': (random) => ({
    query: `{ ${repeat(random.integer(1, 1_500), (n) => `${random.pick(['searc', 'entrie', 'viewe'])}${n}`)} }`,
  }),
  'one long name': (random) => ({ query: `{ ${'a'.repeat(random.integer(1_000, 1_500_000))} }` }),
  'nested values': (random) => {
    const depth = random.integer(10, 1_900);
    return { query: `{ search(query: ${'['.repeat(depth)}${']'.repeat(depth)}) { totalCount } }` };
  },
  'nested variables': (random) => {
    const depth = random.integer(10, 50_000);
    return {
      query: 'query($f: SearchFilter) { search(query: "eau", filter: $f) { totalCount } }',
      variables: { f: new RawJson(`${'['.repeat(depth)}${']'.repeat(depth)}`) },
    };
  },
  'comments and spaces': (random) => ({
    query:
      `${random.pick(['# a\n', ' ', ',\ufeff', '\t'])}`.repeat(random.integer(1_000, 400_000)) + '{ viewer { kind } }',
  }),
};

/** Documents of every kind in turn. */
export function hostileDocuments(count: number, random: Random): HostileDocument[] {
  const kinds = Object.entries(makers);
  return Array.from({ length: count }, (_, index) => {
    const [kind, make] = kinds[index % kinds.length] ?? (kinds[0] as [string, Make]);
    return { kind, ...make(random) };
  });
}
