import { Inject, Injectable } from '@nestjs/common';
import type { FeedScope } from '../feed/feed-filter.js';
import { type FeedChange, type FeedPage, FeedService } from '../feed/feed.service.js';

/** Entries of one page: short statements, no snapshot of the database that would hold up its cleaning. */
const PAGE = 500;

/**
 * The feed from a cursor to the head, as lines of JSON. The last line is the trailer: a transfer without it was cut, and
 * every block of changes is followed by a line with the cursor from which a reader may go on.
 */
@Injectable()
export class FeedSnapshotService {
  constructor(@Inject(FeedService) private readonly feed: FeedService) {}

  /**
   * Text of whole lines, a page at a time; memory does not grow with the catalogue.
   * @param after cursor to go on from; null: everything
   * @throws FeedCursorError before the first line, or, when the feed begins anew meanwhile, in the middle
   */
  async *lines(scope: FeedScope, after: string | null): AsyncGenerator<string> {
    let count = 0;
    for (let coming = this.feed.page(scope, after, PAGE); ;) {
      const { changes, nextCursor, hasMore, epoch, headSeq } = await coming;
      if (hasMore) coming = this.comingPage(scope, nextCursor);
      count += changes.length;
      const lines = changes.map(lineOf);
      if (hasMore) lines.push(JSON.stringify({ cursor: nextCursor }));
      else lines.push(JSON.stringify({ trailer: true, count, cursor: nextCursor, complete: true, epoch, headSeq }));
      yield `${lines.join('\n')}\n`;
      if (!hasMore) return;
    }
  }

  /** One page is read while the one before it is sent. Its fault is told when it is asked for, or never. */
  private comingPage(scope: FeedScope, cursor: string): Promise<FeedPage> {
    const page = this.feed.page(scope, cursor, PAGE);
    page.catch(() => undefined);
    return page;
  }
}

/** The document stands in its line as the feed gives it, byte by byte. */
function lineOf({ seq, entryId, version, op, document }: FeedChange): string {
  return `{"seq":${seq},"entryId":"${entryId}","version":${version},"op":"${op}","document":${document ?? 'null'}}`;
}
