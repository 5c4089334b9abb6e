import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One PostgreSQL and one Meilisearch for the whole run; suites take databases and index prefixes of their own. */
export default async function setUp() {
  const { startEngines } = await import('../../dist/libs/database/src/index.js');
  const folder = await mkdtemp(join(tmpdir(), 'maillage-test-'));
  const engines = await startEngines({ folder, disposable: true });
  globalThis.maillageTest = { engines, folder };
  process.env.TEST_DATABASE_URL = engines.postgres.url;
  process.env.TEST_MEILI_URL = engines.meilisearch.url;
  process.env.TEST_MEILI_KEY = engines.meilisearch.key;
}
