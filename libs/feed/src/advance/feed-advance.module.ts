import { ChangesModule, FeedReader } from '@maillage/changes';
import type { DatabaseOptions } from '@maillage/database';
import { type DynamicModule, Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { FeedHeadWatcher } from './feed-head.watcher.js';

/** What tells of a new head at once. Needs `DatabaseModule`. */
@Module({})
export class FeedAdvanceModule implements OnModuleDestroy {
  constructor(@Inject(FeedHeadWatcher) private readonly watcher: FeedHeadWatcher) {}

  static forRoot(database: DatabaseOptions): DynamicModule {
    const watcher = {
      provide: FeedHeadWatcher,
      useFactory: (reader: FeedReader) => new FeedHeadWatcher(reader, database),
      inject: [FeedReader],
    };
    return { module: FeedAdvanceModule, imports: [ChangesModule], providers: [watcher], exports: [FeedHeadWatcher] };
  }

  async onModuleDestroy(): Promise<void> {
    await this.watcher.close();
  }
}
