import { UnitOfWork } from '@maillage/database';
import { AuditChainer, AuditRepository } from '@maillage/identity';
import { parse } from 'csv-parse/sync';
import { useCaseContent } from '../factories/use-case.factory.js';
import * as operations from '../api/operations.js';
import { createTestApi, type GraphqlAnswer, type TestApi } from '../support/test-api.js';

const LOG = `query ($filter: AuditLogFilter, $first: Int, $after: String) {
  auditLog(filter: $filter, first: $first, after: $after) {
    nodes { id at actor actorName action objectId details personal personalErased sequence hash }
    pageInfo { hasNextPage endCursor }
  }
}`;

describe('the audit log, for moderators', () => {
  let api: TestApi;
  let ownerId: string;
  let coordinator: string;
  let moderator: string;
  let entryId: string;

  beforeAll(async () => {
    api = await createTestApi();
    ownerId = await api.organization('Ville de démonstration');
    coordinator = await api.person('COORDINATOR', ownerId);
    moderator = await api.person('MODERATOR');
    const input = operations.useCaseInput(ownerId, useCaseContent());
    const created = await api.send(operations.CREATE, { input }, { key: coordinator });
    entryId = created.data.entryCreate.entry.id;
    await api.send(operations.PUBLISH, { input: { id: entryId, baseRevision: 1 } }, { key: coordinator });
    const audit = api.app.get(AuditRepository, { strict: false });
    await api.app.get(UnitOfWork, { strict: false }).run(async (transaction) => {
      const hostile = { actor: '=cmd|calc', action: '@SUM(A1)', objectId: '+1', details: { a: '"é;\n' } };
      await audit.append(transaction, { ...hostile, personal: { userAgent: '-2+3' } });
    });
    await api.app.get(AuditChainer, { strict: false }).drain();
  });

  afterAll(() => api.close());

  const log = async (variables: object = {}, key = moderator) => api.send(LOG, { ...variables }, { key });
  const actions = async (filter: object): Promise<string[]> =>
    (await log({ filter })).data.auditLog.nodes.map(({ action }: { action: string }) => action);
  const csv = (query = '', key?: string, language = 'fr') =>
    api.app.inject({
      method: 'GET',
      url: `/audit.csv${query}`,
      headers: { 'accept-language': language, ...(key && { authorization: `Bearer ${key}` }) },
    });

  it('is refused to everyone else, as a list and as a table', async () => {
    expect((await api.send(LOG)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await log({}, coordinator)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await csv()).statusCode).toBe(401);
    expect((await csv('', 'mlg_demo_x')).statusCode).toBe(401);
    const refused = await csv('', coordinator);
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([403, 'FORBIDDEN']);
    const readOnly = await api.person('MODERATOR', undefined, ['read']);
    expect((await csv('', readOnly)).statusCode).toBe(403);
  });

  it('tells who did what, with its link', async () => {
    const { data, errors } = await log({ filter: { object: entryId } });
    expect(errors).toEqual([]);
    const [publication, creation] = data.auditLog.nodes;
    expect(creation).toMatchObject({ action: 'entryCreate', objectId: entryId, actorName: 'COORDINATOR de test' });
    expect(publication).toMatchObject({ action: 'entryPublish', details: { revision: 1 }, personalErased: false });
    expect(publication.sequence).toBe(creation.sequence + 1);
    expect(publication.hash).toMatch(/^[0-9a-f]{64}$/);
    const head = await api.send('{ auditHead { day sequence hash } }');
    expect(head.data.auditHead).toMatchObject({ sequence: publication.sequence + 1, hash: expect.any(String) });
  });

  it('narrows by actor, action, organization and day, and pages without a gap', async () => {
    const today = new Date().toISOString().slice(0, 10);
    expect(await actions({ action: 'entryPublish', from: today, to: today })).toEqual(['entryPublish']);
    expect(await actions({ to: '2020-01-01' })).toEqual([]);
    expect(await actions({ actor: '=cmd|calc' })).toEqual(['@SUM(A1)']);
    expect(await actions({ organization: ownerId })).toEqual(['entryPublish', 'entryCreate', 'organizationCreate']);
    expect(await actions({ organization: 'nowhere' })).toEqual([]);
    const bad = await log({ filter: { from: '2026-02-30' } });
    expect(bad.errors[0]?.extensions.code).toBe('DATE_INVALID');
    expect((await log({ after: 'x' })).errors[0]?.extensions.code).toBe('CURSOR_INVALID');
    const all = (await log({ first: 100 })).data.auditLog.nodes.map(({ id }: { id: string }) => id);
    const paged: string[] = [];
    for (let after: string | null = null; ;) {
      const answer: GraphqlAnswer = await log({ first: 2, after });
      const { nodes, pageInfo } = answer.data.auditLog;
      paged.push(...nodes.map(({ id }: { id: string }) => id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(paged).toEqual(all);
  });

  it('is a table whose cells start no formula, the same filters narrow', async () => {
    const table = await csv('', moderator);
    expect(table.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(table.body.startsWith('\ufeffsequence,')).toBe(true);
    const rows: Record<string, string>[] = parse(table.body, { bom: true, columns: true });
    const { data } = await log({ first: 100 });
    expect(rows.map(({ id }) => id)).toEqual(data.auditLog.nodes.map(({ id }: { id: string }) => id));
    expect(rows[0]).toMatchObject({ actor: "'=cmd|calc", action: "'@SUM(A1)", objectId: "'+1" });
    expect(JSON.parse(rows[0]?.['details'] ?? '')).toEqual({ a: '"é;\n' });
    expect(Object.values(rows[0] ?? {}).filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    const narrowed = await csv(`?action=entryPublish&object=${entryId}`, moderator);
    expect(parse(narrowed.body, { bom: true, columns: true })).toHaveLength(1);
    for (const query of ['?colour=red', '?action=a&action=b', '?from=hier', '?object=%00']) {
      const refused = await csv(query, moderator, 'en');
      expect([refused.statusCode, typeof refused.json<{ message: string }>().message]).toEqual([400, 'string']);
    }
  });

  it('streams what is longer than a page', async () => {
    await api.rows(
      "INSERT INTO audit_event (actor, action, object_id) SELECT 'system:test', 'many', n::text FROM generate_series(1, 2600) n",
    );
    const rows: Record<string, string>[] = parse((await csv('?action=many', moderator)).body, {
      bom: true,
      columns: true,
    });
    expect(rows).toHaveLength(2_600);
    expect(new Set(rows.map(({ objectId }) => objectId)).size).toBe(2_600);
  });
});
