import { withDeadline } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { FeedReader } from './feed-reader.js';
import { Relay } from './relay.js';

/** Longest wait, in milliseconds. */
const PATIENCE = 1_400;

export interface ChangesHealth {
  /** Committed changes without a number yet: above some thousands, no relay runs. Null when the database is away. */
  readonly pending: number | null;
  /** Newest number given, and its epoch. */
  readonly headSeq: number | null;
  readonly epoch: string | null;
}

@Injectable()
export class ChangesHealthService {
  constructor(
    @Inject(Relay) private readonly relay: Relay,
    @Inject(FeedReader) private readonly feed: FeedReader,
  ) {}

  /** Answers within 1.5 s, whatever happens; never throws. */
  async check(): Promise<ChangesHealth> {
    try {
      const [pending, head] = await withDeadline(PATIENCE, Promise.all([this.relay.pending(), this.feed.head()]));
      return { pending, headSeq: head.seq, epoch: head.epoch };
    } catch {
      // what is wrong with the database is told by `DatabaseHealthService`
      return { pending: null, headSeq: null, epoch: null };
    }
  }
}
