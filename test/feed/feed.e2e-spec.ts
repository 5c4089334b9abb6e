import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { EpochRepository, HorizonRepository } from '@maillage/changes';
import { PortalVisitRecorder } from '@maillage/feed';
import { useCaseContent } from '../factories/use-case.factory.js';
import * as operations from '../api/operations.js';
import { createTestApi, type GraphqlAnswer, type TestApi } from '../support/test-api.js';

const CHANGES = `query Changes($after: String, $first: Int, $filter: FeedFilter) {
  changes(after: $after, first: $first, filter: $filter) {
    changes { seq entryId version op document } nextCursor hasMore headSeq epoch horizonSeq } }`;
const DIGEST = `query Digest($filter: FeedFilter, $buckets: Int) {
  feedDigest(filter: $filter, buckets: $buckets) { epoch headSeq pending count buckets { count sum } } }`;

interface Change {
  readonly seq: number;
  readonly entryId: string;
  readonly version: number;
  readonly op: 'UPSERT' | 'REMOVE';
  readonly document: string | null;
}

interface Page {
  readonly changes: readonly Change[];
  readonly nextCursor: string;
  readonly hasMore: boolean;
  readonly headSeq: number;
}

describe('the feed of portals', () => {
  let api: TestApi;
  let ownerId: string;
  let coordinator: string;
  let portal: string;
  const ids: string[] = [];

  const ask = (values: object, key?: string): Promise<GraphqlAnswer> =>
    api.send(CHANGES, { ...values }, key === undefined ? {} : { key });
  const page = async (values: object, key?: string): Promise<Page> => {
    const { data, errors } = await ask(values, key);
    expect(errors).toEqual([]);
    return data.changes;
  };
  const refusal = async (values: object, key?: string): Promise<object | undefined> =>
    (await ask(values, key)).errors[0]?.extensions;

  const publish = async (changes: Record<string, unknown>): Promise<string> => {
    const input = operations.useCaseInput(ownerId, useCaseContent(changes));
    const { data } = await api.send(operations.CREATE, { input }, { key: coordinator });
    const { id } = data.entryCreate.entry;
    await api.send(operations.PUBLISH, { input: { id, baseRevision: 1 } }, { key: coordinator });
    return id;
  };

  beforeAll(async () => {
    api = await createTestApi();
    ownerId = await api.organization('Ville de démonstration');
    coordinator = await api.person('COORDINATOR', ownerId);
    const created = await api.send(
      `mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) { secret userErrors { message } } }`,
      { input: { organizationId: ownerId, name: 'Portail', scopes: ['READ'], audience: 'NETWORK' } },
      { key: coordinator },
    );
    portal = created.data?.apiKeyCreate.secret;
    const contact = 'numerique@demonstration.example';
    for (const title of ['Première fiche', 'Deuxième fiche', 'Troisième fiche']) {
      ids.push(await publish({ title, contact }));
    }
    await api.catchUp();
  });

  afterAll(() => api.close());

  it('gives everything from the beginning, in pages, as one audience sees it', async () => {
    const first = await page({ first: 2 });
    expect(first).toMatchObject({ hasMore: true, headSeq: 3, horizonSeq: 0 });
    const second = await page({ first: 2, after: first.nextCursor });
    expect(second.hasMore).toBe(false);
    const changes = [...first.changes, ...second.changes];
    expect(changes.map(({ entryId, op }) => [entryId, op])).toEqual(ids.map((id) => [id, 'UPSERT']));
    const document = JSON.parse(changes[0]?.document ?? '');
    expect(document).toMatchObject({ id: ids[0], uri: `/id/use-case/${ids[0]}`, content: { title: 'Première fiche' } });
    expect(document.content).not.toHaveProperty('contact');
    expect(Object.keys(document)).toEqual([...Object.keys(document)].sort());
    expect(Object.keys(document)).not.toContain('freshness');
    expect(await page({ after: second.nextCursor })).toMatchObject({ changes: [], hasMore: false });
  });

  it('shows a member’s portal what members see, and remembers how far it has read', async () => {
    const { changes, nextCursor } = await page({}, portal);
    expect(JSON.parse(changes[0]?.document ?? '').content).toHaveProperty('contact');
    await api.app.get(PortalVisitRecorder, { strict: false }).flush();
    expect(await api.rows('SELECT seq::int, filter FROM portal_visit')).toEqual([{ seq: 3, filter: '{}' }]);
    expect(await refusal({ after: nextCursor })).toMatchObject({ code: 'CURSOR_SCOPE_MISMATCH', resync: true });
  });

  it('tells a removal when an audience or a filter shows an entry no more, and to nobody who began after it', async () => {
    const filter = { themes: ['MOBILITY'] };
    const id = await publish({ title: 'Fiche qui s’en va', themes: ['MOBILITY'] });
    await api.catchUp();
    const all = await page({ first: 1_000 });
    const part = await page({ filter });
    expect(part.changes.map(({ entryId }) => entryId)).toEqual([id]);
    await api.send(
      'mutation ($input: EntrySetAudienceInput!) { entrySetAudience(input: $input) { userErrors { message } } }',
      { input: { id, audience: 'NETWORK', baseVersion: 1 } },
      { key: coordinator },
    );
    await api.catchUp();
    const removal = [{ entryId: id, op: 'REMOVE', document: null }];
    expect((await page({ after: all.nextCursor })).changes).toMatchObject(removal);
    expect((await page({ after: part.nextCursor, filter })).changes).toMatchObject(removal);
    expect((await page({ filter })).changes).toEqual([]);
    expect((await page({ filter }, portal)).changes).toMatchObject([{ entryId: id, op: 'UPSERT' }]);
  });

  it('proves equality by a digest that anybody can compute, and lists a bucket', async () => {
    const { changes, headSeq } = await page({ first: 1_000 });
    const { feedDigest } = (await api.send(DIGEST, { buckets: 16 })).data;
    expect(feedDigest).toMatchObject({ headSeq, pending: 0, count: changes.length });
    const sums = Array.from({ length: 16 }, () => ({ count: 0, sum: 0n }));
    for (const { entryId, version } of changes) {
      const digest = createHash('sha256').update(`${entryId}:${version}`).digest();
      const bucket = sums[Math.floor(((digest[0] ?? 0) * 16) / 256)];
      if (!bucket) throw new Error('no bucket');
      bucket.count += 1;
      bucket.sum += BigInt(digest.readUIntBE(0, 6));
    }
    expect(feedDigest.buckets).toEqual(sums.map(({ count, sum }) => ({ count, sum: `${sum}` })));
    const whole = await api.send('{ feedBucket(index: 0, buckets: 1) { entryId version } }');
    expect(new Set(whole.data.feedBucket.map((one: Change) => `${one.entryId}:${one.version}`))).toEqual(
      new Set(changes.map((one) => `${one.entryId}:${one.version}`)),
    );
    const some = await api.send(`query ($ids: [ID!]!) { feedEntries(ids: $ids) { entryId op document } }`, { ids });
    expect(some.data.feedEntries).toHaveLength(3);
    expect((await api.send(DIGEST, { buckets: 3 })).errors[0]?.extensions.code).toBe('BUCKETS_OUT_OF_RANGE');
    await publish({ title: 'Pas encore numérotée' });
    expect((await api.send(DIGEST, { buckets: 16 })).data.feedDigest.pending).toBe(1);
    await api.catchUp();
  });

  it('is a file too: the same bytes, a cursor after each block, a trailer at the end', async () => {
    const { changes, headSeq } = await page({ first: 1_000 });
    const plain = await api.app.inject({ method: 'GET', url: '/feed/snapshot.ndjson' });
    expect(plain.statusCode).toBe(200);
    const lines = plain.body.trimEnd().split('\n');
    expect(lines.slice(0, -1)).toEqual(
      changes.map(
        ({ seq, entryId, version, op, document }) =>
          `{"seq":${seq},"entryId":"${entryId}","version":${version},"op":"${op}","document":${document}}`,
      ),
    );
    const trailer = JSON.parse(lines.at(-1) ?? '');
    expect(trailer).toMatchObject({ trailer: true, count: changes.length, complete: true, headSeq });
    expect((await page({ after: trailer.cursor })).changes).toEqual([]);
    const packed = await api.app.inject({ method: 'GET', url: '/feed/snapshot.ndjson.gz?kinds=USE_CASE' });
    expect(gunzipSync(packed.rawPayload).toString('utf8').split('\n')).toHaveLength(lines.length + 1);
    const status = async (query: string): Promise<[number, string]> => {
      const answer = await api.app.inject({ method: 'GET', url: `/feed/snapshot.ndjson?${query}` });
      return [answer.statusCode, answer.json().code];
    };
    expect(await status('kinds=NOTHING')).toEqual([400, 'VALUE_UNKNOWN']);
    expect(await status('kind=USE_CASE')).toEqual([400, 'FILTER_UNKNOWN']);
    expect(await status('after=nonsense')).toEqual([400, 'CURSOR_INVALID']);
    const schema = await api.app.inject({ method: 'GET', url: '/feed/document.schema.json' });
    expect(schema.json()).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
  });

  it('refuses what is no cursor, what is too old, and every cursor of an epoch that has ended', async () => {
    const { nextCursor, headSeq } = await page({});
    const changed = `${nextCursor.slice(0, -2)}${nextCursor.endsWith('AA') ? 'BB' : 'AA'}`;
    for (const after of ['', 'x', changed, nextCursor.slice(1), `${nextCursor}=`]) {
      expect(await refusal({ after })).toMatchObject({ code: 'CURSOR_INVALID' });
      expect(await refusal({ after })).not.toHaveProperty('resync');
    }
    await publish({ title: 'Après le curseur' });
    await api.catchUp();
    const horizon = api.app.get(HorizonRepository, { strict: false });
    await horizon.note('2020-01-01');
    await horizon.moveTo('2020-01-02');
    expect(await refusal({ after: nextCursor })).toMatchObject({ code: 'CURSOR_EXPIRED', resync: true });
    const walked = await page({ first: 1 });
    expect(walked.headSeq).toBe(headSeq + 1);
    expect((await page({ first: 1, after: walked.nextCursor })).changes).toHaveLength(1);
    await api.app.get(EpochRepository, { strict: false }).begin();
    expect(await refusal({ after: walked.nextCursor })).toMatchObject({ code: 'FEED_RESET', resync: true });
  });
});
