import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestApi, type TestApi } from '../support/test-api.js';
import * as operations from './operations.js';
import { useCaseInput } from './operations.js';

describe('search, through GraphQL', () => {
  let api: TestApi;
  let coordinator: string;
  let peer: string;

  beforeAll(async () => {
    api = await createTestApi();
    const ownerId = await api.organization('Ville de démonstration');
    coordinator = await api.person('COORDINATOR', ownerId);
    peer = await api.person('READER', await api.organization('Ville paire de démonstration'));
    const entries = [
      { title: 'Comptage des cyclistes (démonstration)', themes: ['MOBILITY'], cost: { oneOffEur: 5_000 } },
      { title: 'Comptage des piétons (démonstration)', themes: ['MOBILITY'], techniques: ['COMPUTER_VISION'] },
      { title: 'Comptage des déchets (démonstration)', themes: ['ECOLOGY_ENERGY'], lifecycle: 'IDEA' },
    ];
    for (const changes of entries) {
      const created = await api.send(
        operations.CREATE,
        { input: useCaseInput(ownerId, useCaseContent(changes)) },
        { key: coordinator },
      );
      await api.send(
        operations.PUBLISH,
        { input: { id: created.data.entryCreate.entry.id, baseRevision: 1 } },
        { key: coordinator },
      );
    }
    const hidden = {
      ...useCaseInput(ownerId, useCaseContent({ title: 'Comptage réservé (démonstration)' })),
      audience: 'NETWORK',
    };
    const { data } = await api.send(operations.CREATE, { input: hidden }, { key: coordinator });
    await api.send(
      operations.PUBLISH,
      { input: { id: data.entryCreate.entry.id, baseRevision: 1 } },
      { key: coordinator },
    );
    await api.catchUp();
  });

  afterAll(() => api.close());

  it('works for a visitor in one line', async () => {
    const { data } = await api.send('{ search(query: "comptage", first: 2) { edges { node { id title } } } }');
    expect(data.search.edges).toHaveLength(2);
  });

  it('counts and finds in the index of the caller', async () => {
    const total = async (options = {}): Promise<number> =>
      (await api.send(operations.SEARCH, { query: 'comptage' }, options)).data.search.totalCount;
    expect(await total()).toBe(3);
    expect(await total({ key: peer })).toBe(4);
  });

  it('gives labelled facets, disjunctive, in the caller’s language', async () => {
    const variables = {
      query: 'comptage',
      filter: { themes: ['MOBILITY'] },
      names: ['themes', 'costBand', 'organizationType'],
    };
    const { data } = await api.send(operations.SEARCH, variables, { language: 'en' });
    expect(data.search.totalCount).toBe(2);
    expect(data.search.facets).toEqual([
      {
        name: 'themes',
        label: 'Theme',
        values: [
          { value: 'MOBILITY', label: 'Mobility', count: 2, selected: true },
          { value: 'ECOLOGY_ENERGY', label: 'Ecological and energy transition', count: 1, selected: false },
        ],
      },
      {
        name: 'costBand',
        label: 'Cost band',
        values: [{ value: 'UNDER_10K', label: 'Under €10,000', count: 1, selected: false }],
      },
      {
        name: 'organizationType',
        label: 'Type of organization',
        values: [{ value: 'ASSOCIATION', label: 'Association', count: 2, selected: false }],
      },
    ]);
  });

  it('takes facets of two aliases and of a literal list', async () => {
    const { data } = await api.send(
      '{ search(query: "comptage") { a: facets(names: [themes]) { name } b: facets(names: lifecycle) { name } } }',
    );
    expect(data.search).toEqual({ a: [{ name: 'themes' }], b: [{ name: 'lifecycle' }] });
  });

  it('pages and marks the words found', async () => {
    const first = (await api.send(operations.SEARCH, { query: 'cyclistes', first: 1 })).data.search;
    expect(first.edges[0].highlight.title).toBe('Comptage des <mark>cyclistes</mark> (démonstration)');
    const page = (await api.send(operations.SEARCH, { query: 'comptage', first: 2 })).data.search;
    const next = (await api.send(operations.SEARCH, { query: 'comptage', first: 2, after: page.pageInfo.endCursor }))
      .data.search;
    const ids = [...page.edges, ...next.edges].map((edge: { node: { id: string } }) => edge.node.id);
    expect(new Set(ids).size).toBe(3);
    expect(next.pageInfo.hasNextPage).toBe(false);
  });

  it('says what is wrong with a search', async () => {
    const code = async (variables: Record<string, unknown>): Promise<unknown> => {
      const { errors } = await api.send(operations.SEARCH, { query: 'x', ...variables });
      return errors[0]?.extensions.code;
    };
    expect(await code({ query: 'x'.repeat(501) })).toBe('QUERY_TOO_LONG');
    expect(await code({ first: 0 })).toBe('FIRST_OUT_OF_RANGE');
    expect(await code({ after: 'zz' })).toBe('CURSOR_INVALID');
    expect(await code({ filter: { ids: Array(101).fill('x') } })).toBe('FILTER_TOO_MANY');
    expect(await code({ filter: { themes: ['NOTHING'] } })).toBe('BAD_USER_INPUT');
  });
});
