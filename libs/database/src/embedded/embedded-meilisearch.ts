import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { secretIn } from './data-folder.js';
import { httpStatus } from './http-status.js';
import { LaunchError } from '@maillage/kernel';
import { findMeilisearch } from './meilisearch-binary.js';
import { deathWatch, freePort, runServer, type ServerProcess } from './server-process.js';

export interface RunningMeilisearch extends ServerProcess {
  readonly url: string;
  readonly key: string;
  readonly port: number;
  readonly source: string;
}

export interface EmbeddedMeilisearchOptions {
  /** Holds `meilisearch/` (data) and `meilisearch.key` (0600). */
  readonly folder: string;
  /** A free one by default; a server started again keeps its own. */
  readonly port?: number;
}

/** Starts Meilisearch on a loopback port, with its data in the folder. @throws LaunchError */
export async function startMeilisearch(options: EmbeddedMeilisearchOptions): Promise<RunningMeilisearch> {
  const folder = resolve(options.folder);
  const key = secretIn(folder, 'meilisearch.key');
  const { binary, source } = await findMeilisearch(folder);
  const data = join(folder, 'meilisearch');
  mkdirSync(data, { recursive: true });
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const flags = ['--env', 'production', '--no-analytics', '--http-addr', `127.0.0.1:${port}`, '--log-level', 'WARN'];
  const paths = [
    '--db-path',
    join(data, 'db'),
    '--dump-dir',
    join(data, 'dumps'),
    '--snapshot-dir',
    join(data, 'snapshots'),
  ];
  const limits = ['--max-indexing-memory', '256MiB', '--max-indexing-threads', '1'];
  const command = [...deathWatch('TERM'), binary, ...flags, ...paths, ...limits];
  const environment = { PATH: process.env['PATH'], MEILI_MASTER_KEY: key };
  try {
    const isReady = (): Promise<boolean> => isHealthy(`${url}/health`);
    const server = await runServer({
      command,
      environment,
      folder: data,
      stopSignal: 'SIGTERM',
      isReady,
      noteFile: join(folder, 'meilisearch.pid.json'),
    });
    return { ...server, url, key, port, source };
  } catch (error) {
    throw new LaunchError(
      'Meilisearch did not start.',
      `${data}: ${(error as Error).message}`,
      'Stop another instance on this folder, or set MEILI_URL and MEILI_KEY to an existing Meilisearch.',
    );
  }
}

async function isHealthy(url: string): Promise<boolean> {
  return httpStatus(url).then(
    ({ status }) => status === 200,
    () => false,
  );
}
