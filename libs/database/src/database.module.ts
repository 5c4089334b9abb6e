import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DatabaseOptions } from './connection.js';
import { createDataSource, type Entities } from './data-source.js';
import { ReadPool } from './read-pool.js';
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
        { provide: DataSource, useFactory: () => createDataSource(options, entities).initialize() },
        { provide: ReadPool, useFactory: () => new ReadPool(options) },
        {
          provide: UnitOfWork,
          useFactory: (dataSource: DataSource) => new UnitOfWork(dataSource),
          inject: [DataSource],
        },
      ],
      exports: [DataSource, ReadPool, UnitOfWork],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.close();
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}
