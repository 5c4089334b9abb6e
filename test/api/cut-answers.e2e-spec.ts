import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestApi, type TestApi } from '../support/test-api.js';
import * as operations from './operations.js';
import { useCaseInput } from './operations.js';

const CUTS = 20;

/** P7 through the API: clients lose answers and send again; with the same key there is one effect, without one there are two. */
describe('a mutation whose answer is cut', () => {
  let api: TestApi;
  let ownerId: string;
  let key: string;
  let port: number;

  beforeAll(async () => {
    api = await createTestApi();
    ownerId = await api.organization('Ville de démonstration');
    key = await api.person('CONTRIBUTOR', ownerId);
    await api.app.listen(0, '127.0.0.1');
    port = (api.app.getHttpServer().address() as AddressInfo).port;
  });

  afterAll(() => api.close());

  const input = (n: number, idempotencyKey: string | null) => ({
    ...useCaseInput(ownerId, useCaseContent({ title: `Réponse coupée ${n} (démonstration)` })),
    idempotencyKey,
  });

  /** Sends over a real connection and cuts it after `milliseconds`, whether it was answered or not. */
  const sendAndCut = (variables: object, milliseconds: number): Promise<void> =>
    new Promise((cut) => {
      const body = JSON.stringify({ query: operations.CREATE, variables });
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        authorization: `Bearer ${key}`,
      };
      const sent = request({ host: '127.0.0.1', port, path: '/graphql', method: 'POST', headers });
      sent.once('error', () => undefined);
      sent.once('close', cut);
      sent.end(body, () => setTimeout(() => sent.destroy(), milliseconds));
    });

  const written = async (n: number): Promise<number> => {
    const [row] = await api.rows<{ n: number }>(
      "SELECT count(*)::int AS n FROM entry_revision WHERE content ->> 'title' = $1",
      [`Réponse coupée ${n} (démonstration)`],
    );
    return row?.n ?? 0;
  };

  it(`has one effect with its key, ${CUTS} times`, async () => {
    for (let n = 0; n < CUTS; n += 1) {
      const variables = { input: input(n, `cut-${n}`) };
      await sendAndCut(variables, n % 7);
      await sendAndCut(variables, n % 5);
      const { data } = await api.send(operations.CREATE, variables, { key });
      expect(data.entryCreate.userErrors).toEqual([]);
      expect(await written(n)).toBe(1);
    }
  });

  it('has two without a key (negative control)', async () => {
    const variables = { input: input(CUTS, null) };
    await sendAndCut(variables, 2_000);
    for (let waited = 0; waited < 5_000 && (await written(CUTS)) === 0; waited += 50) await pause(50);
    await api.send(operations.CREATE, variables, { key });
    expect(await written(CUTS)).toBe(2);
  });
});
