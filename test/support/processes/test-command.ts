import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { TestSearch } from '../test-search.js';

export interface CommandResult {
  /** Null when it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * `maillage …` as a process of its own on a suite's servers.
 * @param folder its data folder
 * @param until it is killed (SIGKILL) when what it has printed matches
 */
export function spawnCommand(
  network: Pick<TestSearch, 'database' | 'indexPrefix'>,
  folder: string,
  args: readonly string[],
  until?: RegExp,
): { readonly child: ChildProcess; readonly ended: Promise<CommandResult> } {
  const { PATH, TEST_MEILI_URL, TEST_MEILI_KEY } = process.env;
  const servers = { DATABASE_URL: network.database.url, MEILI_URL: TEST_MEILI_URL, MEILI_KEY: TEST_MEILI_KEY };
  const env = { PATH, MAILLAGE_FOLDER: folder, MEILI_INDEX_PREFIX: network.indexPrefix, ...servers };
  const child = spawn(process.execPath, [resolve('dist/apps/cli/src/main.js'), ...args], { env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    if (until?.test(stdout)) child.kill('SIGKILL');
  });
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<CommandResult>((done) => child.once('close', (code) => done({ code, stdout, stderr })));
  return { child, ended };
}
