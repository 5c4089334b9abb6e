import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** A process of the product, as `npm start` runs it. */
export interface TestProcess {
  readonly process: ChildProcess;
  /** Where it listens, of the API. */
  readonly url: string;
  /** As `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
  /** In good order. @returns its exit code */
  stop(): Promise<number | null>;
}

/** Environment of a process of the product on this database and the run's Meilisearch. */
export function testSettings(databaseUrl: string, indexPrefix: string): Record<string, string> {
  const { TEST_MEILI_URL = '', TEST_MEILI_KEY = '', PATH = '' } = process.env;
  const servers = { DATABASE_URL: databaseUrl, MEILI_URL: TEST_MEILI_URL, MEILI_KEY: TEST_MEILI_KEY };
  // One suite sends what hundreds of callers send.
  const rates = { RATE_VISITOR_POINTS: '1000000000', RATE_MEMBER_POINTS: '1000000000' };
  return { PATH, NODE_ENV: 'production', LOG_LEVEL: 'silent', MEILI_INDEX_PREFIX: indexPrefix, ...servers, ...rates };
}

/** The worker's process. Resolves when it is ready. */
export async function startTestWorker(databaseUrl: string, indexPrefix: string): Promise<TestProcess> {
  return startTestProcess('worker', testSettings(databaseUrl, indexPrefix));
}

/** The API's process. Resolves when it listens. @param port a free one when absent */
export async function startTestApiProcess(databaseUrl: string, indexPrefix: string, port = 0): Promise<TestProcess> {
  return startTestProcess('api', { ...testSettings(databaseUrl, indexPrefix), PORT: `${port}` });
}

async function startTestProcess(app: 'api' | 'worker', env: Record<string, string>): Promise<TestProcess> {
  const child = spawn(process.execPath, [resolve(`dist/apps/${app}/src/main.js`)], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  const ready = new Promise<{ url?: string }>((done) =>
    child.once('message', (told) => done(told as { url?: string })),
  );
  const told = await Promise.race([ready, ended]);
  if (told === null || typeof told === 'number') throw new Error(`the ${app} ended before it was ready`);
  return {
    process: child,
    url: told.url?.replace(/\/$/, '') ?? '',
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}
