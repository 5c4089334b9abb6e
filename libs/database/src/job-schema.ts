import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { clientSettings, type DatabaseOptions } from './connection.js';
import { LaunchError } from '@maillage/kernel';

/** Of the tables of jobs, which graphile-worker keeps itself. */
const JOB_SCHEMA = 'graphile_worker';

/** This user may not make the schema of jobs. */
export class MissingJobSchemaError extends LaunchError {
  constructor(reason: string) {
    super(
      `Maillage needs a schema of its own for jobs, ${JOB_SCHEMA}: without it no webhook is sent.`,
      reason,
      `Let its user make it, as the server's administrator: GRANT CREATE ON DATABASE … TO …;`,
    );
    this.name = 'MissingJobSchemaError';
  }
}

/**
 * Brings the tables of jobs to what this version's graphile-worker needs; may be repeated, also by several at once.
 * @throws MissingJobSchemaError
 */
export async function migrateJobs(options: DatabaseOptions): Promise<void> {
  const pgPool = new pg.Pool({ ...clientSettings(options), max: 1 });
  // A connection that breaks fails its statement; without listeners it would end the process as well.
  pgPool.on('error', () => undefined);
  pgPool.on('connect', (client) => client.on('error', () => undefined));
  const logger = new Logger(() => () => undefined);
  try {
    await runMigrations({ pgPool, schema: JOB_SCHEMA, logger, noHandleSignals: true, parsedCronItems: [] });
  } catch (error) {
    if ((error as { code?: string }).code === '42501') throw new MissingJobSchemaError((error as Error).message);
    throw error;
  } finally {
    await pgPool.end();
  }
}
