import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EntryReviewService, EntryWritingService } from '@maillage/catalogue';
import { SearchService } from '@maillage/search';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestSearch, type TestSearch } from '../support/test-search.js';

/** P6, quick form for the worker: what was acknowledged is found, however often the follower is killed. */
describe('a worker that is killed', () => {
  let network: TestSearch;
  let worker: ChildProcess | undefined;

  beforeAll(async () => {
    network = await createTestSearch();
  });

  afterAll(async () => {
    worker?.kill('SIGKILL');
    await network.close();
  });

  const start = async (): Promise<void> => {
    const { TEST_MEILI_URL, TEST_MEILI_KEY } = process.env;
    const settings = { DATABASE_URL: network.database.url, MEILI_URL: TEST_MEILI_URL, MEILI_KEY: TEST_MEILI_KEY };
    worker = spawn(process.execPath, [resolve('dist/apps/worker/src/main.js')], {
      env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', MEILI_INDEX_PREFIX: network.indexPrefix, ...settings },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    await new Promise((ready) => worker?.once('message', ready));
  };

  it('loses nothing: the next one catches up', async () => {
    const ownerId = await network.organization('Ville de démonstration');
    const coordinator = await network.member('COORDINATOR', ownerId);
    const published: string[] = [];
    for (let kill = 0; kill < 3; kill += 1) {
      await start();
      for (let n = 0; n < 10; n += 1) {
        const content = useCaseContent({ title: `Fiche ${kill}-${n} (démonstration)` });
        const { id } = await network.module
          .get(EntryWritingService)
          .create(coordinator, { kind: 'USE_CASE', ownerId, content });
        await network.module.get(EntryReviewService).publish(coordinator, { id, baseRevision: 1 });
        published.push(id);
        if (n === 3 + kill) worker?.kill('SIGKILL');
      }
    }
    await start();
    const search = network.module.get(SearchService);
    const found = async (): Promise<string[]> =>
      (await search.search('PUBLIC', { query: '', first: 100 })).edges.map((edge) => edge.node.id).sort();
    // Until the last worker has made the indexes, a search says that it is unavailable.
    const count = async (): Promise<number> => (await found().catch(() => [])).length;
    for (let waited = 0; waited < 20_000 && (await count()) < published.length; waited += 100) await pause(100);
    expect(await found()).toEqual([...published].sort());
    const ended = new Promise((done) => worker?.once('exit', done));
    worker?.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
