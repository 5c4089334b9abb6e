import { type AuditResult, auditServer } from 'graphql-http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createDefaultApi } from '../support/default-api.js';
import { injectedFetch } from '../support/injected-fetch.js';
import { tellPromise } from '../support/promise.js';
import { createTestApi, type TestApi } from '../support/test-api.js';

/** What a browser only sends after a preflight: the proof that CSRF prevention asks for. */
const PREFLIGHTED = { 'apollo-require-preflight': 'true' };

async function failed(app: NestFastifyApplication): Promise<{ all: number; names: string[] }> {
  const fetchFn = injectedFetch(app, PREFLIGHTED);
  const results: AuditResult[] = await auditServer({ url: 'http://maillage.test/graphql', fetchFn });
  const names = results.filter((one) => one.status !== 'ok').map((one) => `${one.id} ${one.name} (${one.status})`);
  return { all: results.length, names };
}

/** P14: GraphQL over HTTP, by the audits of the specification's own reference. */
describe('GraphQL over HTTP', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await createTestApi();
  });

  afterAll(() => api.close());

  it('passes every audit', async () => {
    const { all, names } = await failed(api.app);
    expect(names).toEqual([]);
    expect(all).toBe(61);
    tellPromise('P14', { audits: all, passed: all - names.length });
  });

  it('would not with the defaults of Nest (negative control)', async () => {
    const app = await createDefaultApi();
    const { all, names } = await failed(app);
    await app.close();
    expect(all - names.length).toBeLessThan(61);
    expect(names.length).toBeGreaterThan(0);
  });

  it('passes them still when a document comes so often that it is compiled', async () => {
    for (let round = 0; round < 3; round += 1) expect((await failed(api.app)).names).toEqual([]);
  });

  it.each([
    ['a GET without a preflight', { method: 'GET' as const, url: '/graphql?query=%7Bviewer%7Bkind%7D%7D' }],
    [
      'a form',
      {
        method: 'POST' as const,
        url: '/graphql',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'query=%7Bviewer%7Bkind%7D%7D',
      },
    ],
    [
      'a text that is JSON',
      {
        method: 'POST' as const,
        url: '/graphql',
        headers: { 'content-type': 'text/plain' },
        payload: '{"query":"{viewer{kind}}"}',
      },
    ],
  ])('refuses what another site could make a browser send: %s', async (_, request) => {
    const { statusCode, body } = await api.app.inject(request);
    expect(statusCode).toBeGreaterThanOrEqual(400);
    expect(statusCode).toBeLessThan(500);
    expect(body).not.toContain('VISITOR');
  });

  it.each([
    [undefined, 200, 'application/json; charset=utf-8'],
    ['*/*', 200, 'application/json; charset=utf-8'],
    ['application/json', 200, 'application/json; charset=utf-8'],
    ['application/graphql-response+json', 400, 'application/graphql-response+json; charset=utf-8'],
    [
      'application/graphql-response+json, application/json;q=0.9',
      400,
      'application/graphql-response+json; charset=utf-8',
    ],
    ['application/json, application/graphql-response+json;q=0.5', 200, 'application/json; charset=utf-8'],
    ['text/html', 406, 'application/json; charset=utf-8'],
  ])('tells a refused document by the media type asked for: %s → %i', async (accept, status, type) => {
    const { statusCode, headers } = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', ...(accept !== undefined && { accept }) },
      payload: { query: '{ nothing }' },
    });
    expect([statusCode, headers['content-type']]).toEqual([status, type]);
  });
});
