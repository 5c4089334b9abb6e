import { ChangesModule, FeedReader } from '@maillage/changes';
import type { DatabaseOptions } from '@maillage/database';
import { type DynamicModule, Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { FeedAdvanceService } from './feed-advance.service.js';
import { FeedConcernView } from './feed-concern.view.js';
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
    const shared = [FeedAdvanceService, FeedConcernView];
    return {
      module: FeedAdvanceModule,
      imports: [ChangesModule],
      providers: [watcher, ...shared],
      exports: [FeedHeadWatcher, FeedAdvanceService],
    };
  }

  async onModuleDestroy(): Promise<void> {
    await this.watcher.close();
  }
}
