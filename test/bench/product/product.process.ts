import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchServers, INDEX_PREFIX } from '../data/bench-network.js';

/** Address that browsers know the product by: a session's requests come from its pages. */
export const SITE = 'https://bench.example';

/** The product as it is run for people: built, production mode, logs on, each process of its own. */
export interface Product {
  /** Of the API. */
  readonly url: string;
  readonly apiPid: number;
  stop(): Promise<void>;
}

export interface ProductOptions {
  readonly servers: BenchServers;
  readonly withWorker: boolean;
  /** Where the logs go. */
  readonly folder: string;
}

export async function startProduct(options: ProductOptions): Promise<Product> {
  const api = await startProcess('api', options);
  try {
    const worker = options.withWorker ? await startProcess('worker', options) : null;
    return {
      url: api.url,
      apiPid: api.child.pid ?? 0,
      async stop() {
        await Promise.all([api, worker].map((one) => one && end(one.child)));
      },
    };
  } catch (error) {
    await end(api.child);
    throw error;
  }
}

async function startProcess(
  app: 'api' | 'worker',
  { servers, folder }: ProductOptions,
): Promise<{ child: ChildProcess; url: string }> {
  const entry = fileURLToPath(new URL(`../../../apps/${app}/src/main.js`, import.meta.url));
  const log = openSync(join(folder, `${app}.log`), 'a');
  const environment = {
    NODE_ENV: 'production',
    MAILLAGE_MODE: 'production',
    DATABASE_URL: servers.databaseUrl,
    MEILI_URL: servers.meiliUrl,
    MEILI_KEY: servers.meiliKey,
    MEILI_INDEX_PREFIX: servers.indexPrefix ?? INDEX_PREFIX,
    HOST: '127.0.0.1',
    PORT: '0',
    PUBLIC_URL: SITE,
    LOG_LEVEL: 'info',
    // Budgets are kept and told as for everyone, but one client sends what thousands would.
    RATE_VISITOR_POINTS: '1000000000',
    RATE_MEMBER_POINTS: '1000000000',
  };
  const child = spawn(process.execPath, [entry], { env: environment, stdio: ['ignore', log, log, 'ipc'] });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve({ child, url: (message as { url?: string }).url ?? '' }));
    child.once('exit', (code) => reject(new Error(`${app} ended with code ${code}: see ${app}.log in ${folder}`)));
    child.once('error', reject);
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
