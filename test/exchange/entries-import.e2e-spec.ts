import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RESERVED_SOURCES } from '@maillage/catalogue';
import { importers } from '@maillage/exchange';
import { CLAIM, ENTRY, PUBLISH, REVISE, reviseInput, useCaseInput } from '../api/operations.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestApi, type GraphqlAnswer, type TestApi } from '../support/test-api.js';
import { without } from '../support/without.js';

const IMPORT = `mutation Push($input: EntriesImportInput!) {
  entriesImport(input: $input) {
    results { index sourceId outcome entryId revision errors { code message path details } }
    counts { created updated unchanged conflicts rejected withdrawn }
    replayed
    userErrors { code path message }
  }
}`;
const KEY = `mutation Key($input: ApiKeyCreateInput!) {
  apiKeyCreate(input: $input) { secret userErrors { code } }
}`;

interface Result {
  readonly index: number;
  readonly sourceId: string;
  readonly outcome: string;
  readonly entryId: string;
  readonly revision: number | null;
  readonly errors: { readonly code: string; readonly path: string[]; readonly details: unknown }[];
}

describe('pushing entries, through GraphQL', () => {
  let api: TestApi;
  let regionId: string;
  let coordinator: string;
  let portal: string;

  beforeAll(async () => {
    api = await createTestApi();
    regionId = await api.organization('Région de démonstration');
    coordinator = await api.person('COORDINATOR', regionId);
    portal = await portalKey(['READ', 'ENTRY_IMPORT']);
  });

  afterAll(() => api.close());

  const portalKey = async (scopes: string[], organizationId = regionId, key = coordinator): Promise<string> => {
    const input = { organizationId, name: 'Portail de démonstration', audience: 'PUBLIC', scopes };
    return (await api.send(KEY, { input }, { key })).data.apiKeyCreate.secret;
  };

  const content = (changes: Record<string, unknown> = {}) =>
    without(useCaseInput('', useCaseContent(changes)), 'ownerId');
  const item = (sourceId: string, changes: Record<string, unknown> = {}, more: Record<string, unknown> = {}) => ({
    sourceId,
    sourceUrl: `https://portail.example/${sourceId}`,
    content: content(changes),
    ...more,
  });
  const push = (items: unknown[], more: Record<string, unknown> = {}, key = portal): Promise<GraphqlAnswer> => {
    const input = { batchId: 'lot-1', source: 'portail.example', publish: true, items, ...more };
    return api.send(IMPORT, { input }, { key });
  };
  const results = async (items: unknown[], more: Record<string, unknown> = {}): Promise<Result[]> => {
    const { data, errors } = await push(items, more);
    expect([errors, data.entriesImport.userErrors]).toEqual([[], []]);
    return data.entriesImport.results;
  };
  const one = async (...given: Parameters<typeof item>): Promise<Result> => {
    const [result] = await results([item(...given)]);
    if (!result) throw new Error('no result');
    return result;
  };
  const entry = async (id: string, key?: string) => (await api.send(ENTRY, { id }, key ? { key } : {})).data.entry;
  const publish = (id: string, baseRevision: number, key: string) =>
    api.send(PUBLISH, { input: { id, baseRevision } }, { key });

  it('is refused to whoever is not the organization’s coordinator, or a key of its portal made for it', async () => {
    const before = await api.counts();
    const reader = await portalKey(['READ']);
    const after = await api.counts();
    const contributor = await api.person('CONTRIBUTOR', regionId);
    const narrow = await api.person('COORDINATOR', regionId, ['read', 'entry:write', 'entry:publish']);
    const otherId = await api.organization('Autre région de démonstration');
    const other = await portalKey(['ENTRY_IMPORT'], otherId, await api.person('COORDINATOR', otherId));
    const pendingId = await api.organization('Région en attente (démonstration)', false);
    const pending = await api.person('COORDINATOR', pendingId);
    const state = await api.counts();
    for (const key of [reader, contributor, narrow]) {
      const { errors } = await push([item('refused')], { ownerId: regionId }, key);
      expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
    }
    expect((await api.send(IMPORT, { input: { batchId: 'b', source: 'abc', items: [] } })).errors[0]).toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
    const told = async (more: object, key: string): Promise<unknown> =>
      (await push([item('refused')], { ...more }, key)).data.entriesImport.userErrors[0]?.code;
    // absent and forbidden answer alike
    expect(await told({ ownerId: regionId }, other)).toBe('OWNER_UNKNOWN');
    expect(await told({ ownerId: '01900000-0000-7000-8000-000000000000' }, other)).toBe('OWNER_UNKNOWN');
    expect(await told({ ownerId: pendingId }, pending)).toBe('OWNER_UNKNOWN');
    expect(await told({}, coordinator)).toBe('OWNER_UNKNOWN');
    expect(await api.counts()).toEqual(state);
    expect(after['api_key']).toBe((before['api_key'] ?? 0) + 1);
  });

  it('creates, changes, leaves alone and withdraws, with the origin shown to readers', async () => {
    const made = await one('un', { title: 'Feux adaptatifs (démonstration)' });
    expect(made).toMatchObject({ index: 0, outcome: 'CREATED', revision: 1, errors: [] });
    expect(await entry(made.entryId)).toMatchObject({
      state: 'PUBLISHED',
      title: 'Feux adaptatifs (démonstration)',
      owner: { id: regionId },
    });
    const same = await one('un', { title: 'Feux adaptatifs (démonstration)' });
    expect(same).toMatchObject({ outcome: 'UNCHANGED', entryId: made.entryId, revision: 1 });
    const changed = await one('un', { title: 'Feux intelligents (démonstration)' }, { baseRevision: 1 });
    expect(changed).toMatchObject({ outcome: 'UPDATED', entryId: made.entryId, revision: 2 });
    expect(await entry(made.entryId)).toMatchObject({ title: 'Feux intelligents (démonstration)', version: 2 });
    const [withdrawn] = await results([{ sourceId: 'un', state: 'WITHDRAWN' }]);
    expect(withdrawn).toMatchObject({ outcome: 'WITHDRAWN', entryId: made.entryId });
    expect(await entry(made.entryId)).toBeNull();
    expect(await results([{ sourceId: 'un', state: 'WITHDRAWN' }])).toMatchObject([{ outcome: 'UNCHANGED' }]);
    expect(await one('un', { title: 'De retour (démonstration)' })).toMatchObject({
      outcome: 'CONFLICT',
      errors: [{ code: 'CLOSED', path: ['input', 'items', '0', 'sourceId'] }],
    });
    const audited = await api.rows<{ details: object }>(
      "SELECT details FROM audit_event WHERE action = 'entriesImport' ORDER BY id LIMIT 1",
    );
    expect(audited[0]?.details).toEqual({
      ...{ source: 'portail.example', batch: 'lot-1', organization: regionId, publish: true },
      CREATED: 1,
    });
    expect(await api.rows("SELECT 1 FROM audit_event WHERE action = 'entryImport'")).toEqual([]);
  });

  it('applies what is valid though others are rejected, and says at which place', async () => {
    const rejected = [
      item('mauvais-titre', { title: '' }),
      item('mauvais-stade', { lifecycle: 'DEPLOYED', cost: { oneOffEur: -5 } }),
      item('adresse', { description: 'Écrire à prenom.nom@ville-demonstration.example pour en savoir plus.' }),
      { sourceId: 'vide' },
      { sourceId: 'sans-type', content: { title: 'Sans type (démonstration)' } },
      item('perdu', {}, { subjectOrganizationId: '01900000-0000-7000-8000-000000000000' }),
      item('pas-un-identifiant', {}, { subjectOrganizationId: 'x' }),
      item('bon'),
      item('  '),
    ];
    const told = await results([item('bon', { title: 'Bonne fiche (démonstration)' }), ...rejected]);
    expect(told.map(({ outcome }) => outcome)).toEqual(['CREATED', ...rejected.map(() => 'REJECTED')]);
    const places = told.slice(1).map(({ errors }) => [errors[0]?.code, errors[0]?.path.slice(1).join('.')]);
    expect(places).toEqual([
      [expect.any(String), 'items.1.content.title'],
      [expect.any(String), 'items.2.content.useCase.cost.oneOffEur'],
      ['PERSONAL_DATA', 'items.3.content.description'],
      ['CONTENT_REQUIRED', 'items.4.content'],
      ['KIND_REQUIRED', 'items.5.content'],
      ['SUBJECT_UNKNOWN', 'items.6.subjectOrganizationId'],
      ['SUBJECT_UNKNOWN', 'items.7.subjectOrganizationId'],
      ['ITEM_TWICE', 'items.8.sourceId'],
      ['SOURCE_ID', 'items.9.sourceId'],
    ]);
    const there = await api.rows<{ n: number }>(
      "SELECT count(*)::int AS n FROM entry WHERE origin_source = 'portail.example' AND origin_source_id = ANY($1)",
      [rejected.map(({ sourceId }) => sourceId)],
    );
    expect(there).toEqual([{ n: 1 }]);
  });

  it('rejects alone what the database itself refuses', async () => {
    await api.rows(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.origin_source_id = 'poison' THEN RAISE EXCEPTION 'poisoned'; END IF; RETURN NEW; END $$`);
    await api.rows('CREATE TRIGGER refuse BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION refuse()');
    const ids = ['sain-1', 'sain-2', 'poison', 'sain-3'];
    const told = await results(ids.map((id) => item(id, { title: `Fiche ${id} (démonstration)` })));
    await api.rows('DROP TRIGGER refuse ON entry');
    expect(told.map(({ outcome }) => outcome)).toEqual(['CREATED', 'CREATED', 'REJECTED', 'CREATED']);
    expect(told[2]?.errors[0]).toMatchObject({ code: 'ROW_NOT_STORABLE', path: ['input', 'items', '2'] });
  });

  it('never writes over what people wrote: a draft and a conflict', async () => {
    const made = await one('edite', { title: 'Avant (démonstration)' });
    const revision = reviseInput(made.entryId, 1, useCaseContent({ title: 'Écrit ici (démonstration)' }));
    await api.send(REVISE, { input: revision }, { key: coordinator });
    // while a person has a draft under way nothing is written
    expect(await one('edite', { title: 'Poussé (démonstration)' })).toMatchObject({
      ...{ outcome: 'CONFLICT', revision: 2 },
      errors: [{ code: 'DRAFT_OPEN' }],
    });
    await publish(made.entryId, 2, coordinator);
    expect(await one('edite', { title: 'Poussé (démonstration)' })).toMatchObject({
      ...{ outcome: 'CONFLICT', revision: 3 },
      errors: [{ code: 'EDITED' }],
    });
    expect(await entry(made.entryId)).toMatchObject({ title: 'Écrit ici (démonstration)', revision: 2 });
    expect(await results([{ sourceId: 'edite', state: 'WITHDRAWN' }])).toMatchObject([{ outcome: 'CONFLICT' }]);
    expect(await entry(made.entryId)).not.toBeNull();
    // the coordinator agrees: the source speaks for the entry again
    expect((await publish(made.entryId, 3, coordinator)).data.entryPublish.userErrors).toEqual([]);
    expect(await one('edite', { title: 'Poussé encore (démonstration)' })).toMatchObject({ outcome: 'UPDATED' });
  });

  it('does not speak any more for an entry that its subject has claimed', async () => {
    const cityId = await api.organization('Ville de démonstration');
    const city = await api.person('COORDINATOR', cityId);
    const subject = { subjectOrganizationId: cityId };
    const made = await one('revendique', { title: 'Sur la ville (démonstration)' }, subject);
    expect((await api.send(CLAIM, { input: { id: made.entryId } }, { key: city })).data.entryClaim.userErrors).toEqual(
      [],
    );
    const later = await one('revendique', { title: 'Autrement (démonstration)' }, { ...subject, audience: 'NETWORK' });
    expect(later).toMatchObject({ outcome: 'CONFLICT', revision: 2, errors: [{ code: 'CLAIMED' }] });
    expect(await entry(made.entryId)).toMatchObject({ title: 'Sur la ville (démonstration)', audience: 'PUBLIC' });
    expect(await results([{ sourceId: 'revendique', state: 'ARCHIVED' }])).toMatchObject([{ outcome: 'CONFLICT' }]);
  });

  it('tells the current revision where the base is another one', async () => {
    await one('base', { title: 'Base (démonstration)' });
    for (const baseRevision of [0, 2]) {
      const told = await one('base', { title: 'Base plus loin (démonstration)' }, { baseRevision });
      expect(told).toMatchObject({
        ...{ outcome: 'CONFLICT', revision: 1 },
        errors: [{ code: 'REVISION_CONFLICT', details: { newest: 1 }, path: ['input', 'items', '0', 'baseRevision'] }],
      });
    }
    expect(await one('neuve', {}, { baseRevision: 3 })).toMatchObject({ outcome: 'CONFLICT', revision: null });
    expect(await one('neuve', {}, { baseRevision: 0 })).toMatchObject({ outcome: 'CREATED' });
  });

  it('changes the audience, a smaller one at once', async () => {
    const made = await one('visible', { title: 'Visible (démonstration)' });
    const [narrowed] = await results([item('visible', { title: 'Visible (démonstration)' }, { audience: 'NETWORK' })]);
    expect(narrowed).toMatchObject({ outcome: 'UPDATED' });
    expect(await entry(made.entryId)).toBeNull();
    const hidden = await api.rows('SELECT 1 FROM search_hidden WHERE entry_id = $1', [made.entryId]);
    expect(hidden).toHaveLength(1);
    const [stays] = await results([item('visible', { title: 'Visible (démonstration)' })]);
    expect(stays).toMatchObject({ outcome: 'UNCHANGED' });
    const both = { audience: 'PUBLIC' };
    expect(await one('visible', { title: 'Visible et changée (démonstration)' }, both)).toMatchObject({
      outcome: 'UPDATED',
      revision: 2,
    });
    expect(await entry(made.entryId)).toMatchObject({ title: 'Visible et changée (démonstration)' });
    const ever = await api.rows('SELECT audiences_ever AS ever FROM entry WHERE id = $1', [made.entryId]);
    expect(ever).toEqual([{ ever: ['NETWORK', 'PUBLIC'] }]);
  });

  it('leaves drafts to the coordinator where it does not publish, and changes nothing that readers see', async () => {
    const made = await one('public', { title: 'Publique (démonstration)' });
    const quiet = { publish: false };
    const [draft, changed, closed, moved] = [
      await results([item('brouillon')], quiet),
      await results([item('public', { title: 'Autre (démonstration)' })], quiet),
      await results([{ sourceId: 'public', state: 'WITHDRAWN' }], quiet),
      await results([item('public', {}, { audience: 'NETWORK' })], quiet),
    ].map(([first]) => first);
    expect(draft).toMatchObject({ outcome: 'CREATED' });
    expect(await entry(draft?.entryId ?? '')).toBeNull();
    expect(changed).toMatchObject({ outcome: 'UPDATED', revision: 2 });
    expect(closed).toMatchObject({ outcome: 'REJECTED', errors: [{ code: 'PUBLISH_NEEDED' }] });
    expect(moved).toMatchObject({ outcome: 'REJECTED', errors: [{ code: 'PUBLISH_NEEDED' }] });
    expect(await entry(made.entryId)).toMatchObject({ title: 'Publique (démonstration)', revision: 1 });
    await api.rows('UPDATE organization SET one_step_publishing = false WHERE id = $1', [regionId]);
    const { data } = await push([item('public')]);
    await api.rows('UPDATE organization SET one_step_publishing = true WHERE id = $1', [regionId]);
    expect(data.entriesImport.userErrors).toMatchObject([{ code: 'SUBMISSION_REQUIRED', path: ['input', 'publish'] }]);
  });

  it('answers a batch that is sent twice with what it answered, and has one effect', async () => {
    const items = [item('rejoue', { title: 'Rejouée (démonstration)' }), item('rejoue-mal', { title: '' })];
    const first = await push(items, { idempotencyKey: 'lot-rejoue' });
    const before = await api.counts();
    const second = await push(items, { idempotencyKey: 'lot-rejoue' });
    expect(second.data.entriesImport).toEqual({ ...first.data.entriesImport, replayed: true });
    expect(first.data.entriesImport).toMatchObject({ replayed: false, counts: { created: 1, rejected: 1 } });
    expect(await api.counts()).toEqual(before);
    const other = await push([item('rejoue')], { idempotencyKey: 'lot-rejoue' });
    expect(other.data.entriesImport.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });

  it('writes nothing in a dry run, and answers what it would have been', async () => {
    await one('sec', { title: 'Sec (démonstration)' });
    const before = await api.counts();
    const items = [
      item('sec', { title: 'Moins sec (démonstration)' }),
      item('sec-neuf'),
      item('sec-mal', { title: '' }),
    ];
    const rehearsed = await results(items, { dryRun: true });
    expect(rehearsed.map(({ outcome }) => outcome)).toEqual(['UPDATED', 'CREATED', 'REJECTED']);
    expect(rehearsed[1]?.entryId).toBeNull();
    expect(await api.counts()).toEqual(before);
    const done = await results(items);
    expect(done.map(({ outcome }) => outcome)).toEqual(rehearsed.map(({ outcome }) => outcome));
  });

  it('keeps a source for the organization that pushed under its name first', async () => {
    const otherId = await api.organization('Tierce région de démonstration');
    const other = await portalKey(['ENTRY_IMPORT'], otherId, await api.person('COORDINATOR', otherId));
    const before = await api.counts();
    const told = async (source: string): Promise<unknown> =>
      (await push([item('un')], { source }, other)).data.entriesImport.userErrors;
    expect(await told('portail.example')).toMatchObject([{ code: 'PUSH_SOURCE_TAKEN', path: ['input', 'source'] }]);
    expect(await told('interconnectes')).toMatchObject([{ code: 'PUSH_SOURCE_TAKEN' }]);
    expect(await told('maillage:autre.example')).toMatchObject([{ code: 'PUSH_SOURCE_NAME' }]);
    expect(await api.counts()).toEqual(before);
    expect(importers.map(({ name }) => name).filter((name) => !RESERVED_SOURCES.has(name))).toEqual([]);
  });

  it('says what is wrong with a batch as a whole, and then has written nothing', async () => {
    const before = await api.counts();
    const told = async (items: unknown[], more: object = {}): Promise<unknown> =>
      (await push(items, { ...more })).data.entriesImport.userErrors[0]?.code;
    expect(await told([])).toBe('PUSH_ITEMS');
    expect(await told(Array.from({ length: 501 }, (_, n) => ({ sourceId: `s${n}` })))).toBe('PUSH_ITEMS');
    expect(await told([item('un')], { batchId: 'a b' })).toBe('PUSH_BATCH_ID');
    expect(await told([item('un')], { source: 'Région' })).toBe('PUSH_SOURCE_NAME');
    expect(await api.counts()).toEqual(before);
  });

  it('requests nothing from the addresses that it is given', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    const url = (path: string): string => `http://127.0.0.1:${port}/${path}`;
    const made = await one('adresses', { links: [{ url: url('lien') }] }, { sourceUrl: url('fiche') });
    expect(made).toMatchObject({ outcome: 'CREATED' });
    await api.catchUp();
    const kept = await api.rows('SELECT origin_source_url AS url FROM entry WHERE id = $1', [made.entryId]);
    expect(kept).toEqual([{ url: url('fiche') }]);
    expect(asked).toEqual([]);
    await new Promise((closed) => server.close(closed));
  });

  it('writes 500 items with a few statements, whatever their number', async () => {
    const items = Array.from({ length: 500 }, (_, n) => item(`lot-${n}`, { title: `Fiche ${n} (démonstration)` }));
    const statements = await counted(() => results(items));
    const few = await counted(() =>
      results(items.slice(0, 5).map((one) => ({ ...one, sourceId: `x${one.sourceId}` }))),
    );
    expect(statements).toEqual(few);
    expect(statements.length).toBeGreaterThan(5);
    expect(statements.length).toBeLessThan(20);
    const again = await results(items);
    expect(new Set(again.map(({ outcome }) => outcome))).toEqual(new Set(['UNCHANGED']));
  });

  /**
   * What the write side asks the database while `work` lasts. Without the look at the key, and without the relay's waking:
   * it is told after the commit, nobody waits for it, and commits that come together share one.
   */
  const counted = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
    const { UnitOfWork } = await import('@maillage/database');
    const unit = api.app.get(UnitOfWork, { strict: false }) as unknown as {
      dataSource: { logger: { logQuery: (text: string) => void }; options: object };
    };
    const { logger } = unit.dataSource;
    const usual = logger.logQuery;
    const statements: string[] = [];
    logger.logQuery = (text) => {
      if (!/api_key|pg_notify/.test(text)) statements.push(text.trim().slice(0, 40));
    };
    try {
      await work();
    } finally {
      logger.logQuery = usual;
    }
    return statements;
  };
});
