import { Inject, Injectable } from '@nestjs/common';
import type { FeedScope } from '../feed/feed-filter.js';
import {
  type FeedChange,
  type FeedOutline,
  type FeedPlace,
  type FeedPortion,
  FeedService,
} from '../feed/feed.service.js';
import { begunAhead } from './begun-ahead.js';
import { LineBlock } from './line-block.js';

/** Entries of one page: short statements, no snapshot of the database that would hold up its cleaning. */
const PAGE = 500;
/** Portions that are read while the one before them is made into lines and sent. */
const AHEAD = 2;

/** Lines of the file. */
interface Piece {
  readonly changes: number;
  /** @param sent changes up to the end of this piece */
  readonly bytes: (sent: number) => Buffer;
}

/**
 * The feed from a cursor to the head, as lines of JSON. The last line is the trailer: a transfer without it was cut, and
 * every block of changes is followed by a line with the cursor from which a reader may go on.
 */
@Injectable()
export class FeedSnapshotService {
  constructor(@Inject(FeedService) private readonly feed: FeedService) {}

  /**
   * Whole lines, a portion of a page at a time; memory does not grow with the catalogue.
   * @param after cursor to go on from; null: everything
   * @throws FeedCursorError before the first line, or, when the feed begins anew meanwhile, in the middle
   */
  async *lines(scope: FeedScope, after: string | null): AsyncGenerator<Buffer> {
    let sent = 0;
    for await (const { changes, bytes } of begunAhead(this.pieces(scope, after), AHEAD)) {
      sent += changes;
      yield bytes(sent);
    }
  }

  /** What is to be read, in order; a page's numbers are asked for while the page before it is read. */
  private async *pieces(scope: FeedScope, after: string | null): AsyncGenerator<() => Promise<Piece>> {
    for (let coming = this.feed.outline(scope, after, PAGE); ;) {
      const { portions, ...place } = await coming;
      if (place.hasMore) coming = this.comingPage(scope, place.nextCursor);
      yield* portions.map((portion) => () => linesOf(portion));
      yield async () => endOf(place);
      if (!place.hasMore) return;
    }
  }

  /** Its fault is told when it is asked for, or never. */
  private comingPage(scope: FeedScope, cursor: string): Promise<FeedOutline> {
    const page = this.feed.outline(scope, cursor, PAGE);
    page.catch(() => undefined);
    return page;
  }
}

async function linesOf(portion: FeedPortion): Promise<Piece> {
  const block = await portion((changes) => {
    const lines = new LineBlock();
    for (const change of changes) lines.add(...lineOf(change));
    return lines;
  });
  return { changes: block.count, bytes: () => block.bytes };
}

function endOf({ hasMore, nextCursor: cursor, epoch, headSeq }: FeedPlace): Piece {
  const line = (count: number): object =>
    hasMore ? { cursor } : { trailer: true, count, cursor, complete: true, epoch, headSeq };
  return { changes: 0, bytes: (sent) => Buffer.from(`${JSON.stringify(line(sent))}\n`) };
}

/** The document stands in its line as the feed gives it, byte by byte. */
function lineOf({ seq, entryId, version, op, document }: FeedChange): [string, string, string] {
  const head = `{"seq":${seq},"entryId":"${entryId}","version":${version},"op":"${op}","document":`;
  return [head, document ?? 'null', '}'];
}
