import { isIP } from 'node:net';
import { type Config, LaunchError } from '@maillage/kernel';
import pg from 'pg';

/** A start that would show demonstration keys to others, or write over somebody's data. Three lines: what, where, how to mend. */
export class DemoRefusedError extends LaunchError {
  constructor(lines: readonly [what: string, where: string, mend: string]) {
    super(...lines);
    this.name = 'DemoRefusedError';
  }
}

/** Demo mode prints keys: it stays on this machine. @throws DemoRefusedError */
export function assertLoopback(config: Pick<Config, 'mode' | 'host' | 'databaseUrl'>): void {
  if (config.mode !== 'demo') return;
  if (!isLoopback(config.host)) {
    throw new DemoRefusedError([
      'Demo mode listens on this machine only: its keys are printed for whoever starts it.',
      `HOST=${config.host}`,
      'Set HOST=127.0.0.1, or MAILLAGE_MODE=production for a network of your own.',
    ]);
  }
  const host = config.databaseUrl === undefined ? undefined : new URL(config.databaseUrl).hostname;
  if (host !== undefined && !isLoopback(host)) {
    throw new DemoRefusedError([
      'Demo mode uses a database of this machine only: it would fill it with demonstration entries.',
      `DATABASE_URL points at ${host}`,
      'Use a database on 127.0.0.1, or MAILLAGE_MODE=production.',
    ]);
  }
}

/** @throws DemoRefusedError when the database holds tables that are not Maillage's */
export async function assertOwnDatabase(config: Pick<Config, 'mode'>, url: string): Promise<void> {
  if (config.mode !== 'demo') return;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ ours: string | null; tables: number }>(
      `SELECT to_regclass('schema_migration')::text AS ours,
              (SELECT count(*)::int FROM pg_tables WHERE schemaname = 'public') AS tables`,
    );
    if (rows[0] && rows[0].ours === null && rows[0].tables > 0) {
      throw new DemoRefusedError([
        'This database holds the tables of something else.',
        `DATABASE_URL: ${rows[0].tables} tables, none of them Maillage’s`,
        'Give an empty database, or unset DATABASE_URL to use the embedded one.',
      ]);
    }
  } finally {
    await client.end();
  }
}

function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}
