import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Relay } from '@maillage/changes';
import { copyEntry } from '../factories/bulk.factory.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import * as operations from '../api/operations.js';
import { createTestApi, type TestApi } from '../support/test-api.js';

const COPIES = 900;
/** Characters of each: together far more than two sockets hold, so that a transfer whose reader waits stays open. */
const LENGTH = 19_000;

/** A reader that takes nothing but the head of its answer. */
interface Reader {
  readonly answer: IncomingMessage;
  leave(): void;
}

describe('transfers of the feed as a file', () => {
  let api: TestApi;
  let ownerId: string;
  let port: number;
  const readers: Reader[] = [];

  const open = async (key?: string): Promise<Reader> => {
    const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
    const request = get({ host: '127.0.0.1', port, path: '/feed/snapshot.ndjson', headers, agent: false });
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    request.on('error', () => undefined);
    answer.on('error', () => undefined);
    const reader = { answer, leave: () => request.destroy() };
    readers.push(reader);
    return reader;
  };
  const status = async (key?: string): Promise<number | undefined> => (await open(key)).answer.statusCode;
  const refusal = async (key?: string): Promise<Record<string, unknown>> => {
    const { answer } = await open(key);
    const pieces = await answer.setEncoding('utf8').toArray();
    return { status: answer.statusCode, retryAfter: answer.headers['retry-after'], ...JSON.parse(pieces.join('')) };
  };
  const leaveAll = (): void => readers.splice(0).forEach((reader) => reader.leave());
  /** Resolves when the caller may read again: a seat is given back when its connection's end was noticed. */
  const readable = async (key?: string): Promise<void> => {
    while ((await status(key)) !== 200) await pause(50);
  };

  beforeAll(async () => {
    api = await createTestApi({ RATE_MEMBER_POINTS: '3500' });
    ownerId = await api.organization('Ville de démonstration');
    const coordinator = await api.person('COORDINATOR', ownerId);
    const input = operations.useCaseInput(
      ownerId,
      useCaseContent({ description: 'Démonstration. '.padEnd(LENGTH, 'a ') }),
    );
    const { id } = (await api.send(operations.CREATE, { input }, { key: coordinator })).data.entryCreate.entry;
    await api.send(operations.PUBLISH, { input: { id, baseRevision: 1 } }, { key: coordinator });
    await copyEntry(api, id, COPIES);
    await api.app.get(Relay, { strict: false }).drain();
    await api.app.listen(0, '127.0.0.1');
    port = Number(new URL(await api.app.getUrl()).port);
  }, 120_000);

  afterEach(leaveAll);
  afterAll(async () => {
    leaveAll();
    await api.close();
  });

  it('are two at once of one caller, and no other caller’s are refused for it', async () => {
    const key = await api.person('CONTRIBUTOR', ownerId);
    expect([await status(), await status()]).toEqual([200, 200]);
    expect(await refusal()).toMatchObject({ status: 429, code: 'RATE_LIMITED', retryAfter: '10' });
    expect([await status(key), await status(key)]).toEqual([200, 200]);
    expect(await refusal(key)).toMatchObject({ status: 429, code: 'RATE_LIMITED', retryAfter: '10' });
    leaveAll();
    await readable();
  });

  it('are eight at once of all', async () => {
    const keys = await Promise.all(Array.from({ length: 5 }, () => api.person('CONTRIBUTOR', ownerId)));
    for (const key of keys.slice(0, 4)) expect([await status(key), await status(key)]).toEqual([200, 200]);
    expect(await refusal(keys[4])).toMatchObject({ status: 429, code: 'RATE_LIMITED', retryAfter: '10' });
    leaveAll();
    await readable(keys[4]);
  });

  it('are paid from the budget that queries are paid from, and told when it is whole again', async () => {
    const key = await api.person('CONTRIBUTOR', ownerId);
    const headers = { authorization: `Bearer ${key}` };
    const load = (): ReturnType<typeof api.app.inject> =>
      api.app.inject({ method: 'GET', url: '/feed/snapshot.ndjson?kinds=DATA_CHARTER', headers });
    for (let file = 0; file < 3; file += 1) expect((await load()).statusCode).toBe(200);
    const refused = await load();
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'RATE_LIMITED']);
    expect(refused.json().message).toContain('1000 points');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    // What was refused was not paid: a small query fits.
    expect((await api.send('{ feedInfo { epoch } }', {}, { key })).errors).toEqual([]);
    expect((await api.app.inject({ method: 'GET', url: '/feed/snapshot.ndjson?kinds=DATA_CHARTER' })).statusCode).toBe(
      200,
    );
  });
});
