import {
  GlossaryFollower,
  INDEXED_AUDIENCES,
  SearchEngine,
  searchIndex,
  UnansweredQueryRecorder,
} from '@maillage/search';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestApi, type GraphqlAnswer, type TestApi } from '../support/test-api.js';
import { testMeilisearch } from '../support/test-search.js';
import * as operations from './operations.js';
import { useCaseInput } from './operations.js';

const GROUP = 'group { id terms { text lang } oneWay version fromProduct } userErrors { code path message details }';
const UPSERT = `mutation Upsert($input: GlossaryUpsertInput!) { glossaryUpsert(input: $input) { ${GROUP} } }`;
const REMOVE =
  'mutation Remove($input: GlossaryRemoveInput!) { glossaryRemove(input: $input) { id userErrors { code path } } }';
const LIST = `query List($search: String, $first: Int, $after: String) {
  glossary(search: $search, first: $first, after: $after) {
    totalCount edges { node { id terms { text } version } } pageInfo { hasNextPage endCursor } } }`;
const HISTORY = `query History($first: Int, $after: String) { glossaryHistory(first: $first, after: $after) {
  nodes { number action actor at changes { groupId before { terms { text } } after { terms { text } oneWay } } }
  pageInfo { hasNextPage endCursor } } }`;

const terms = (...texts: string[]): { text: string }[] => texts.map((text) => ({ text }));

describe('the glossary, through GraphQL', () => {
  let api: TestApi;
  let moderator: string;
  let contributor: string;

  const upsert = (input: Readonly<Record<string, unknown>>, key = moderator): Promise<GraphqlAnswer> =>
    api.send(UPSERT, { input }, { key });
  const made = async (...texts: string[]): Promise<{ id: string; version: number }> =>
    (await upsert({ terms: terms(...texts) })).data.glossaryUpsert.group;
  const total = async (query: string): Promise<number> => {
    const { data, errors } = await api.send('query Q($query: String!) { search(query: $query) { totalCount mode } }', {
      query,
    });
    expect(errors).toEqual([]);
    expect(data.search.mode).not.toBe('FALLBACK');
    return data.search.totalCount;
  };

  beforeAll(async () => {
    api = await createTestApi();
    const ownerId = await api.organization('Ville de démonstration');
    const coordinator = await api.person('COORDINATOR', ownerId);
    contributor = await api.person('CONTRIBUTOR', ownerId);
    moderator = await api.person('MODERATOR');
    for (const title of ['Comptage des cyclistes (démonstration)', 'Relevé des compteurs d’eau (démonstration)']) {
      const input = useCaseInput(ownerId, useCaseContent({ title }));
      const { data } = await api.send(operations.CREATE, { input }, { key: coordinator });
      const move = { id: data.entryCreate.entry.id, baseRevision: 1 };
      await api.send(operations.PUBLISH, { input: move }, { key: coordinator });
    }
    await api.catchUp();
  });

  afterAll(() => api.close());

  it('is changed by moderators and administrators, and read by everyone', async () => {
    const input = { terms: terms('interdit', 'défendu') };
    expect((await upsert(input, contributor)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await api.send(UPSERT, { input })).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await api.send(HISTORY, {}, { key: contributor })).errors[0]?.extensions.code).toBe('FORBIDDEN');
    const remove = { input: { id: '00000000-0000-0000-0000-000000000000' } };
    expect((await api.send(REMOVE, remove, { key: contributor })).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await api.send(REMOVE, remove, { key: moderator })).errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await api.send(LIST)).data.glossary).toEqual({
      totalCount: 0,
      edges: [],
      pageInfo: { hasNextPage: false, endCursor: null },
    });
    const administrator = await api.person('ADMINISTRATOR');
    const { group } = (await upsert({ terms: terms('vélib', 'vélo libre') }, administrator)).data.glossaryUpsert;
    expect(group).toMatchObject({ oneWay: false, version: 1, fromProduct: false });
    expect((await api.send(LIST, { search: 'VELI' })).data.glossary.totalCount).toBe(1);
  });

  it('lets an entry be found by a new word within seconds, without reindex or a failing search, and takes it back', async () => {
    const follower = api.app.get(GlossaryFollower, { strict: false });
    expect(await total('zorglubage')).toBe(0);
    // Of our own indexes: another suite fills its own in the same engine meanwhile.
    const { indexPrefix } = api.app.get(SearchEngine, { strict: false });
    const indexUids = INDEXED_AUDIENCES.map((audience) => searchIndex(indexPrefix, audience).uid);
    const tasks = async (): Promise<number> =>
      (await testMeilisearch().tasks.getTasks({ types: ['documentAdditionOrUpdate'], indexUids })).total;
    const before = await tasks();
    const { id, version } = await made('zorglubage', 'relevé');
    const counts: number[] = [];
    let over = false;
    const searching = (async () => {
      while (!over) counts.push(await total('relevé'));
    })();
    const started = performance.now();
    await follower.step();
    expect(performance.now() - started).toBeLessThan(5_000);
    over = true;
    await searching;
    expect(new Set(counts)).toEqual(new Set([1]));
    expect(await total('zorglubage')).toBe(1);
    expect(await total('les Zorglubages')).toBe(1);
    expect(await tasks()).toBe(before);
    const stale = await api.send(REMOVE, { input: { id, baseVersion: version - 1 } }, { key: moderator });
    expect(stale.data.glossaryRemove.userErrors).toEqual([{ code: 'GLOSSARY_STALE', path: ['input', 'baseVersion'] }]);
    await api.send(REMOVE, { input: { id, baseVersion: version } }, { key: moderator });
    await follower.step();
    expect(await total('zorglubage')).toBe(0);
    expect((await api.send(REMOVE, { input: { id } }, { key: moderator })).errors[0]?.extensions.code).toBe(
      'NOT_FOUND',
    );
  });

  it('tells what of an input can be mended, in the caller’s language', async () => {
    const { id } = await made('tramway', 'tram');
    const { userErrors } = (await upsert({ terms: terms('métro', 'Tramways') })).data.glossaryUpsert;
    expect(userErrors).toEqual([
      {
        code: 'GLOSSARY_TERM_ELSEWHERE',
        path: ['input', 'terms', '1'],
        message: expect.stringContaining('« Tramways » est déjà dans le groupe « tramway »'),
        details: { term: 'Tramways', group: 'tramway', groupId: id },
      },
    ]);
    const code = async (...texts: string[]): Promise<string> =>
      (await upsert({ terms: terms(...texts) })).data.glossaryUpsert.userErrors[0].code;
    expect(await code('seul')).toBe('GLOSSARY_TOO_FEW_TERMS');
    expect(await code('pour', 'bus')).toBe('GLOSSARY_TERM_UNSEARCHABLE');
    expect(await code('bus', 'Bus')).toBe('GLOSSARY_TERM_TWICE');
    expect(await code('bus', 'x'.repeat(101))).toBe('GLOSSARY_TERM_TOO_LONG');
    const english = await api.send(UPSERT, { input: { terms: terms('seul') } }, { key: moderator, language: 'en' });
    expect(english.data.glossaryUpsert.userErrors[0].message).toBe('A group links at least two terms: add one.');
  });

  it('refuses a change of a group that changed meanwhile, and has one effect for one key', async () => {
    const { id, version } = await made('parking', 'stationnement');
    const first = { id, baseVersion: version, terms: terms('parking', 'parcage'), idempotencyKey: 'once' };
    const changed = (await upsert(first)).data.glossaryUpsert.group;
    expect(changed.version).toBe(version + 1);
    expect((await upsert(first)).data.glossaryUpsert.group).toEqual(changed);
    const { userErrors } = (await upsert({ ...first, idempotencyKey: 'twice' })).data.glossaryUpsert;
    expect(userErrors).toEqual([expect.objectContaining({ code: 'GLOSSARY_STALE', details: { newest: version + 1 } })]);
    const audit = "SELECT count(*)::int AS n FROM audit_event WHERE action = 'glossaryUpsert' AND object_id = $1";
    expect(await api.rows(audit, [id])).toEqual([{ n: 2 }]);
  });

  it('previews without writing', async () => {
    const before = await api.counts();
    const preview = (...texts: string[]) => upsert({ terms: terms(...texts), preview: true });
    expect((await preview('aperçu', 'prévisualisation')).data.glossaryUpsert).toEqual({ group: null, userErrors: [] });
    expect((await preview('seul')).data.glossaryUpsert.userErrors[0].code).toBe('GLOSSARY_TOO_FEW_TERMS');
    expect(await api.counts()).toEqual(before);
  });

  it('shows which searches that found nothing it would answer, before and after it is written', async () => {
    for (const query of ['gloubiboulga', 'gloubiboulga des licornes', 'un gloubiboulga']) await total(query);
    await api.app.get(UnansweredQueryRecorder, { strict: false }).flush();
    const asked = `mutation Effect($input: GlossaryUpsertInput!) {
      glossaryUpsert(input: $input) { group { id } wouldAnswer { text times } userErrors { code } } }`;
    const effect = async (input: object) => (await api.send(asked, { input }, { key: moderator })).data.glossaryUpsert;
    // « gloubiboulga des licornes » is not among them: nothing has its other word
    const answered = [{ text: expect.stringContaining('gloubiboulga'), times: 2 }];
    const group = { terms: terms('gloubiboulga', 'comptage des cyclistes') };
    expect(await effect({ ...group, preview: true })).toEqual({ group: null, wouldAnswer: answered, userErrors: [] });
    expect(await effect(group)).toMatchObject({ group: { id: expect.any(String) }, wouldAnswer: answered });
    expect(await effect({ terms: terms('seul') })).toMatchObject({ group: null, wouldAnswer: null });
  });

  it('is paged, and so is its history, from which a removed group comes back', async () => {
    const all = (await api.send(LIST, { first: 100 })).data.glossary.edges.map(
      ({ node }: { node: { id: string } }) => node.id,
    );
    const paged: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: GraphqlAnswer = await api.send(LIST, { first: 2, after });
      const { edges, pageInfo } = page.data.glossary;
      paged.push(...edges.map(({ node }: { node: { id: string } }) => node.id));
      more = pageInfo.hasNextPage;
      after = pageInfo.endCursor;
    }
    expect(paged).toEqual(all);
    expect((await api.send(LIST, { after: 'x' })).errors[0]?.extensions.code).toBe('CURSOR_INVALID');
    const { nodes } = (await api.send(HISTORY, { first: 100 }, { key: moderator })).data.glossaryHistory;
    const removal = nodes.find(({ action }: { action: string }) => action === 'REMOVE');
    expect(removal).toMatchObject({
      actor: expect.stringMatching(/^member:/),
      changes: [{ before: { terms: terms('zorglubage', 'relevé') }, after: null }],
    });
    const [{ groupId }] = removal.changes;
    const back = (await upsert({ id: groupId, terms: removal.changes[0].before.terms })).data.glossaryUpsert.group;
    expect(back).toMatchObject({ id: groupId, terms: [{ text: 'zorglubage', lang: 'FR' }, { text: 'relevé' }] });
    const { data } = await api.send(HISTORY, { first: 1 }, { key: moderator });
    expect(data.glossaryHistory.nodes[0]).toMatchObject({ action: 'UPSERT', changes: [{ before: null }] });
    const after = data.glossaryHistory.pageInfo.endCursor;
    const next = (await api.send(HISTORY, { first: 1, after }, { key: moderator })).data.glossaryHistory.nodes[0];
    expect(next.number).toBe(data.glossaryHistory.nodes[0].number - 1);
  });
});
