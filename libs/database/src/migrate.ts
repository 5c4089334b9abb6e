import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.js';
import { LaunchError } from './embedded/launch-error.js';
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

const MIGRATION_TIMEOUT = 600_000;

/**
 * Brings a database to this version's schema, one transaction a migration, safe to run twice at once.
 * @returns names of the migrations applied now
 * @throws NewerDatabaseError when the database is ahead of the code
 */
export async function runMigrations(url: string): Promise<string[]> {
  const dataSource = createDataSource({ url, poolSize: 2, queryTimeout: MIGRATION_TIMEOUT }, []);
  await dataSource.initialize();
  try {
    await refuseNewer(dataSource);
    const runner = dataSource.createQueryRunner();
    try {
      await runner.query('SELECT pg_advisory_lock(7215001)');
      const applied = await dataSource.runMigrations({ transaction: 'each' });
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
