import type { FeedHead } from '@maillage/changes';
import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import type { FeedFilter } from '../feed/feed-filter.js';

/**
 * By what was ever true of an entry: one that left an audience or a filter concerns whoever followed it there, as the feed
 * then says REMOVE.
 */
const concernStatement: Statement = {
  name: 'feed-concern',
  text: `SELECT EXISTS (
      SELECT 1 FROM feed_state f JOIN entry e ON e.id = f.entry_id
       WHERE f.seq > $1 AND f.seq <= $2 AND e.audiences_ever && ARRAY[$3::text]
         AND ($4::text[] IS NULL OR e.kind = ANY($4)) AND ($5::text[] IS NULL OR e.territories_ever && $5)
         AND ($6::text[] IS NULL OR e.themes_ever && $6)) AS concerns`,
};

@Injectable()
export class FeedConcernView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /** Whether something between two heads of one epoch concerns a mirror of that audience and filter. @param scope normal */
  async concerns(audience: 'PUBLIC' | 'NETWORK', scope: FeedFilter, from: FeedHead, to: FeedHead): Promise<boolean> {
    if (from.epoch !== to.epoch || to.seq < from.seq) return true;
    const { kinds = null, territories = null, themes = null } = scope;
    const values = [from.seq, to.seq, audience, kinds, territories, themes];
    const [row] = await this.pool.query<{ concerns: boolean }>(concernStatement, values);
    return row?.concerns ?? true;
  }
}
