import { readFileSync } from 'node:fs';
import { buildSchema, getIntrospectionQuery, parse, specifiedRules, validate } from 'graphql';
import { measureOf } from './document-measure.js';
import { queryLimitsRule } from './query-limits.rule.js';

const schema = buildSchema(readFileSync('apps/api/schema.graphql', 'utf8'));
const repeat = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

/** Limits that a document breaks, as `name seen/limit`; then what the usual rules say. */
function told(query: string): string[] {
  const errors = validate(schema, parse(query), [...specifiedRules, queryLimitsRule]);
  return errors.map(({ message, extensions }) => {
    const { name, seen, limit } = (extensions['limit'] ?? {}) as { name?: string; seen?: number; limit?: number };
    return name ? `${name} ${seen}/${limit}` : message;
  });
}

describe('the limits of a document', () => {
  it.each([
    ['aliases 16/15', `{ ${repeat(16, (n) => `a${n}: __typename`)} }`],
    ['directives 6/5', `{ viewer { ${repeat(6, (n) => `f${n}: kind @skip(if: false)`)} } }`],
    ['depth 13/12', `{ a { ${'b { '.repeat(11)} c ${'} '.repeat(11)} } }`],
    ['rootFields 11/10', `{ ${repeat(11, (n) => `f${n}`)} }`],
    ['fields 601/600', `{ entries { nodes { ${repeat(599, (n) => `f${n}`)} } } }`],
    ['duplicates 21/20', `{ viewer { ${repeat(22, () => 'kind')} } }`],
    ['tokens 4013/4000', `query(${repeat(1_001, () => '$v: Int ')}) { a { b } }`],
  ])('are told one by one: %s', (limit, query) => {
    expect(told(query)).toContain(limit);
  });

  it.each([
    ['aliases', `{ ${repeat(10, (n) => `a${n}: __typename`)} }`],
    ['depth', '{ entries { nodes { owner { name } } } }'],
    ['the usual introspection query, 15 deep', getIntrospectionQuery()],
    [
      'the introspection query with everything',
      getIntrospectionQuery({
        inputValueDeprecation: true,
        schemaDescription: true,
        specifiedByUrl: true,
        oneOf: true,
      }),
    ],
  ])('let pass what keeps within: %s', (_, query) => {
    expect(told(query)).toEqual([]);
  });

  it('count fragments where they are used, and a fragment in itself once', () => {
    const doubling = `{ ...A } ${repeat(30, (n) => `fragment ${letter(n)} on Query { ...${letter(n + 1)} ... on Query { ...${letter(n + 1)} } }`)}
      fragment ${letter(30)} on Query { viewer { kind } }`;
    expect(measureOf(parse(doubling)).fields).toBe(2 ** 31);
    expect(measureOf(parse('{ ...A } fragment A on Query { viewer { kind } ...A }'))).toMatchObject({
      fields: 4,
      depth: 2,
      rootFields: 1,
    });
  });

  it('allow the schema more depth, and only the schema', () => {
    const deep = (levels: number): string => `${'ofType { '.repeat(levels)} name ${'} '.repeat(levels)}`;
    expect(told(`{ __type(name: "Entry") { fields { type { ${deep(15)} } } } }`)).toEqual([]);
    expect(told(`{ __type(name: "Entry") { fields { type { ${deep(17)} } } } }`)).toEqual(['depth 21/20']);
    expect(told(`{ viewer { kind } __type(name: "Entry") { fields { type { ${deep(15)} } } } }`)).toEqual([
      'depth 19/12',
    ]);
  });

  it('come before rules whose work grows with the square of the fields', () => {
    const started = process.cpuUsage();
    expect(told(`{ ${'__typename '.repeat(12_000)} }`).some((one) => one.startsWith('duplicates 11999'))).toBe(true);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(1_000);
  });

  it('leave the other rules their work on what keeps within', () => {
    expect(told('{ nothing }')).toEqual(['Cannot query field "nothing" on type "Query".']);
  });
});

function letter(index: number): string {
  return `F${index}`.replace('F0', 'A');
}
