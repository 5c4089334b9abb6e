import { existsSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files in memory, on Linux. */
const MEMORY = '/dev/shm';
/** Room that the servers of a run may need, in bytes, with some to spare. */
const ROOM = 4 * 2 ** 30;

/** One PostgreSQL and one Meilisearch for the whole run; suites take databases and index prefixes of their own. */
export default async function setUp() {
  const { startEngines } = await import('../../dist/libs/database/src/index.js');
  const where = place();
  clear(where);
  const folder = await mkdtemp(join(where, `maillage-test-${process.pid}-`));
  const engines = await startEngines({ folder, disposable: true });
  globalThis.maillageTest = { engines, folder };
  process.env.TEST_DATABASE_URL = engines.postgres.url;
  process.env.TEST_MEILI_URL = engines.meilisearch.url;
  process.env.TEST_MEILI_KEY = engines.meilisearch.key;
}

/**
 * In memory where it has room: Meilisearch waits for its disk several times a task, and nothing here is kept. Suites about
 * servers that die start their own, on disk.
 */
function place() {
  if (!existsSync(MEMORY) || freemem() < 2 * ROOM) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize < ROOM ? tmpdir() : MEMORY;
}

/** Takes away what a run left there that was ended before its end. */
function clear(where) {
  for (const name of readdirSync(where)) {
    const pid = /^maillage-test-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(where, name), { recursive: true, force: true });
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
