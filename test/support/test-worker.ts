import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

export interface TestWorker {
  readonly process: ChildProcess;
  /** As `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
  /** In good order. @returns its exit code */
  stop(): Promise<number | null>;
}

/** Environment of a process of the product on this database and the run's Meilisearch. */
export function testSettings(databaseUrl: string, indexPrefix: string): Record<string, string> {
  const { TEST_MEILI_URL = '', TEST_MEILI_KEY = '', PATH = '' } = process.env;
  const servers = { DATABASE_URL: databaseUrl, MEILI_URL: TEST_MEILI_URL, MEILI_KEY: TEST_MEILI_KEY };
  return { PATH, LOG_LEVEL: 'silent', MEILI_INDEX_PREFIX: indexPrefix, ...servers };
}

/** The worker's process as `npm start` runs it. Resolves when it is ready. */
export async function startTestWorker(databaseUrl: string, indexPrefix: string): Promise<TestWorker> {
  const child = spawn(process.execPath, [resolve('dist/apps/worker/src/main.js')], {
    env: testSettings(databaseUrl, indexPrefix),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  const ready = new Promise<string>((done) => child.once('message', () => done('ready')));
  if ((await Promise.race([ready, ended])) !== 'ready') throw new Error('the worker ended before it was ready');
  return {
    process: child,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}
