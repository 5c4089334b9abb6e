import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { useCaseContent } from '../factories/use-case.factory.js';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestApi, type TestApi } from '../support/test-api.js';
import * as operations from './operations.js';
import { useCaseInput } from './operations.js';

const CUTS = rounds(40, 200);

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

  /** Sends over a real connection and cuts it after `milliseconds`. @returns whether it was cut before its answer */
  const sendAndCut = (variables: object, milliseconds: number): Promise<boolean> =>
    new Promise((ended) => {
      const body = JSON.stringify({ query: operations.CREATE, variables });
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        authorization: `Bearer ${key}`,
      };
      const sent = request({ host: '127.0.0.1', port, path: '/graphql', method: 'POST', headers });
      let answered = false;
      sent.once('response', () => (answered = true));
      sent.once('error', () => undefined);
      sent.once('close', () => ended(!answered));
      sent.end(body, () => setTimeout(() => sent.destroy(), milliseconds));
    });

  const writtenOf = async (n: number): Promise<number> => {
    const [row] = await api.rows<{ n: number }>(
      "SELECT count(*)::int AS n FROM entry_revision WHERE content ->> 'title' = $1",
      [`Réponse coupée ${n} (démonstration)`],
    );
    return row?.n ?? 0;
  };

  it(
    `has one effect with its key, over ${CUTS} cut answers`,
    async () => {
      let [cuts, mutations, hadEffect, effects] = [0, 0, 0, 0];
      for (; cuts < CUTS; mutations += 1) {
        const variables = { input: input(mutations, `cut-${mutations}`) };
        for (const milliseconds of [mutations % 7, mutations % 5]) {
          if (await sendAndCut(variables, milliseconds)) cuts += 1;
        }
        const { data } = await api.send(operations.CREATE, variables, { key });
        expect(data.entryCreate.userErrors).toEqual([]);
        if (data.entryCreate.replayed) hadEffect += 1;
        const written = await writtenOf(mutations);
        expect(written).toBe(1);
        effects += written;
      }
      // else nothing was tried: the cuts came before the API began
      expect(hadEffect).toBeGreaterThan(0);
      tellPromise('P7-API', { cuts, mutations, effects, had_effect_before_the_answer: hadEffect });
    },
    PROMISE_TIMEOUT,
  );

  it('has two without a key (negative control)', async () => {
    const variables = { input: input(-1, null) };
    await sendAndCut(variables, 2_000);
    for (let waited = 0; waited < 5_000 && (await writtenOf(-1)) === 0; waited += 50) await pause(50);
    await api.send(operations.CREATE, variables, { key });
    expect(await writtenOf(-1)).toBe(2);
  });
});
