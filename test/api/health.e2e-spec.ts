import { readFileSync } from 'node:fs';
import { PRODUCT_VERSION } from '../../apps/api/src/health/health.service.js';
import { createTestApi, type TestApi } from '../support/test-api.js';

describe('health', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await createTestApi();
  });

  afterAll(() => api.close());

  const get = async (url: string) => {
    const response = await api.app.inject({ method: 'GET', url });
    return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
  };

  it('is degraded until the indexes are there, then whole, with versions and sources', async () => {
    expect(await get('/health')).toMatchObject({ status: 200, body: { status: 'DEGRADED' } });
    await api.catchUp();
    expect(await get('/health')).toMatchObject({
      status: 200,
      body: {
        status: 'OK',
        version: PRODUCT_VERSION,
        database: {
          reachable: true,
          version: expect.stringMatching(/^\d+/),
          source: 'DATABASE_URL',
          migrations: 'CURRENT',
          pendingChanges: 0,
        },
        search: {
          reachable: true,
          version: expect.stringMatching(/^1\./),
          indexes: [
            { exists: true, lag: 0 },
            { exists: true, lag: 0 },
          ],
        },
      },
    });
    const { data } = await api.send('{ health { status version search { indexes { audience documents settings } } } }');
    expect(data.health).toMatchObject({
      status: 'OK',
      search: { indexes: [{ audience: 'PUBLIC', documents: 0, settings: 'current' }, { audience: 'NETWORK' }] },
    });
  });

  it('answers probes', async () => {
    expect(await get('/health/live')).toEqual({ status: 200, body: { live: true } });
    expect(await get('/health/ready')).toEqual({ status: 200, body: { ready: true, status: 'OK' } });
  });

  it('tells the version of package.json', () => {
    expect((JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version).toBe(PRODUCT_VERSION);
  });

  it('serves GraphiQL from our own files, packed, and once', async () => {
    const first = await api.app.inject({ method: 'GET', url: '/graphiql' });
    expect(first.statusCode).toBe(200);
    expect(first.headers['content-encoding']).toBe('gzip');
    const again = await api.app.inject({
      method: 'GET',
      url: '/graphiql',
      headers: { 'if-none-match': String(first.headers['etag']) },
    });
    expect(again.statusCode).toBe(304);
  });

  it('puts the id of a request into its answer', async () => {
    const { headers } = await api.send('{ viewer { kind } }');
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});
