import { FeedAdvanceService, WEBHOOK_OPTIONS, type WebhookOptions } from '@maillage/feed';
import { Inject } from '@nestjs/common';
import { Args, Context, Resolver, Subscription } from '@nestjs/graphql';
import { FeedFilterInput } from '../feed/feed.inputs.js';
import { Public } from '../request/access.decorators.js';
import type { RequestContext } from '../request/request-context.js';
import { FeedAdvancedType } from './feed-advanced.type.js';
import { mapped } from './mapped-iterator.js';

/** What subscribers hear, over graphql-ws. */
@Resolver()
export class FeedAdvancedResolver {
  constructor(
    @Inject(FeedAdvanceService) private readonly service: FeedAdvanceService,
    @Inject(WEBHOOK_OPTIONS) private readonly options: WebhookOptions,
  ) {}

  @Public()
  @Subscription(() => FeedAdvancedType, {
    description:
      'The head of the feed as it is, then each newer one, over graphql-ws at the address of the API; who reads slowly gets the newest alone.',
  })
  feedAdvanced(
    @Args('filter', {
      type: () => FeedFilterInput,
      nullable: true,
      description: 'Only heads before which something of it changed for the caller’s audience; absent: every head.',
    })
    filter: FeedFilterInput | null,
    @Context() { actor }: RequestContext,
  ): AsyncIterableIterator<{ feedAdvanced: FeedAdvancedType }> {
    const { feed } = this.options;
    return mapped(this.service.subscribe(actor, filter ?? {}), ({ epoch, seq }) => ({
      feedAdvanced: { feed, headSeq: seq, epoch },
    }));
  }
}
