import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  getOperationAST,
  isCompositeType,
  isListType,
  isObjectType,
  parse,
} from 'graphql';
import { type Amount, valueOf } from './amount.js';
import { assumedLengths, INTROSPECTION_COST, MAX_INTROSPECTION_VALUES, weights } from './cost-weights.js';
import { PriceList } from './price-list.js';

const schema = buildSchema(readFileSync('apps/api/schema.graphql', 'utf8'));

function priceOf(query: string): { amount: Amount; schemaValues: number | null } {
  const document = parse(query);
  const operation = getOperationAST(document);
  const price = operation && new PriceList().of({ queryHash: query, operationName: null, schema, document, operation });
  if (!price) throw new Error('no operation');
  return price;
}

const cost = (query: string, variables: Record<string, unknown> = {}): number =>
  valueOf(priceOf(query).amount, variables);

describe('the cost of an operation', () => {
  it('is a point a field, and what the root field weighs', () => {
    expect(cost('{ viewer { kind displayName } }')).toBe(weights.query + 3);
    expect(cost('{ __typename }')).toBe(1);
  });

  it('multiplies by the page size, given, by a variable, by default, or not at all', () => {
    const page = (first: string): string =>
      `query($n: Int) { entries${first} { nodes { id title } pageInfo { hasNextPage } } }`;
    const around = weights.query + 1 + 1 + 2;
    expect(cost(page('(first: 7)'))).toBe(around + 7 * 2);
    expect(cost(page('(first: $n)'), { n: 7 })).toBe(around + 7 * 2);
    expect(cost(page('(first: $n)'))).toBe(around + 20 * 2);
    expect(cost(page(''))).toBe(around + 20 * 2);
    expect(cost('{ suggest(query: "eau") { entries { id } } }')).toBe(100 + 2 + 5);
    expect(cost('{ systems(first: 9) { id name } }')).toBe(weights.query + 1 + 9 * 2);
  });

  it('takes senseless page sizes for what they would be at most', () => {
    const query = 'query($n: Int) { systems(first: $n) { id } }';
    const around = weights.query + 1;
    expect([-5, 1e12, Number.NaN, 'many', null].map((n) => cost(query, { n }) - around)).toEqual([
      1, 1_000, 20, 20, 20,
    ]);
  });

  it('counts names where a list is asked for by name', () => {
    const facets = (names: string): number =>
      cost(`{ search(query: "") { facets${names} { name } } }`) - cost('{ search(query: "") { totalCount } }');
    expect(facets('(names: [themes, lifecycle])')).toBe(2);
    expect(facets('')).toBe(assumedLengths['SearchConnection.facets']);
  });

  it('weighs of different kinds the most expensive, as an entry is of one', () => {
    const nodes = (inner: string): number => cost(`{ entries(first: 10) { nodes { id ${inner} } } }`);
    const [useCase, clause] = ['... on UseCase { problem lifecycle }', '... on ProcurementClause { topic }'];
    expect(nodes(`${useCase} ${clause}`)).toBe(nodes(useCase));
    expect(nodes('... on Entry { title }')).toBe(nodes('title'));
    expect(nodes('...F ...G') > 0).toBe(true);
    expect(cost(`{ entries(first: 10) { nodes { ...F } } } fragment F on Entry { id title }`)).toBe(nodes('title'));
  });

  it('is a number from the start where no variable matters, so that it costs nothing to know', () => {
    expect(typeof priceOf('query($id: ID!) { entry(id: $id) { title owner { name } } }').amount).toBe('number');
    expect(typeof priceOf('query($n: Int) { entries(first: $n) { nodes { id } } }').amount).toBe('function');
  });

  it('of a mutation is that of each of its writes', () => {
    const write = 'adoptionWithdraw(input: { entryId: "a", organizationId: "b" }) { userErrors { code } }';
    expect(cost(`mutation { ${write} }`)).toBe(weights.mutation + 2 + 5);
    expect(cost(`mutation { a: ${write} b: ${write} }`)).toBe(2 * (weights.mutation + 2 + 5));
  });

  it('of the schema is one price, for as much as tools ask, and refused beyond', () => {
    const usual = priceOf(getIntrospectionQuery({ inputValueDeprecation: true }));
    expect(usual.amount).toBe(INTROSPECTION_COST);
    expect(usual.schemaValues).toBeLessThan(MAX_INTROSPECTION_VALUES);
    const nested = priceOf('{ __schema { types { fields { type { fields { name args { type { name } } } } } } } }');
    expect(nested.schemaValues).toBeGreaterThan(MAX_INTROSPECTION_VALUES / 20);
    expect(
      cost('{ viewer { kind } __schema { types { fields { type { fields { name args { name } } } } } } }'),
    ).toBeGreaterThan(30_000);
  });

  it('knows the length of every list of objects, by its page size or by the table', () => {
    const unknown = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !type.name.startsWith('__')
        ? Object.values(type.getFields()).flatMap((field) => {
            const isList = isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type));
            const isRoot = ['Query', 'Mutation'].includes(type.name);
            const hasLength =
              field.args.some(({ name }) => name === 'first') || `${type.name}.${field.name}` in assumedLengths;
            return isList && isRoot && !hasLength ? [`${type.name}.${field.name}`] : [];
          })
        : [],
    );
    expect(unknown).toEqual([]);
    const missing = Object.keys({ ...assumedLengths, ...weights.fields }).filter((coordinate) => {
      const [type = '', field = ''] = coordinate.split('.');
      const found = schema.getType(type);
      return !isObjectType(found) || !(field in found.getFields());
    });
    expect(missing).toEqual([]);
  });
});
