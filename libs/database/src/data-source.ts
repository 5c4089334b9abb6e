import { DataSource, type EntitySchema, type MixedList } from 'typeorm';
import { clientSettings, type DatabaseOptions } from './connection.js';
import { idempotencyEntities } from './idempotency.entity.js';
import { migrations } from './migrations/index.js';
import { setupEntities } from './setup-step.entity.js';

/** Entity classes of a lib, as its index exports them (`catalogueEntities`, …). */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type of an entity class
export type Entities = MixedList<Function | string | EntitySchema>;

/** Connections for writes and migrations. `synchronize` stays off everywhere: it drops indexes it does not know. */
export function createDataSource(options: DatabaseOptions, entities: readonly Entities[]): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: [...idempotencyEntities, ...setupEntities, ...entities.flatMap((list) => Object.values(list))],
    migrations,
    migrationsTableName: 'schema_migration',
    synchronize: false,
    poolSize: options.poolSize,
    extra: clientSettings(options),
  });
}
