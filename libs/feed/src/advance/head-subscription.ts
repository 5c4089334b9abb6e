import type { FeedHead } from '@maillage/changes';

type Result = IteratorResult<FeedHead, undefined>;

/**
 * The heads that one subscriber reads. It keeps the newest alone: whoever is slow misses what lies between, and nothing
 * of what matters, as a head stands for all before it. Memory does not grow with what is not read.
 */
export class HeadSubscription implements AsyncIterableIterator<FeedHead, undefined> {
  private told: FeedHead | null = null;
  private waiting: ((result: Result) => void) | null = null;
  private ended = false;

  constructor(
    private newest: FeedHead | null,
    private readonly onEnd: () => void,
  ) {}

  offer(head: FeedHead): void {
    this.newest = head;
    if (!this.waiting || !this.isNews) return;
    const { waiting } = this;
    this.waiting = null;
    waiting(this.tell());
  }

  async next(): Promise<Result> {
    if (this.ended) return { done: true, value: undefined };
    if (this.isNews) return this.tell();
    return new Promise((resolve) => {
      this.waiting = resolve;
    });
  }

  async return(): Promise<Result> {
    const end = { done: true, value: undefined } as const;
    if (this.ended) return end;
    this.ended = true;
    this.waiting?.(end);
    this.waiting = null;
    this.onEnd();
    return end;
  }

  async throw(error: unknown): Promise<Result> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private get isNews(): boolean {
    const { newest, told } = this;
    return newest !== null && (newest.seq !== told?.seq || newest.epoch !== told.epoch);
  }

  private tell(): Result {
    this.told = this.newest;
    return { done: false, value: this.newest as FeedHead };
  }
}
