import pg from 'pg';
import { lossyDatabase, placeOf } from '../data-source.js';
import { httpStatus } from './http-status.js';
import { LaunchError } from '@maillage/kernel';

/** Milliseconds. */
const PATIENCE = 5_000;
/** As PostgreSQL numbers its versions. */
const OLDEST_POSTGRES = 150_000;
const OLDEST_MEILISEARCH = [1, 21] as const;

/**
 * Refuses a PostgreSQL that the product must not run on.
 * @param url of a given server; its password is never told
 * @throws LaunchError
 */
export async function assertUsablePostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE, query_timeout: PATIENCE });
  // A connection that breaks while it is looked at fails the query too: nothing more to do about it here.
  client.on('error', () => undefined);
  const where = placeOf(url);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number; name: string; commit: string }>(
      `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name,
              current_setting('synchronous_commit') AS commit`,
    );
    for (const { version, name, commit } of rows) {
      if (version < OLDEST_POSTGRES) throw tooOld(where, name);
      if (commit === 'off') throw lossyDatabase(url);
    }
  } catch (error) {
    throw error instanceof LaunchError ? error : unreachablePostgres(where, error as pg.DatabaseError);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function tooOld(where: string, name: string): LaunchError {
  return new LaunchError(
    'Maillage needs PostgreSQL 15 or newer.',
    `DATABASE_URL ${where} is PostgreSQL ${name}`,
    'Upgrade that server, or unset DATABASE_URL to use the embedded one.',
  );
}

function unreachablePostgres(where: string, error: pg.DatabaseError): LaunchError {
  const mends: Record<string, string> = {
    '28P01': 'Mend the user or the password in DATABASE_URL.',
    '28000': 'Mend the user in DATABASE_URL, or let it in (pg_hba.conf).',
    '3D000': 'Create that database (createdb), or name another one in DATABASE_URL.',
  };
  return new LaunchError(
    'PostgreSQL cannot be used.',
    `DATABASE_URL ${where}: ${causeOf(error)}`,
    mends[error.code ?? ''] ?? 'Start that server or mend DATABASE_URL; unset it to use the embedded one.',
  );
}

/** @throws LaunchError when the given Meilisearch does not answer, refuses the key, or is too old */
export async function assertUsableMeilisearch(url: string, key: string): Promise<void> {
  const where = placeOf(url);
  const answer = await httpStatus(new URL('version', url.endsWith('/') ? url : `${url}/`).href, key, PATIENCE).catch(
    (error: unknown) => error as Error,
  );
  if (!(answer instanceof Error) && answer.status === 200) return assertVersion(where, answer.body);
  if (!(answer instanceof Error) && (answer.status === 401 || answer.status === 403)) {
    throw new LaunchError(
      'Meilisearch refuses the key.',
      `MEILI_URL ${where} answered ${answer.status}`,
      'Set MEILI_KEY to its master key, or to a key with all actions.',
    );
  }
  throw new LaunchError(
    'Meilisearch cannot be used.',
    `MEILI_URL ${where}: ${answer instanceof Error ? causeOf(answer) : `answered ${answer.status}`}`,
    'Start that server or mend MEILI_URL; unset it to use the embedded one.',
  );
}

function assertVersion(where: string, body: string): void {
  const version = /"pkgVersion"\s*:\s*"(\d+)\.(\d+)/.exec(body);
  const [major, minor] = [Number(version?.[1]), Number(version?.[2])];
  const [oldestMajor, oldestMinor] = OLDEST_MEILISEARCH;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new LaunchError(
    `Maillage needs Meilisearch ${OLDEST_MEILISEARCH.join('.')} or newer.`,
    `MEILI_URL ${where} answers ${body.slice(0, 100)}`,
    'Upgrade that server, or unset MEILI_URL to use the embedded one.',
  );
}

/** Node's error for several failed addresses has an empty message of its own. */
function causeOf(error: Error & { code?: string }): string {
  return error.message || error.code || error.name;
}
