import { setTimeout as pause } from 'node:timers/promises';
import { EntryReviewService, EntryWritingService } from '@maillage/catalogue';
import type { Actor } from '@maillage/identity';
import { newId } from '@maillage/kernel';
import pg from 'pg';
import { useCaseContent } from '../factories/use-case.factory.js';
import { indexedOf, truthOf } from '../support/index-truth.js';
import { type OwnPostgres, startOwnPostgres } from '../support/processes/own-postgres.js';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestSearch, type TestSearch } from '../support/test-search.js';
import { startTestWorker, type TestProcess } from '../support/processes/test-process.js';

const WRITERS = 4;

/** P6: no acknowledged write is lost by kill -9 of PostgreSQL or of the worker, whatever it was doing. */
describe('processes that are killed amid writes', () => {
  let postgres: OwnPostgres;
  let network: TestSearch;
  let coordinator: Actor;
  let ownerId: string;
  let worker: TestProcess | undefined;

  beforeAll(async () => {
    postgres = await startOwnPostgres();
    network = await createTestSearch({ database: { url: postgres.url, drop: async () => undefined } });
    ownerId = await network.organization('Ville de démonstration');
    coordinator = await network.member('COORDINATOR', ownerId);
  }, PROMISE_TIMEOUT);

  afterAll(async () => {
    await worker?.kill();
    await network.close();
    await postgres.close();
  });

  /** Publishes until told to end. Only what was answered counts; what was not answered may or may not be there. */
  const writeUntil = async (ended: () => boolean, acknowledged: Set<string>): Promise<void> => {
    while (!ended()) {
      try {
        const command = { kind: 'USE_CASE', ownerId, content: useCaseContent(), idempotencyKey: newId() };
        const { id } = await network.module.get(EntryWritingService).create(coordinator, command);
        await network.module.get(EntryReviewService).publish(coordinator, { id, baseRevision: 1 });
        acknowledged.add(id);
      } catch {
        await pause(50);
      }
    }
  };

  const isDense = async (): Promise<boolean> => {
    const [row] = await network.rows<{ dense: boolean }>(
      `SELECT count(*) = count(DISTINCT seq) AND count(*) = max(seq) AND max(seq) = (SELECT n FROM feed_counter) AS dense
         FROM outbox WHERE seq IS NOT NULL`,
    );
    return row?.dense ?? false;
  };

  const converged = async (): Promise<boolean> => {
    const [truth, indexed] = [await truthOf(network, 'PUBLIC'), await indexedOf(network, 'PUBLIC').catch(() => [])];
    return truth.join() === indexed.join();
  };

  it(
    'lose nothing that was acknowledged, and the index catches up',
    async () => {
      const acknowledged = new Set<string>();
      let ended = false;
      const writers = Array.from({ length: WRITERS }, () => writeUntil(() => ended, acknowledged));
      const kills = rounds(2, 20);
      for (let kill = 0; kill < kills; kill += 1) {
        const atLeast = acknowledged.size + 5 + Math.floor(Math.random() * 20);
        worker = await startTestWorker(postgres.url, network.indexPrefix);
        while (acknowledged.size < atLeast) await pause(10);
        await worker.kill();
        while (acknowledged.size < atLeast + 5) await pause(10);
        await postgres.kill();
        await postgres.start();
      }
      ended = true;
      await Promise.all(writers);
      const found = await network.rows<{ id: string }>(
        "SELECT id FROM entry WHERE id = ANY($1) AND state = 'PUBLISHED'",
        [[...acknowledged]],
      );
      expect(found).toHaveLength(acknowledged.size);
      worker = await startTestWorker(postgres.url, network.indexPrefix);
      for (let waited = 0; waited < 30_000 && !(await converged()); waited += 200) await pause(200);
      expect(await converged()).toBe(true);
      expect(await isDense()).toBe(true);
      expect(await worker.stop()).toBe(0);
      tellPromise('P6', { kills_of_each: kills, acknowledged: acknowledged.size, lost: 0, dense: true });
    },
    PROMISE_TIMEOUT,
  );

  it(
    'are caught losing acknowledged writes with synchronous_commit=off (negative control)',
    async () => {
      const lost = async (): Promise<number> => {
        const client = new pg.Client({ connectionString: postgres.url });
        client.on('error', () => undefined);
        await client.connect();
        await client.query('CREATE TABLE IF NOT EXISTS lazy (id uuid PRIMARY KEY)');
        await client.query('CHECKPOINT');
        await client.query('SET synchronous_commit = off');
        const ids = Array.from({ length: 20 }, () => newId());
        for (const id of ids) await client.query('INSERT INTO lazy VALUES ($1)', [id]);
        await postgres.kill();
        await postgres.start();
        const [row] = await network.rows<{ kept: number }>(
          'SELECT count(*)::int AS kept FROM lazy WHERE id = ANY($1)',
          [ids],
        );
        return ids.length - (row?.kept ?? 0);
      };
      await network.rows("ALTER SYSTEM SET wal_writer_delay = '10s'");
      await network.rows("ALTER SYSTEM SET wal_writer_flush_after = '1GB'");
      await network.rows('SELECT pg_reload_conf()');
      let seen = 0;
      for (let attempt = 0; attempt < 5 && seen === 0; attempt += 1) seen = await lost();
      expect(seen).toBeGreaterThan(0);
    },
    PROMISE_TIMEOUT,
  );
});
