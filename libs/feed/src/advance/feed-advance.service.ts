import type { FeedHead } from '@maillage/changes';
import { type Actor, audienceOf } from '@maillage/identity';
import { Inject, Injectable } from '@nestjs/common';
import { type FeedFilter, normalFilter } from '../feed/feed-filter.js';
import { FeedConcernView } from './feed-concern.view.js';
import { FeedHeadWatcher } from './feed-head.watcher.js';
import { filtered } from './filtered-iterator.js';

@Injectable()
export class FeedAdvanceService {
  constructor(
    @Inject(FeedHeadWatcher) private readonly watcher: FeedHeadWatcher,
    @Inject(FeedConcernView) private readonly view: FeedConcernView,
  ) {}

  /**
   * The head as it is, then each newer one; with a filter, those alone before which something of it changed for the
   * caller's audience. Where that cannot be told, the head is: a mirror then reads an empty page.
   */
  subscribe(actor: Actor, filter: FeedFilter): AsyncIterableIterator<FeedHead, undefined> {
    const scope = normalFilter(filter);
    const heads = this.watcher.subscribe();
    if (Object.keys(scope).length === 0) return heads;
    const audience = audienceOf(actor);
    let last: FeedHead | null = null;
    return filtered(heads, async (head) => {
      const before = last;
      last = head;
      return before === null || this.view.concerns(audience, scope, before, head).catch(() => true);
    });
  }
}
