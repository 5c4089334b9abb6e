import type { FeedHead } from '@maillage/changes';
import { ReadPool } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import type { FeedAudience, FeedFilter } from '../feed/feed-filter.js';
import { byAudience, shownEver } from '../feed/feed.sql.js';

/** As the feed then says REMOVE to whoever followed an entry to where it is no more. `$4`, `$5`: after, up to. */
const statements = byAudience(
  'feed-concern',
  (audience) => `SELECT EXISTS (
      SELECT 1 FROM feed_state f JOIN entry e ON e.id = f.entry_id
       WHERE f.seq > $4::bigint AND f.seq <= $5::bigint AND ${shownEver(audience)}) AS concerns`,
);

@Injectable()
export class FeedConcernView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /** Whether something between two heads of one epoch concerns a mirror of that audience and filter. @param scope normal */
  async concerns(audience: FeedAudience, scope: FeedFilter, from: FeedHead, to: FeedHead): Promise<boolean> {
    if (from.epoch !== to.epoch || to.seq < from.seq) return true;
    const { kinds = null, territories = null, themes = null } = scope;
    const values = [kinds, territories, themes, from.seq, to.seq];
    const [row] = await this.pool.query<{ concerns: boolean }>(statements[audience], values);
    return row?.concerns ?? true;
  }
}
