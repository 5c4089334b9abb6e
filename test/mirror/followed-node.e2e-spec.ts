import {
  EntryReadModel,
  FIRST_ID,
  type FollowedChange,
  type FollowedNode,
  FollowedNodeService,
  projectEntry,
  sourceOfNode,
} from '@maillage/catalogue';
import { systemActor } from '@maillage/identity';
import { canonicalJson } from '@maillage/kernel';
import {
  ARCHIVE,
  CREATE,
  ENTRY,
  PUBLISH,
  REVISE,
  reviseInput,
  SEARCH,
  SET_AUDIENCE,
  useCaseInput,
  WITHDRAW,
} from '../api/operations.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestApi, type TestApi } from '../support/test-api.js';

const URL_OF_FIRST = 'https://premier.example/graphql';

/** Two nodes: what the first one shows everybody is shown by the second. */
describe('a node that follows another', () => {
  let first: TestApi;
  let second: TestApi;
  let service: FollowedNodeService;
  let owner: string;
  let coordinator: string;
  let moderator: string;
  const node: FollowedNode = {
    source: sourceOfNode(URL_OF_FIRST),
    url: URL_OF_FIRST,
    ownSource: sourceOfNode('https://second.example/graphql'),
  };

  beforeAll(async () => {
    first = await createTestApi();
    second = await createTestApi();
    service = second.app.get(FollowedNodeService, { strict: false });
    owner = await first.organization('Ville du premier réseau (démonstration)');
    await first.rows('UPDATE organization SET demonstration = true WHERE id = $1', [owner]);
    coordinator = await first.person('COORDINATOR', owner);
    moderator = await second.person('MODERATOR');
    await service.open(systemActor('mirror', ['import:publish']), node);
  });

  afterAll(async () => {
    await first.close();
    await second.close();
  });

  /** What the feed of the first node has told, by entry. */
  let told = new Map<string, number>();
  let seq = 0;

  const documents = async (): Promise<Map<string, { version: number; document: string }>> => {
    const model = first.app.get(EntryReadModel, { strict: false });
    const visible = await model.visible('PUBLIC', FIRST_ID, 1_000);
    const records = await model.records(visible.map(({ id }) => id));
    return new Map(
      records.map((record) => {
        const { freshness, namedContact, ...view } = projectEntry(record, 'PUBLIC', new Date());
        expect([freshness, namedContact]).toHaveLength(2);
        const document = canonicalJson({ ...view, uri: `/id/use-case/${record.id}` });
        return [record.id, { version: record.version, document }];
      }),
    );
  };

  /** Changes since the last page, as a reader of the audience PUBLIC gets them. */
  const page = async (): Promise<FollowedChange[]> => {
    const now = await documents();
    const upserts = [...now].flatMap(([entryId, { version, document }]): FollowedChange[] =>
      told.get(entryId) === version ? [] : [{ seq: (seq += 1), entryId, version, op: 'UPSERT', document }],
    );
    const removes = [...told].flatMap(([entryId, version]): FollowedChange[] =>
      now.has(entryId) ? [] : [{ seq: (seq += 1), entryId, version, op: 'REMOVE', document: null }],
    );
    told = new Map([...now].map(([id, { version }]) => [id, version]));
    return [...upserts, ...removes];
  };
  const follow = async (): Promise<readonly FollowedChange[]> => {
    const changes = await page();
    await service.apply(node, 'LIVE', changes, { cursor: `c${seq}`, seq });
    return changes;
  };

  const publish = async (title: string, more: Record<string, unknown> = {}): Promise<string> => {
    const input = { ...useCaseInput(owner, useCaseContent({ title })), ...more };
    const { data } = await first.send(CREATE, { input }, { key: coordinator });
    const { id } = data.entryCreate.entry;
    const published = await first.send(PUBLISH, { input: { id, baseRevision: 1 } }, { key: coordinator });
    expect(published.data.entryPublish.userErrors).toEqual([]);
    return id;
  };
  const version = async (id: string): Promise<number> =>
    (await first.rows<{ version: number }>('SELECT version FROM entry WHERE id = $1', [id]))[0]?.version ?? 0;
  const shownAs = async (id: string): Promise<string> =>
    (
      await second.rows<{ id: string }>('SELECT id FROM entry WHERE origin_source = $1 AND origin_source_id = $2', [
        node.source,
        id,
      ])
    )[0]?.id ?? '';
  const shown = async (id: string) => (await second.send(ENTRY, { id: await shownAs(id) })).data.entry;
  const titles = async (): Promise<string[]> => {
    const rows = await second.rows<{ title: string }>(
      `SELECT v.content ->> 'title' AS title FROM entry e
         JOIN entry_revision v ON v.entry_id = e.id AND v.number = e.published_revision
        WHERE e.origin_source = $1 AND e.state IN ('PUBLISHED', 'ARCHIVED') ORDER BY 1`,
      [node.source],
    );
    return rows.map(({ title }) => title);
  };
  /** The second node shows what the first one does, and holds what its feed said. */
  const expectEqual = async (): Promise<void> => {
    const there = await documents();
    const wanted = [...there.values()].map(({ document }) => JSON.parse(document).content.title as string).sort();
    expect((await titles()).sort()).toEqual(wanted);
    const held = new Map<string, { version: number; document: string }>();
    for await (const one of service.entries(node)) held.set(one.entryId, one);
    expect([...held].map(([id, one]) => [id, one.version, one.document]).sort()).toEqual(
      [...there].map(([id, one]) => [id, one.version, one.document]).sort(),
    );
  };

  it('is followed by the product itself alone, with the leave to publish', async () => {
    const before = await second.counts();
    await expect(service.open(systemActor('mirror', []), node)).rejects.toThrow(/do not allow/);
    await expect(service.open({ kind: 'VISITOR', name: 'visitor' }, node)).rejects.toThrow(/do not allow/);
    expect(await second.counts()).toEqual(before);
  });

  it('shows what is published there, with its origin and dates, also in search', async () => {
    const id = await publish('Compteurs d’eau parlants (démonstration)');
    await follow();
    expect(await shown(id)).toMatchObject({
      title: 'Compteurs d’eau parlants (démonstration)',
      state: 'PUBLISHED',
      owner: { name: 'Ville du premier réseau (démonstration)' },
    });
    const [dates] = await second.rows('SELECT published_at, created_at, review_by FROM entry WHERE id = $1', [
      await shownAs(id),
    ]);
    const [there] = await first.rows<{ published_at: Date }>(
      'SELECT published_at, created_at, review_by FROM entry WHERE id = $1',
      [id],
    );
    expect(dates).toEqual(there);
    const origin = await second.rows('SELECT origin_source_url AS url FROM entry WHERE id = $1', [await shownAs(id)]);
    expect(origin).toEqual([{ url: `https://premier.example/id/use-case/${id}` }]);
    await second.catchUp();
    const { data } = await second.send(SEARCH, { query: 'compteurs parlants' });
    expect(data.search.edges.map((edge: { node: { id: string } }) => edge.node.id)).toEqual([await shownAs(id)]);
    await expectEqual();
  });

  it('follows revisions, archiving, narrowing, widening and withdrawal', async () => {
    const ids = [
      await publish('Révisée là-bas (démonstration)'),
      await publish('Archivée là-bas (démonstration)'),
      await publish('Réservée aux membres (démonstration)'),
      await publish('Retirée là-bas (démonstration)'),
    ] as const;
    await follow();
    await expectEqual();
    const [revised, archived, narrowed, withdrawn] = ids;
    const key = { key: coordinator };
    const again = reviseInput(revised, 1, useCaseContent({ title: 'Révisée deux fois (démonstration)' }));
    await first.send(REVISE, { input: again }, key);
    await first.send(PUBLISH, { input: { id: revised, baseRevision: 2 } }, key);
    await first.send(ARCHIVE, { input: { id: archived } }, key);
    const narrowing = { id: narrowed, audience: 'NETWORK', baseVersion: await version(narrowed) };
    await first.send(SET_AUDIENCE, { input: narrowing }, key);
    await first.send(WITHDRAW, { input: { id: withdrawn } }, key);
    await follow();
    await expectEqual();
    expect(await shown(revised)).toMatchObject({ title: 'Révisée deux fois (démonstration)', revision: 2 });
    expect(await shown(archived)).toMatchObject({ state: 'ARCHIVED' });
    const [gone, closed] = [await shownAs(narrowed), await shownAs(withdrawn)];
    expect([await shown(narrowed), await shown(withdrawn)]).toEqual([null, null]);
    const tombstone = await second.send('query ($id: ID!) { entryTombstone(id: $id) { state } }', { id: closed });
    expect(tombstone.data.entryTombstone).toEqual({ state: 'WITHDRAWN' });
    const widening = { id: narrowed, audience: 'PUBLIC', baseVersion: await version(narrowed) };
    await first.send(SET_AUDIENCE, { input: widening }, key);
    await follow();
    await expectEqual();
    // the same entry is back, under the id it had
    expect(await shownAs(narrowed)).toBe(gone);
    expect(await shown(narrowed)).toMatchObject({ state: 'PUBLISHED' });
  });

  it('shows relations whose two ends are here, whichever came first', async () => {
    const clause = await publish('Cible (démonstration)');
    const relations = [{ type: 'DERIVED_FROM', target: clause }];
    const pointing = await publish('Dérivée (démonstration)', { relations });
    const changes = await page();
    const of = (id: string) => changes.filter(({ entryId }) => entryId === id);
    await service.apply(node, 'LIVE', of(pointing), { seq });
    expect((await shown(pointing)).relations).toEqual([]);
    const others = changes.filter(({ entryId }) => entryId !== pointing);
    await service.apply(node, 'LIVE', others, { seq });
    expect((await shown(pointing)).relations).toMatchObject([
      { type: 'DERIVED_FROM', targetEntry: { id: await shownAs(clause) } },
    ]);
    await expectEqual();
  });

  it('changes nothing when a page comes again', async () => {
    const changes = [...(await documents())].map(([entryId, { version: at, document }]): FollowedChange => ({
      seq,
      entryId,
      version: at,
      op: 'UPSERT',
      document,
    }));
    const before = await second.rows('SELECT id, version, last_revision FROM entry ORDER BY id');
    const counts = await second.counts();
    await service.apply(node, 'LIVE', changes, { seq });
    await service.apply(node, 'LIVE', [{ ...removal('01900000-0000-7000-8000-000000000000') }], { seq });
    expect(await second.rows('SELECT id, version, last_revision FROM entry ORDER BY id')).toEqual(before);
    expect(await second.counts()).toEqual(counts);
  });

  const removal = (entryId: string): FollowedChange => ({ seq, entryId, version: 1, op: 'REMOVE', document: null });

  it('is edited by nobody here: the refusal names where', async () => {
    const id = await publish('Intouchable (démonstration)');
    await follow();
    const local = await shownAs(id);
    const before = await second.counts();
    const withdrawn = await second.send(WITHDRAW, { input: { id: local } }, { key: moderator });
    expect(withdrawn.data.entryWithdraw.userErrors).toMatchObject([
      { code: 'FOLLOWED_ENTRY', message: expect.stringContaining(`https://premier.example/id/use-case/${id}`) },
    ]);
    const [{ owner_id: ownerHere }] = (await second.rows('SELECT owner_id FROM entry WHERE id = $1', [local])) as [
      { owner_id: string },
    ];
    const person = await second.person('COORDINATOR', ownerHere);
    const after = await second.counts();
    const key = { key: person };
    const base = { id: local, baseRevision: 1 };
    const answers = [
      await second.send(REVISE, { input: reviseInput(local, 1, useCaseContent()) }, key),
      await second.send(PUBLISH, { input: base }, key),
      await second.send(ARCHIVE, { input: { id: local } }, key),
      await second.send(SET_AUDIENCE, { input: { id: local, audience: 'NETWORK', baseVersion: 1 } }, key),
    ];
    for (const { data } of answers) {
      const [payload] = Object.values(data as Record<string, { userErrors: { code: string }[] }>);
      expect(payload?.userErrors).toMatchObject([{ code: 'FOLLOWED_ENTRY' }]);
    }
    const { data } = await second.send(ENTRY, { id: local }, key);
    expect(data.entry.permissions).toEqual({
      ...{ canRevise: false, canSubmit: false, canPublish: false, canWithdraw: false, canClaim: false },
    });
    expect(await second.counts()).toEqual(after);
    expect(before['entry']).toBe(after['entry']);
    // Somebody without a right there learns nothing.
    const stranger = await second.person('COORDINATOR', await second.organization('Autre ville (démonstration)'));
    const refused = await second.send(WITHDRAW, { input: { id: local } }, { key: stranger });
    expect(refused.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('does not take back what went out from itself, and shows nothing that is not public', async () => {
    const [sample] = [...(await documents()).values()];
    if (!sample) throw new Error('nothing is published');
    const made = (id: string, changes: object): FollowedChange => ({
      ...{ seq, entryId: id, version: 1, op: 'UPSERT' },
      document: canonicalJson({ ...JSON.parse(sample.document), id, ...changes }),
    });
    const before = await titles();
    const ids = [1, 2, 3, 4].map((n) => `01900000-0000-7000-8000-00000000000${n}`) as [string, string, string, string];
    await service.apply(
      node,
      'LIVE',
      [
        made(ids[0], { origin: { source: node.ownSource, sourceId: 'x', sourceUrl: null } }),
        made(ids[1], { audience: 'NETWORK' }),
        made(ids[2], { kind: 'TRAINING_RESOURCE' }),
        { ...made(ids[3], {}), document: '{"id":' },
      ],
      { seq },
    );
    expect(await titles()).toEqual(before);
    const problems = await second.rows(
      'SELECT problem FROM followed_entry WHERE remote_id = ANY($1::uuid[]) ORDER BY remote_id',
      [ids],
    );
    expect(problems).toEqual(['OWN', 'NOT_PUBLIC', 'UNKNOWN_KIND', 'NOT_READ'].map((problem) => ({ problem })));
    await service.apply(node, 'LIVE', ids.map(removal), { seq });
    await expectEqual();
  });

  it('keeps an organization’s id, follows its name, and leaves those of the demonstration so', async () => {
    const here =
      'SELECT o.id, o.name, o.demonstration FROM organization o JOIN followed_organization f ON f.organization_id = o.id';
    const [before] = await second.rows<{ id: string }>(here);
    const admin = await first.person('MODERATOR');
    const rename =
      'mutation ($input: OrganizationRenameInput!) { organizationRename(input: $input) { userErrors { code } } }';
    const input = { id: owner, name: 'Ville renommée (démonstration)' };
    expect((await first.send(rename, { input }, { key: admin })).errors).toEqual([]);
    await follow();
    expect(await second.rows(here)).toEqual([
      { id: before?.id, name: 'Ville renommée (démonstration)', demonstration: true },
    ]);
    await expectEqual();
  });

  it('resyncs without ghosts, and what is shown stays until the full load is whole', async () => {
    const ghost = await publish('Fantôme (démonstration)');
    await follow();
    await first.send(WITHDRAW, { input: { id: ghost } }, { key: coordinator });
    await publish('Nouvelle après la restauration (démonstration)');
    const before = await titles();
    await service.begin(node);
    const all = [...(await documents())].map(([entryId, { version: at, document }]): FollowedChange => ({
      seq,
      entryId,
      version: at,
      op: 'UPSERT',
      document,
    }));
    const half = Math.ceil(all.length / 2);
    await service.apply(node, 'NEXT', all.slice(0, half), { cursor: 'half' });
    expect([await titles(), await service.checkpoint(node, 'NEXT')]).toEqual([before, { cursor: 'half' }]);
    // cut here, and begun again
    await service.begin(node);
    expect(await service.checkpoint(node, 'NEXT')).toBeNull();
    await service.apply(node, 'NEXT', all.slice(0, half), { cursor: 'half' });
    await service.apply(node, 'NEXT', all.slice(half), { cursor: 'whole', epoch: 'second' });
    await service.swap(node);
    await expectEqual();
    expect(await shown(ghost)).toBeNull();
    expect(await service.checkpoint(node, 'LIVE')).toEqual({ cursor: 'whole', epoch: 'second' });
    expect(await service.checkpoint(node, 'NEXT')).toBeNull();
    told = new Map([...(await documents())].map(([id, one]) => [id, one.version]));
  });

  it('keeps a page and its checkpoint together, or neither', async () => {
    const id = await publish('Coupée en route (démonstration)');
    const changes = await page();
    const checkpoint = await service.checkpoint(node, 'LIVE');
    await second.rows(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      RAISE EXCEPTION 'cut'; END $$`);
    await second.rows('CREATE TRIGGER refuse BEFORE UPDATE ON followed_node FOR EACH ROW EXECUTE FUNCTION refuse()');
    await expect(service.apply(node, 'LIVE', changes, { cursor: 'lost' })).rejects.toThrow(/cut/);
    await second.rows('DROP TRIGGER refuse ON followed_node');
    expect(await shownAs(id)).toBe('');
    expect(await service.checkpoint(node, 'LIVE')).toEqual(checkpoint);
    await service.apply(node, 'LIVE', changes, { cursor: 'kept' });
    await expectEqual();
  });
});
