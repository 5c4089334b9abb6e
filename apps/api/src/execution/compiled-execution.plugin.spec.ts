import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { buildSchema, GraphQLError, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '../request/request-context.js';
import { compiledExecution } from './compiled-execution.plugin.js';

function schema(): GraphQLSchema {
  const built = buildSchema(`
    type Query { town(id: ID!, first: Int = 2): Town  refused: String  broken: String  must: String! }
    type Mutation { rename(name: String!): String }
    interface Place { name: String! }
    type Town implements Place { name: String!  inhabitants: Int  near: [Place!]! }
  `);
  const town = { __typename: 'Town', name: 'Bourg-Neuf', inhabitants: 1_200 };
  const resolve = (
    type: 'Query' | 'Mutation',
    field: string,
    resolver: (args: Record<string, unknown>) => unknown,
  ): void => {
    const found = built.getType(type);
    if (found && 'getFields' in found)
      (found.getFields()[field] as { resolve: unknown }).resolve = (_: unknown, args: never) => resolver(args);
  };
  resolve('Query', 'town', ({ id, first }) =>
    id === 'none' ? null : { ...town, name: String(id), near: Array.from({ length: Number(first) }, () => town) },
  );
  resolve('Query', 'refused', () => {
    throw new GraphQLError('Pas le droit', { extensions: { code: 'FORBIDDEN' } });
  });
  resolve('Query', 'broken', async () => {
    throw new GraphQLError('En panne');
  });
  resolve('Query', 'must', () => null);
  resolve('Mutation', 'rename', ({ name }) => name);
  return built;
}

const requests: readonly { query: string; variables?: Record<string, unknown>; operationName?: string }[] = [
  {
    query: 'query A($id: ID!) { town(id: $id) { name inhabitants near { __typename name } } }',
    variables: { id: 'x' },
  },
  {
    query: 'query A($id: ID!) { town(id: $id) { name inhabitants near { __typename name } } }',
    variables: { id: 'none' },
  },
  { query: 'query A($id: ID!) { town(id: $id) { name } }', variables: {} },
  { query: 'query A($n: Int) { town(id: "a", first: $n) { name } }', variables: { n: 'many' } },
  { query: '{ town(id: "a") { ...Parts } } fragment Parts on Town { n: name near { ... on Town { inhabitants } } }' },
  {
    query: 'query A($no: Boolean!) { town(id: "a") { name @skip(if: $no) inhabitants @include(if: $no) } }',
    variables: { no: true },
  },
  { query: '{ town(id: "a") { name } refused broken }' },
  { query: '{ town(id: "a") { name } must }' },
  { query: 'query A { town(id: "a") { name } } query B { refused }', operationName: 'B' },
  { query: '{ __schema { queryType { name } } __typename }' },
];

/** Tells of each request whether the usual execution ran it. */
function watch(): { plugin: ApolloServerPlugin<RequestContext>; executed: () => number } {
  let executed = 0;
  return {
    executed: () => executed,
    plugin: {
      async requestDidStart() {
        return {
          async executionDidStart() {
            executed += 1;
          },
        };
      },
    },
  };
}

describe('the compiled execution', () => {
  const contextValue = {} as RequestContext;

  it.each(requests)('answers as the usual one does: $query $variables', async (request) => {
    const usual = new ApolloServer<RequestContext>({ schema: schema() });
    const compiled = new ApolloServer<RequestContext>({ schema: schema(), plugins: [compiledExecution({ after: 1 })] });
    const answers = await Promise.all(
      [usual, compiled].map((server) => server.executeOperation(request, { contextValue })),
    );
    const bodies = answers.map(
      ({ body }) => JSON.parse(JSON.stringify(body.kind === 'single' && body.singleResult)) as object,
    );
    expect(bodies[1]).toEqual(bodies[0]);
  });

  it('takes over at the third time, from queries only', async () => {
    const { plugin, executed } = watch();
    const server = new ApolloServer<RequestContext>({ schema: schema(), plugins: [compiledExecution(), plugin] });
    const ask = async (query: string): Promise<void> =>
      void (await server.executeOperation({ query }, { contextValue }));
    for (let n = 0; n < 5; n += 1) await ask('{ town(id: "a") { name } }');
    expect(executed()).toBe(2);
    for (let n = 0; n < 5; n += 1) await ask('mutation { rename(name: "b") }');
    expect(executed()).toBe(7);
  });
});
