import { DataSource, type EntitySchema, type MixedList } from 'typeorm';
import { clientSettings, type DatabaseOptions } from './connection.js';
import { idempotencyEntities } from './idempotency.entity.js';
import { LaunchError } from '@maillage/kernel';
import { migrations } from './migrations/index.js';
import { setupEntities } from './setup-step.entity.js';
import { sharedLimitEntities } from './shared-limit.entity.js';
import { SilentLogger } from './silent-logger.js';
import { TransactionClient } from './transaction-client.js';

/** Entity classes of a lib, as its index exports them (`catalogueEntities`, …). */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type of an entity class
export type Entities = MixedList<Function | string | EntitySchema>;

/** Connections for writes and migrations. `synchronize` stays off everywhere: it drops indexes it does not know. */
export function createDataSource(options: DatabaseOptions, entities: readonly Entities[]): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: [
      ...idempotencyEntities,
      ...setupEntities,
      ...sharedLimitEntities,
      ...entities.flatMap((list) => Object.values(list)),
    ],
    migrations,
    migrationsTableName: 'schema_migration',
    synchronize: false,
    poolSize: options.poolSize,
    extra: { ...clientSettings(options), Client: TransactionClient },
    logger: new SilentLogger(),
  });
}

/**
 * Connections of a process that serves.
 * @throws LaunchError when this server confirms writes before they are on disk: what was acknowledged could be lost
 */
export async function openDataSource(options: DatabaseOptions, entities: readonly Entities[]): Promise<DataSource> {
  const dataSource = await createDataSource(options, entities).initialize();
  const [setting] = await dataSource.query<{ commit: string }[]>(
    "SELECT current_setting('synchronous_commit') AS commit",
  );
  if (setting?.commit !== 'off') return dataSource;
  await dataSource.destroy();
  throw lossyDatabase(options.url);
}

/** Host, port and path, without user, password or parameters. */
export function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname === '/' ? '' : pathname}`;
}

export function lossyDatabase(url: string): LaunchError {
  return new LaunchError(
    'This PostgreSQL confirms writes before they are on disk: a crash would lose what was acknowledged.',
    `DATABASE_URL ${placeOf(url)} has synchronous_commit = off`,
    "Set it: ALTER DATABASE … SET synchronous_commit = 'on' (or in postgresql.conf), then start again.",
  );
}
