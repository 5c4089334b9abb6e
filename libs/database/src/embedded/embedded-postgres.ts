import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { secretIn } from './data-folder.js';
import { LaunchError } from '@maillage/kernel';
import { findPostgres } from './postgres-binaries.js';
import { deathWatch, freePort, gist, runServer, type ServerProcess, unprivileged } from './server-process.js';

export interface EmbeddedPostgresOptions {
  /** Holds `postgres/` (data) and `postgres.password` (0600). */
  readonly folder: string;
  /** For tests: no fsync. `synchronous_commit` stays on. */
  readonly disposable?: boolean;
  /** A free one by default; a server started again keeps its own. */
  readonly port?: number;
}

export interface RunningPostgres extends ServerProcess {
  readonly url: string;
  readonly port: number;
  readonly source: string;
}

const USER = 'maillage';
const PASSWORD_FILE = 'postgres.password';

/** Starts PostgreSQL on a loopback port, with its data in the folder. @throws LaunchError */
export async function startPostgres(options: EmbeddedPostgresOptions): Promise<RunningPostgres> {
  const folder = resolve(options.folder);
  const { bin, source } = findPostgres();
  const prefix = unprivileged(join(bin, 'postgres'));
  if (prefix === null) {
    throw new LaunchError(
      'PostgreSQL does not run as root, and this machine lends root no user namespace.',
      `binary: ${join(bin, 'postgres')}`,
      'Run as an ordinary user, or set DATABASE_URL to an existing PostgreSQL ≥ 15.',
    );
  }
  const data = join(folder, 'postgres');
  const password = secretIn(folder, PASSWORD_FILE);
  if (!existsSync(join(data, 'PG_VERSION'))) initialize(prefix, bin, data, folder);
  assertVersion(prefix, bin, data);
  const port = options.port ?? (await freePort());
  const flags = settings(port, options.disposable ?? false).flatMap((setting) => ['-c', setting]);
  const command = [...prefix, ...deathWatch('INT'), join(bin, 'postgres'), '-D', data, ...flags];
  try {
    const isReady = (log: string): boolean => log.includes('ready to accept connections');
    const server = await runServer({
      command,
      stopSignal: 'SIGINT',
      isReady,
      noteFile: join(folder, 'postgres.pid.json'),
    });
    return { ...server, url: `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`, port, source };
  } catch (error) {
    throw new LaunchError(
      'PostgreSQL did not start.',
      `${data}: ${(error as Error).message}`,
      'Stop another instance on this folder, or set DATABASE_URL to an existing PostgreSQL ≥ 15.',
    );
  }
}

function settings(port: number, disposable: boolean): string[] {
  return [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `port=${port}`,
    'max_connections=100',
    'shared_buffers=128MB',
    'synchronous_commit=on',
    'timezone=UTC',
    ...(disposable ? ['fsync=off', 'full_page_writes=off'] : []),
  ];
}

/** Made beside and renamed when whole: an interrupted attempt leaves nothing that looks like data. */
function initialize(prefix: readonly string[], bin: string, data: string, folder: string): void {
  const made = `${data}.new`;
  const password = `--pwfile=${join(folder, PASSWORD_FILE)}`;
  const locale = ['--locale-provider=icu', '--icu-locale=fr-FR', '--locale=C', '--encoding=UTF8'];
  const args = ['-D', made, '-U', USER, '-A', 'scram-sha-256', '--no-sync', password, ...locale];
  const [file = '', ...rest] = [...prefix, join(bin, 'initdb'), ...args];
  try {
    rmSync(made, { recursive: true, force: true });
    const { status, stderr, error } = spawnSync(file, rest, { cwd: '/', encoding: 'utf8' });
    if (status !== 0) throw new Error(gist(stderr || (error?.message ?? '')));
    renameSync(made, data);
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    throw new LaunchError(
      'PostgreSQL could not make its data folder.',
      `${data}: ${(error as Error).message}`,
      'Mend the rights or the free space of that folder, or set DATABASE_URL.',
    );
  }
}

/** A data folder made by another major version is left alone. */
function assertVersion(prefix: readonly string[], bin: string, data: string): void {
  const made = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  const [file = '', ...rest] = [...prefix, join(bin, 'postgres'), '--version'];
  const told = spawnSync(file, rest, { encoding: 'utf8' }).stdout ?? '';
  const major = /(\d+)/.exec(told)?.[1];
  if (major === undefined || major === made) return;
  throw new LaunchError(
    `These data were made by PostgreSQL ${made}; the binary is version ${major}.`,
    data,
    `Set PG_BIN to the bin folder of a PostgreSQL ${made}, or move the data folder away to begin anew.`,
  );
}
