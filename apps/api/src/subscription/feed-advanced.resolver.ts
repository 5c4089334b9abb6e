import { FeedHeadWatcher, WEBHOOK_OPTIONS, type WebhookOptions } from '@maillage/feed';
import { Inject } from '@nestjs/common';
import { Resolver, Subscription } from '@nestjs/graphql';
import { Public } from '../request/access.decorators.js';
import { FeedAdvancedType } from './feed-advanced.type.js';
import { mapped } from './mapped-iterator.js';

/** What subscribers hear, over graphql-ws. */
@Resolver()
export class FeedAdvancedResolver {
  constructor(
    @Inject(FeedHeadWatcher) private readonly watcher: FeedHeadWatcher,
    @Inject(WEBHOOK_OPTIONS) private readonly options: WebhookOptions,
  ) {}

  @Public()
  @Subscription(() => FeedAdvancedType, {
    description:
      'The head of the feed as it is, then each newer one, over graphql-ws at the address of the API; who reads slowly gets the newest alone.',
  })
  feedAdvanced(): AsyncIterableIterator<{ feedAdvanced: FeedAdvancedType }> {
    const { feed } = this.options;
    return mapped(this.watcher.subscribe(), ({ epoch, seq }) => ({ feedAdvanced: { feed, headSeq: seq, epoch } }));
  }
}
