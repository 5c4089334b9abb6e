import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '@maillage/kernel';
import { CREATE, useCaseInput } from '../api/operations.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { askGraphql } from '../support/processes/http-client.js';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestNetwork, type TestNetwork } from '../support/test-network.js';
import { createKeyHolder } from '../support/test-people.js';
import { startTestApiProcess, type TestProcess } from '../support/processes/test-process.js';

const WRITERS = 4;
/** No index is made: nothing here searches. */
const INDEX_PREFIX = 'test_api_killed';

/** P6 for the API: what it acknowledged over HTTP is there, however often it is killed; what it did not is sent again. */
describe('an API that is killed amid writes', () => {
  let network: TestNetwork;
  let ownerId: string;
  let key: string;
  let api: TestProcess;

  beforeAll(async () => {
    network = await createTestNetwork();
    ownerId = await network.organization('Ville de démonstration');
    key = await createKeyHolder(network.module, 'CONTRIBUTOR', ownerId);
    api = await startTestApiProcess(network.database.url, INDEX_PREFIX);
  });

  afterAll(async () => {
    await api.kill();
    await network.close();
  });

  /** Killed, and started again where it was, as `npm start` does. */
  const killed = async (): Promise<void> => {
    await api.kill();
    api = await startTestApiProcess(network.database.url, INDEX_PREFIX, Number(new URL(api.url).port));
  };

  /** @returns whether it was acknowledged; false: no answer came */
  const create = async (title: string, idempotencyKey: string): Promise<boolean> => {
    const input = { ...useCaseInput(ownerId, useCaseContent({ title })), idempotencyKey };
    const { status, body } = await askGraphql(api.url, CREATE, { input }, key);
    if (status === 0) return false;
    expect(body).toMatchObject({ data: { entryCreate: { entry: { state: 'DRAFT' }, userErrors: [] } } });
    return true;
  };

  let titles = 0;
  /** Counted: random figures would now and then look like a telephone number, which is refused. */
  const newTitle = (): string => `Fiche ${(titles += 1)} (démonstration)`;

  /** How many entries there are of each title. */
  const written = async (titles: readonly string[]): Promise<ReadonlyMap<string, number>> => {
    const rows = await network.rows<{ title: string; n: number }>(
      `SELECT r.content ->> 'title' AS title, count(*)::int AS n
         FROM entry e JOIN entry_revision r ON r.entry_id = e.id WHERE r.content ->> 'title' = ANY($1) GROUP BY 1`,
      [titles],
    );
    return new Map(rows.map(({ title, n }) => [title, n]));
  };

  const lost = async (titles: readonly string[]): Promise<string[]> => {
    const found = await written(titles);
    return titles.filter((title) => !found.has(title));
  };

  it(
    'loses nothing that was acknowledged, and writes nothing twice for clients that send again',
    async () => {
      const acknowledged: string[] = [];
      let [ended, failed, repeated] = [false, false, 0];
      const write = async (): Promise<void> => {
        while (!ended) {
          const [title, idempotencyKey] = [newTitle(), newId()];
          while (!failed && !(await create(title, idempotencyKey))) {
            repeated += 1;
            await pause(50);
          }
          acknowledged.push(title);
        }
      };
      const writers = Array.from({ length: WRITERS }, write);
      const kills = rounds(2, 20);
      const kill = async (): Promise<void> => {
        for (let n = 0; n < kills; n += 1) {
          const atLeast = acknowledged.length + 5 + Math.floor(Math.random() * 50);
          while (!failed && acknowledged.length < atLeast) await pause(5);
          await killed();
        }
        ended = true;
      };
      const sides = [...writers, kill()].map(async (side) =>
        side.catch((error: unknown) => {
          [ended, failed] = [true, true];
          throw error;
        }),
      );
      // the failure of one side ends the others, and none goes on after the test
      await Promise.allSettled(sides);
      await Promise.all(sides);
      expect(await lost(acknowledged)).toEqual([]);
      const twice = [...(await written(acknowledged)).values()].filter((n) => n > 1);
      expect(twice).toEqual([]);
      tellPromise('P6-API', { kills, acknowledged: acknowledged.length, lost: 0, repeated, twice: twice.length });
    },
    PROMISE_TIMEOUT,
  );

  it('would be caught if it acknowledged before its commit (negative control)', async () => {
    let missing: string[] = [];
    for (let attempt = 0; attempt < 5 && missing.length === 0; attempt += 1) {
      // as if acknowledged once they are sent: at the first true answer the others are under way
      const wanted = Array.from({ length: 40 }, newTitle);
      const sent = wanted.map((title) => create(title, newId()));
      await Promise.race(sent);
      await killed();
      await Promise.all(sent);
      missing = await lost(wanted);
    }
    expect(missing.length).toBeGreaterThan(0);
  });
});
