import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestApi, type TestApi } from '../support/test-api.js';
import { without } from '../support/without.js';
import * as operations from './operations.js';
import { useCaseInput } from './operations.js';

describe('an entry from draft to search, through GraphQL', () => {
  let api: TestApi;
  let ownerId: string;
  let contributor: string;
  let coordinator: string;
  let stranger: string;

  beforeAll(async () => {
    api = await createTestApi();
    ownerId = await api.organization('Ville de démonstration');
    contributor = await api.person('CONTRIBUTOR', ownerId);
    coordinator = await api.person('COORDINATOR', ownerId);
    stranger = await api.person('COORDINATOR', await api.organization('Autre ville de démonstration'));
  });

  afterAll(() => api.close());

  const input = (changes: Record<string, unknown> = {}) => useCaseInput(ownerId, useCaseContent(changes));

  const create = async (changes: Record<string, unknown> = {}): Promise<string> => {
    const { data } = await api.send(operations.CREATE, { input: input(changes) }, { key: contributor });
    return data.entryCreate.entry.id as string;
  };

  const publish = async (id: string, baseRevision = 1): Promise<void> => {
    const { data } = await api.send(operations.PUBLISH, { input: { id, baseRevision } }, { key: coordinator });
    expect(data.entryPublish.userErrors).toEqual([]);
  };

  it('refuses who may not, each in its own way, and writes nothing', async () => {
    const before = await api.counts();
    const asVisitor = await api.send(operations.CREATE, { input: input() });
    expect(asVisitor.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const reader = await api.person('READER', ownerId);
    const asReader = await api.send(operations.CREATE, { input: input() }, { key: reader });
    expect(asReader.errors[0]?.extensions.code).toBe('FORBIDDEN');
    const asStranger = await api.send(operations.CREATE, { input: input() }, { key: stranger });
    expect(asStranger.data.entryCreate.userErrors[0].code).toBe('OWNER_UNKNOWN');
    const narrowKey = await api.person('COORDINATOR', ownerId, ['read']);
    const outOfScope = await api.send(operations.CREATE, { input: input() }, { key: narrowKey });
    expect(outOfScope.errors[0]?.extensions.code).toBe('FORBIDDEN');
    const { entry, entry_revision, outbox } = await api.counts();
    expect({ entry, entry_revision, outbox }).toEqual({
      entry: before['entry'],
      entry_revision: before['entry_revision'],
      outbox: before['outbox'],
    });
  });

  it('goes from draft over review to the visitor’s search, and out again when it is withdrawn', async () => {
    const id = await create({ title: 'Repérage wolframite des dépôts sauvages (démonstration)' });
    expect((await api.send(operations.ENTRY, { id })).data.entry).toBeNull();
    const submitted = await api.send(operations.SUBMIT, { input: { id, baseRevision: 1 } }, { key: contributor });
    expect(submitted.data.entrySubmit.entry).toMatchObject({ draftState: 'SUBMITTED', state: 'DRAFT' });
    const tooSoon = await api.send(operations.PUBLISH, { input: { id, baseRevision: 1 } }, { key: contributor });
    expect(tooSoon.errors[0]?.extensions.code).toBe('FORBIDDEN');
    const asked = await api.send(
      operations.REQUEST_CHANGES,
      { input: { id, baseRevision: 1, comment: 'Dites le coût.' } },
      { key: coordinator },
    );
    expect(asked.data.entryRequestChanges.entry).toMatchObject({
      draftState: 'CHANGES_REQUESTED',
      reviewComment: 'Dites le coût.',
    });
    await api.send(operations.SUBMIT, { input: { id, baseRevision: 1 } }, { key: contributor });
    await publish(id);
    await api.catchUp();
    const seen = (await api.send(operations.ENTRY, { id })).data.entry;
    expect(seen).toMatchObject({
      __typename: 'UseCase',
      kind: 'USE_CASE',
      state: 'PUBLISHED',
      lifecycle: 'IDEA',
      owner: { id: ownerId },
    });
    expect(seen.permissions).toEqual({
      canRevise: false,
      canSubmit: false,
      canPublish: false,
      canWithdraw: false,
      canClaim: false,
    });
    const found = (
      await api.send('query($q: String!) { search(query: $q, first: 5) { edges { node { id title } } } }', {
        q: 'wolframite',
      })
    ).data;
    expect(found.search.edges).toEqual([{ node: { id, title: seen.title } }]);
    const gone = await api.send(operations.WITHDRAW, { input: { id, reason: 'Erreur' } }, { key: coordinator });
    expect(gone.data.entryWithdraw.tombstone).toEqual({ id, state: 'WITHDRAWN', replacedById: null });
    expect((await api.send(operations.SEARCH, { query: 'wolframite' })).data.search.totalCount).toBe(0);
    expect((await api.send(operations.ENTRY, { id })).data.entry).toBeNull();
    const tombstone = await api.send('query($id: ID!) { entryTombstone(id: $id) { state } }', { id });
    expect(tombstone.data.entryTombstone).toEqual({ state: 'WITHDRAWN' });
  });

  it('refuses a stale revision with the newer one, and tells field by field what a stage lacks', async () => {
    const id = await create({ lifecycle: 'EXPERIMENT' });
    const stale = await api.send(
      operations.REVISE,
      { input: { id, baseRevision: 7, ...without(input(), 'ownerId') } },
      { key: contributor },
    );
    expect(stale.data.entryRevise.userErrors).toEqual([
      expect.objectContaining({ code: 'REVISION_CONFLICT', path: ['input', 'baseRevision'], details: { newest: 1 } }),
    ]);
    const refused = await api.send(
      operations.SUBMIT,
      { input: { id, baseRevision: 1 } },
      { key: contributor, language: 'en' },
    );
    const list = await api.send(
      'query($id: ID!) { entryChecklist(id: $id, target: SUBMITTED) { code path message stage } }',
      { id },
      { key: contributor, language: 'en' },
    );
    expect(refused.data.entrySubmit.userErrors.map((one: { message: string }) => one.message)).toEqual(
      list.data.entryChecklist.map((one: { message: string }) => one.message),
    );
    expect(list.data.entryChecklist.length).toBeGreaterThan(0);
    const forStranger = await api.send(
      'query($id: ID!) { entryChecklist(id: $id) { code } }',
      { id },
      { key: stranger },
    );
    expect(forStranger.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('keeps the kind of an entry, and asks for exactly one', async () => {
    const id = await create();
    const envelope = without(input(), 'ownerId', 'useCase');
    const other = { id, baseRevision: 1, ...envelope, dataCharter: { charterType: 'AI' } };
    const mixed = await api.send(operations.REVISE, { input: other }, { key: contributor });
    expect(mixed.data.entryRevise.userErrors[0]).toMatchObject({
      code: 'KIND_CONTENT_MISMATCH',
      path: ['input', 'dataCharter'],
    });
    const none = await api.send(operations.CREATE, { input: { ownerId, ...envelope } }, { key: contributor });
    expect(none.data.entryCreate.userErrors[0].code).toBe('KIND_REQUIRED');
    const both = await api.send(
      operations.CREATE,
      { input: { ...input(), dataCharter: { charterType: 'AI' } } },
      { key: contributor },
    );
    expect(both.data.entryCreate.userErrors[0].code).toBe('KIND_TWICE');
  });

  it('shows NETWORK fields to members and not to visitors; narrows at once', async () => {
    const id = await create({ contact: 'numerique@ville.example', cost: { oneOffEur: 12_000 } });
    await publish(id);
    const visitor = (await api.send(operations.ENTRY, { id })).data.entry;
    expect(visitor).toMatchObject({ contact: null, cost: { oneOffEur: null, oneOffBand: 'FROM_10K_TO_50K' } });
    const peer = (await api.send(operations.ENTRY, { id }, { key: stranger })).data.entry;
    expect(peer).toMatchObject({ contact: 'numerique@ville.example', cost: { oneOffEur: 12_000 } });
    const share = { id, audience: 'NETWORK', baseVersion: peer.version };
    await api.send(operations.SET_AUDIENCE, { input: share }, { key: coordinator });
    expect((await api.send(operations.ENTRY, { id })).data.entry).toBeNull();
    expect((await api.send(operations.ENTRY, { id }, { key: stranger })).data.entry.audience).toBe('NETWORK');
  });

  it('tells history and differences through the caller’s audience', async () => {
    const id = await create({ cost: { oneOffEur: 5_000 } });
    await publish(id);
    const revised = {
      id,
      baseRevision: 1,
      ...without(input({ title: 'Titre revu (démonstration)', cost: { oneOffEur: 90_000 } }), 'ownerId'),
    };
    await api.send(operations.REVISE, { input: revised }, { key: contributor });
    await publish(id, 2);
    const query =
      'query($id: ID!) { entryRevisions(id: $id) { number state } entryDiff(id: $id, from: 1, to: 2) { path label before after } }';
    const visitor = await api.send(query, { id }, { language: 'en' });
    expect(visitor.data.entryRevisions).toEqual([
      { number: 2, state: 'PUBLISHED' },
      { number: 1, state: 'SUPERSEDED' },
    ]);
    expect(
      visitor.data.entryDiff.map((one: { path: string[]; label: string }) => [one.path.join('.'), one.label]),
    ).toEqual([
      ['title', 'Title'],
      ['cost.oneOffBand', 'Band of the one-off cost'],
    ]);
    const peer = await api.send(query, { id }, { key: stranger });
    expect(JSON.stringify(peer.data.entryDiff)).toContain('90000');
  });

  it('tells of a new entry, without reading it, what reading it would tell', async () => {
    const few = 'id kind state revision lastRevision version';
    const mutation = (fields: string) =>
      `mutation($input: EntryCreateInput!) { entryCreate(input: $input) { entry { ${fields} } userErrors { code } } }`;
    const { entry } = (await api.send(mutation(few), { input: input() }, { key: contributor })).data.entryCreate;
    const read = await api.send(
      `query($id: ID!) { entry(id: $id) { ${few} } }`,
      { id: entry.id },
      { key: contributor },
    );
    expect(entry).toEqual(read.data.entry);
    const more = await api.send(mutation(`__typename ${few} title`), { input: input() }, { key: contributor });
    expect(more.data.entryCreate.entry).toMatchObject({ __typename: 'UseCase', title: useCaseContent()['title'] });
  });

  it('has one effect for one idempotency key', async () => {
    const keyed = { ...input({ title: 'Une seule fois (démonstration)' }), idempotencyKey: 'k-1' };
    const [first, second] = await Promise.all(
      [1, 2].map(() => api.send(operations.CREATE, { input: keyed }, { key: contributor })),
    );
    expect(first?.data.entryCreate.entry.id).toBe(second?.data.entryCreate.entry.id);
    expect([first, second].map((one) => one?.data.entryCreate.replayed).sort()).toEqual([false, true]);
    const reused = await api.send(operations.CREATE, { input: { ...keyed, title: 'Autre' } }, { key: contributor });
    expect(reused.data.entryCreate.userErrors[0].code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('lists an organization’s drafts for its members, and the published for others', async () => {
    const id = await create({ title: 'Brouillon listé (démonstration)' });
    const query =
      'query($f: EntryFilter) { entries(filter: $f, first: 100) { edges { cursor node { id draftState permissions { canSubmit } } } pageInfo { hasNextPage } } }';
    const own = await api.send(query, { f: { ownerId } }, { key: contributor });
    expect(own.data.entries.edges.find((edge: { node: { id: string } }) => edge.node.id === id).node).toEqual({
      id,
      draftState: 'DRAFT',
      permissions: { canSubmit: true },
    });
    const others = await api.send(query, { f: { ownerId } }, { key: stranger });
    expect(others.data.entries.edges.map((edge: { node: { id: string } }) => edge.node.id)).not.toContain(id);
    const tooMany = await api.send('{ entries(first: 101) { nodes { id } } }');
    expect(tooMany.errors[0]?.extensions.code).toBe('FIRST_OUT_OF_RANGE');
  });
});
