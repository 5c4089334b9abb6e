import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApi, type TestApi } from '../support/test-api.js';

describe('the budget of harvesters', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi({ RATE_VISITOR_POINTS: '2500' });
  }, 120_000);
  afterAll(() => api.close());

  it('charges harvesters by their address, files more than pages, and says when to come back', async () => {
    const get = (url: string, remoteAddress: string) => api.app.inject({ method: 'GET', url, remoteAddress });
    const statuses: number[] = [];
    for (let n = 0; n < 3; n++) statuses.push((await get('/download/use-case.csv', '192.0.2.1')).statusCode);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await get('/download/use-case.csv', '192.0.2.1');
    expect([refused.json().code, Number(refused.headers['retry-after']) > 0]).toEqual(['RATE_LIMITED', true]);
    expect((await get('/atom', '192.0.2.1')).statusCode).toBe(200);
    expect((await get('/download/use-case.csv', '192.0.2.2')).statusCode).toBe(200);
  });
});
