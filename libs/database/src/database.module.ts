import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DatabaseOptions } from './connection.js';
import { type Entities, openDataSource } from './data-source.js';
import { DatabaseHealthService } from './database-health.service.js';
import { IdempotencyRepository } from './idempotency.repository.js';
import { ReadPool } from './read-pool.js';
import { SharedLimitRepository } from './shared-limit.repository.js';
import { UnitOfWork } from './unit-of-work.js';

/** Gives `UnitOfWork` (writes), `ReadPool` (reads) and, to repositories, TypeORM's `DataSource`. */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadPool) private readonly pool: ReadPool,
  ) {}

  static forRoot(options: DatabaseOptions, entities: readonly Entities[]): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: DataSource, useFactory: () => openDataSource(options, entities) },
        { provide: ReadPool, useFactory: () => new ReadPool(options) },
        {
          provide: UnitOfWork,
          useFactory: (dataSource: DataSource) => new UnitOfWork(dataSource),
          inject: [DataSource],
        },
        {
          provide: IdempotencyRepository,
          useFactory: (dataSource: DataSource) => new IdempotencyRepository(dataSource),
          inject: [DataSource],
        },
        {
          provide: SharedLimitRepository,
          useFactory: (dataSource: DataSource) => new SharedLimitRepository(dataSource),
          inject: [DataSource],
        },
        {
          provide: DatabaseHealthService,
          useFactory: (pool: ReadPool) => new DatabaseHealthService(pool),
          inject: [ReadPool],
        },
      ],
      exports: [DataSource, ReadPool, UnitOfWork, IdempotencyRepository, SharedLimitRepository, DatabaseHealthService],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.close();
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}
