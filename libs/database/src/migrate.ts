import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.js';
import { LaunchError } from '@maillage/kernel';
import { migrateJobs } from './job-schema.js';
import { migrations } from './migrations/index.js';

/** The database has migrations that this version of the product does not know. */
export class NewerDatabaseError extends LaunchError {
  constructor(readonly unknown: readonly string[]) {
    super(
      'The database was migrated by a newer version of Maillage: this one leaves it alone.',
      `unknown here: ${unknown.join(', ')}`,
      'Run that version or a later one, or choose another database (DATABASE_URL, MAILLAGE_FOLDER).',
    );
    this.name = 'NewerDatabaseError';
  }
}

/** The extension that finds words by their spelling. */
const EXTENSION = 'pg_trgm';

/** The server has no `pg_trgm`, or this user may not install it. */
export class MissingExtensionError extends LaunchError {
  constructor(reason: string) {
    super(
      `Maillage needs PostgreSQL's extension ${EXTENSION}: without it no slip of the pen is mended.`,
      reason,
      `Install the server's contrib package, then as its administrator: CREATE EXTENSION ${EXTENSION};`,
    );
    this.name = 'MissingExtensionError';
  }
}

const MIGRATION_TIMEOUT = 600_000;

/**
 * Brings a database to this version's schema, one transaction a migration, safe to run twice at once.
 * @returns names of the migrations applied now
 * @throws NewerDatabaseError when the database is ahead of the code
 * @throws MissingExtensionError, MissingJobSchemaError
 */
export async function runMigrations(url: string): Promise<string[]> {
  const dataSource = createDataSource({ url, poolSize: 2, queryTimeout: MIGRATION_TIMEOUT }, []);
  await dataSource.initialize();
  try {
    await refuseNewer(dataSource);
    await provideExtension(dataSource);
    const runner = dataSource.createQueryRunner();
    try {
      await runner.query('SELECT pg_advisory_lock(7215001)');
      const applied = await dataSource.runMigrations({ transaction: 'each' });
      await migrateJobs({ url, poolSize: 1, queryTimeout: MIGRATION_TIMEOUT });
      await runner.query('SELECT pg_advisory_unlock(7215001)');
      return applied.map((migration) => migration.name);
    } finally {
      await runner.release();
    }
  } finally {
    await dataSource.destroy();
  }
}

async function refuseNewer(dataSource: DataSource): Promise<void> {
  const [table] = await dataSource.query<{ found: string | null }[]>("SELECT to_regclass('schema_migration') AS found");
  if (!table?.found) return;
  const applied = await dataSource.query<{ name: string }[]>('SELECT name FROM schema_migration');
  const known = new Set((migrations as { name: string }[]).map((migration) => migration.name));
  const unknown = applied.map((row) => row.name).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new NewerDatabaseError(unknown);
}

/** Managed servers leave it to their administrators: then it is there already, or a person is told what to do. */
async function provideExtension(dataSource: DataSource): Promise<void> {
  const [found] = await dataSource.query<{ available: boolean; installed: boolean }[]>(
    `SELECT count(*) > 0 AS available, coalesce(bool_or(installed_version IS NOT NULL), false) AS installed
       FROM pg_available_extensions WHERE name = $1`,
    [EXTENSION],
  );
  if (found?.installed) return;
  if (!found?.available) throw new MissingExtensionError('this server does not have it');
  try {
    await dataSource.query(`CREATE EXTENSION IF NOT EXISTS ${EXTENSION}`);
  } catch (error) {
    throw new MissingExtensionError((error as Error).message);
  }
}
