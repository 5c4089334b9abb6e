import {
  EntryClosingService,
  type EntryImportCommand,
  EntryImportService,
  type EntryImportRow,
  EntryReviewService,
  EntryWritingService,
} from '@maillage/catalogue';
import { systemActor } from '@maillage/identity';
import { UserInputError } from '@maillage/kernel';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestNetwork, type TestNetwork } from '../support/test-network.js';

describe('the bulk write of imported entries', () => {
  let network: TestNetwork;
  let imports: EntryImportService;
  let ownerId: string;
  let subjectId: string;
  const actor = systemActor('import:test', ['entry:write', 'import:publish']);

  beforeAll(async () => {
    network = await createTestNetwork();
    imports = network.module.get(EntryImportService);
    ownerId = await network.organization('Réseau de démonstration');
    subjectId = await network.organization('Ville de démonstration');
  });

  afterAll(() => network.close());

  const row = (sourceId: string, changes: Record<string, unknown> = {}, more: Partial<EntryImportRow> = {}) =>
    imports.prepare({
      kind: 'USE_CASE',
      subjectOrganizationId: subjectId,
      content: useCaseContent(changes),
      origin: { sourceId, raw: { id: sourceId, ...changes } },
      ...more,
    });

  const write = (rows: EntryImportCommand['rows'], publish = true, who = actor) =>
    imports.write(who, { source: 'test', ownerId, publish, rows });

  /** Everything about an entry that is not a moment, an id or its origin. */
  const stored = async (id: string | null) => {
    const [entry] = await network.rows<Record<string, unknown>>(
      `SELECT e.kind, e.owner_id, e.subject_organization_id, e.state, e.audience, e.version, e.last_revision,
              e.published_revision, e.audiences_ever, e.themes_ever, e.territories_ever, e.review_by,
              e.published_at IS NOT NULL AS published, e.last_confirmed_at IS NOT NULL AS confirmed,
              (SELECT json_agg(json_build_array(v.number, v.state, v.content, v.title_hash, v.text_hash,
                 v.published_at IS NOT NULL, v.published_by IS NOT NULL) ORDER BY v.number)
                 FROM entry_revision v WHERE v.entry_id = e.id) AS revisions,
              (SELECT json_agg(json_build_array(l.revision, l.position, l.type, l.target_system_id) ORDER BY 1)
                 FROM entry_relation l WHERE l.entry_id = e.id) AS relations,
              (SELECT count(*)::int FROM outbox o WHERE o.entry_id = e.id) AS changes,
              (SELECT h.version FROM search_hidden h WHERE h.entry_id = e.id) AS hidden
         FROM entry e WHERE e.id = $1`,
      [id],
    );
    return entry;
  };

  const total = async (): Promise<unknown> =>
    network.rows(`SELECT (SELECT count(*) FROM entry) AS e, (SELECT count(*) FROM entry_revision) AS r,
      (SELECT count(*) FROM outbox) AS o, (SELECT count(*) FROM audit_event) AS a`);

  it('is refused to people and to a system without the scope, and writes nothing then', async () => {
    const before = await total();
    const moderator = await network.moderator();
    await expect(
      imports.write(moderator, { source: 'test', ownerId, publish: false, rows: [row('x')] }),
    ).rejects.toThrow();
    await expect(write([row('x')], true, systemActor('import:test', ['entry:write']))).rejects.toThrow(/do not allow/);
    await expect(write([row('x')], false, systemActor('import:test', ['read']))).rejects.toThrow(/do not allow/);
    expect(await total()).toEqual(before);
  });

  it('finds no difference between a draft written in bulk and one written alone', async () => {
    const coordinator = await network.member('COORDINATOR', ownerId);
    const content = useCaseContent({ aiAct: { role: 'DEPLOYER', class: 'HIGH_ANNEX_III' } });
    const command = { kind: 'USE_CASE', ownerId, subjectOrganizationId: subjectId, content };
    const { id } = await network.module.get(EntryWritingService).create(coordinator, command);
    const [created] = await write([row('draft', {}, { content })], false);
    expect(await stored(created?.entryId ?? null)).toEqual(await stored(id));
  });

  it('finds no difference between an entry published in bulk and one published alone', async () => {
    const coordinator = await network.member('COORDINATOR', ownerId);
    const writing = network.module.get(EntryWritingService);
    const review = network.module.get(EntryReviewService);
    const contents = [
      useCaseContent({ keywords: ['a', 'b'] }),
      useCaseContent({ themes: ['MOBILITY', 'ECOLOGY_ENERGY'], keywords: ['a'] }),
      useCaseContent({ themes: ['MOBILITY', 'ATTRACTIVENESS_DEVELOPMENT'], keywords: ['a', 'c'] }),
    ];
    const [content] = contents;
    const { id } = await writing.create(coordinator, {
      ...{ kind: 'USE_CASE', ownerId, subjectOrganizationId: subjectId, audience: 'NETWORK' as const },
      content: content ?? {},
    });
    await review.publish(coordinator, { id, baseRevision: 1 });
    const audience = 'NETWORK' as const;
    const [created] = await write([row('alike', {}, { content: content ?? {}, audience })]);
    const twin = created?.entryId ?? null;
    expect(await stored(twin)).toEqual(await stored(id));
    for (const [index, next] of contents.slice(1).entries()) {
      await writing.revise(coordinator, { id, baseRevision: index + 1, content: next });
      await review.publish(coordinator, { id, baseRevision: index + 2 });
      const [revised] = await write([row('alike', {}, { content: next })]);
      expect(revised).toMatchObject({ outcome: 'REVISED', revision: index + 2, published: true });
      expect(await stored(twin)).toEqual(await stored(id));
    }
    expect(await stored(twin)).toMatchObject({ version: 3, hidden: 2, changes: 3 });
  });

  it('rejects a poison row alone; the rest of its batch lands', async () => {
    await network.rows(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.origin_source_id = 'poison' THEN RAISE EXCEPTION 'poisoned'; END IF; RETURN NEW; END $$`);
    await network.rows('CREATE TRIGGER refuse BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION refuse()');
    const rows = Array.from({ length: 21 }, (_, n) => row(n === 13 ? 'poison' : `sound-${n}`, { title: `Fiche ${n}` }));
    // a NUL cannot be stored either: PostgreSQL refuses the whole statement before any trigger
    const nul = { ...row('nul'), content: { title: 'a\u0000b' } };
    const results = await write([...rows, nul]);
    expect(results.map(({ outcome }) => outcome)).toEqual([
      ...Array.from({ length: 21 }, (_, n) => (n === 13 ? 'REFUSED' : 'CREATED')),
      'REFUSED',
    ]);
    expect(results[13]?.errors[0]).toMatchObject({
      code: 'ROW_NOT_STORABLE',
      message: { fr: expect.stringContaining('poisoned') },
    });
    await network.rows('DROP TRIGGER refuse ON entry');
    const again = await write([...rows.slice(0, 13), ...rows.slice(14)]);
    expect(new Set(again.map(({ outcome }) => outcome))).toEqual(new Set(['UNCHANGED']));
  });

  it('refuses a row that points at nothing, and takes its neighbours', async () => {
    const nobody = '01900000-0000-7000-8000-000000000000';
    const [lost, dangling, sound] = await write([
      row('lost', {}, { subjectOrganizationId: nobody }),
      row('dangling', {}, { relations: [{ type: 'REPLACES', target: nobody }] }),
      row('sound'),
    ]);
    expect(lost).toMatchObject({ outcome: 'REFUSED', errors: [{ code: 'SUBJECT_UNKNOWN' }] });
    expect(dangling).toMatchObject({ outcome: 'REFUSED', errors: [{ code: 'REFERENCE_UNKNOWN' }] });
    const [relating] = await write([
      row('relating', {}, { relations: [{ type: 'REPLACES', target: sound?.entryId ?? '' }] }),
    ]);
    expect(await stored(relating?.entryId ?? null)).toMatchObject({ relations: [[1, 0, 'REPLACES', null]] });
  });

  it('keeps two runs at once from making an entry twice', async () => {
    const rows = Array.from({ length: 60 }, (_, n) => row(`race-${n}`, { title: `Course ${n}` }));
    const [one, two] = await Promise.all([write(rows), write([...rows].reverse())]);
    const outcomes = [...one, ...two].map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'CREATED')).toHaveLength(60);
    expect(outcomes.filter((outcome) => outcome === 'UNCHANGED')).toHaveLength(60);
  });

  it('does not bring back what was withdrawn here', async () => {
    const [created] = await write([row('withdrawn')]);
    const id = created?.entryId ?? '';
    await network.module.get(EntryClosingService).withdraw(await network.member('COORDINATOR', ownerId), { id });
    const [same, changed] = [
      await write([row('withdrawn')]),
      await write([row('withdrawn', { title: 'Autre titre' })]),
    ];
    expect(same[0]).toMatchObject({ outcome: 'UNCHANGED' });
    expect(changed[0]).toMatchObject({ outcome: 'CONFLICT', conflict: 'CLOSED', revision: null });
    expect(await stored(id)).toMatchObject({ state: 'WITHDRAWN', last_revision: 1 });
  });

  it('names every fault of a content before it touches the database', () => {
    expect(() => row('bad', { title: '', lifecycle: 'LIVE' })).toThrow(UserInputError);
  });
});
