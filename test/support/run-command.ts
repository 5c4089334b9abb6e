import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { TestSearch } from './test-search.js';

/**
 * `maillage …` as a person runs it, on a suite's database and indexes.
 * @param until it is killed (SIGKILL) when what it has printed matches
 * @returns its exit code; null: killed
 */
export async function runCommand(
  network: TestSearch,
  words: readonly string[],
  folder: string,
  until?: RegExp,
): Promise<number | null> {
  const { PATH, TEST_MEILI_URL: MEILI_URL, TEST_MEILI_KEY: MEILI_KEY } = process.env;
  const settings = {
    DATABASE_URL: network.database.url,
    MEILI_URL,
    MEILI_KEY,
    MEILI_INDEX_PREFIX: network.indexPrefix,
  };
  const child = spawn(process.execPath, [resolve('dist/apps/cli/src/main.js'), ...words], {
    env: { PATH, MAILLAGE_FOLDER: folder, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
    if (until?.test(told)) child.kill('SIGKILL');
  });
  return new Promise((done) => child.once('exit', (code) => done(code)));
}
