import { EntryClosingService, EntryReviewService, EntryWritingService } from '@maillage/catalogue';
import { newId, UserInputError } from '@maillage/kernel';
import type { Actor } from '@maillage/identity';
import { useCaseContent } from '../factories/use-case.factory.js';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { startTcpProxy, type TcpProxy, through } from '../support/processes/tcp-proxy.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { createTestNetwork, type TestNetwork } from '../support/test-network.js';

/**
 * P7: a retried mutation with the same idempotency key has one effect. The hard case: the COMMIT reaches PostgreSQL
 * and its answer is lost, so that nobody can know whether the mutation had its effect; a proxy makes it so.
 */
describe('a mutation whose answer is cut', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  let network: TestNetwork;
  let coordinator: Actor;
  let ownerId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    proxy = await startTcpProxy(Number(new URL(database.url).port));
    network = await createTestNetwork([], { database: { ...database, url: through(proxy, database.url) } });
    ownerId = await network.organization('Ville de démonstration');
    coordinator = await network.member('COORDINATOR', ownerId);
  });

  afterAll(async () => {
    await network.close();
    await proxy.close();
  });

  /** A connection that has committed before sends the name of its prepared statement instead of the word. */
  const isCommit = (sent: Buffer): boolean => sent.includes('COMMIT') || sent.includes('transaction-commit');

  /** Cuts at the next COMMIT, once. @returns whether it was cut */
  const cutNext = (verdict: 'cut-answer' | 'cut-request'): (() => boolean) => {
    let cut = false;
    proxy.judge = (sent) => {
      if (cut || !isCommit(sent)) return undefined;
      cut = true;
      return verdict;
    };
    return () => cut;
  };

  /** Sends it, loses the connection at its COMMIT, sends it again. */
  const sentTwice = async <T>(verdict: 'cut-answer' | 'cut-request', send: () => Promise<T>): Promise<T> => {
    const wasCut = cutNext(verdict);
    const first = await send().then(
      () => 'answered',
      (error: unknown) => error,
    );
    expect(wasCut()).toBe(true);
    expect(first).not.toBe('answered');
    expect(first).not.toBeInstanceOf(UserInputError);
    return send();
  };

  const count = async (table: string, where: string, value: string): Promise<number> => {
    const [row] = await network.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`, [value]);
    return row?.n ?? 0;
  };

  const titled = (title: string): Promise<number> => count('entry_revision', "content ->> 'title' = $1", title);

  const create = (title: string, idempotencyKey?: string): Promise<{ id: string }> =>
    network.module.get(EntryWritingService).create(coordinator, {
      kind: 'USE_CASE',
      ownerId,
      content: useCaseContent({ title }),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    });

  it(
    'has one effect when it is sent again with its key',
    async () => {
      const cuts = rounds(20, 200);
      const review = network.module.get(EntryReviewService);
      const closing = network.module.get(EntryClosingService);
      let effects = 0;
      for (let n = 0; n < cuts; n += 1) {
        const verdict = n % 4 === 3 ? 'cut-request' : 'cut-answer';
        const title = `Coupure ${n} (démonstration)`;
        const { id } = await sentTwice(
          verdict,
          (
            (key) => () =>
              create(title, key)
          )(newId()),
        );
        expect(await titled(title)).toBe(1);
        if (n % 2 === 0) {
          const command = { id, baseRevision: 1, idempotencyKey: newId() };
          await sentTwice(verdict, () => review.publish(coordinator, command));
          expect(await count('outbox', 'entry_id = $1', id)).toBe(1);
          const withdrawal = { id, idempotencyKey: newId() };
          await sentTwice(verdict, () => closing.withdraw(coordinator, withdrawal));
          expect(await count('outbox', 'entry_id = $1', id)).toBe(2);
          effects += 2;
        }
        effects += 1;
      }
      tellPromise('P7', { cuts: effects, effects });
    },
    PROMISE_TIMEOUT,
  );

  it('has two effects without a key (negative control)', async () => {
    await sentTwice('cut-answer', () => create('Sans clé (démonstration)'));
    expect(await titled('Sans clé (démonstration)')).toBe(2);
    await sentTwice('cut-request', () => create('Sans clé, non reçue (démonstration)'));
    expect(await titled('Sans clé, non reçue (démonstration)')).toBe(1);
  });
});
