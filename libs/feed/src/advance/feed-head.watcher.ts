import { ChangeListener, type FeedHead, FeedReader } from '@maillage/changes';
import type { DatabaseOptions } from '@maillage/database';
import { HeadSubscription } from './head-subscription.js';

/** Milliseconds between two looks at the head; a notification of a commit makes it shorter. */
const POLL = 500;
/** Milliseconds after a commit was heard of: the relay needs some to number it. */
const NUMBERING = 40;

/**
 * Follows the head of the feed for all who subscribe in this process: one connection that listens and one small
 * statement a look, however many they are, and neither while nobody subscribes.
 */
export class FeedHeadWatcher {
  private readonly subscriptions = new Set<HeadSubscription>();
  private head: FeedHead | null = null;
  private listener: ChangeListener | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly reader: Pick<FeedReader, 'head'>,
    private readonly database: DatabaseOptions,
  ) {}

  /** The head as it is, then each newer one; who reads slowly gets the newest alone. */
  subscribe(): HeadSubscription {
    const subscription = new HeadSubscription(this.head, () => this.leave(subscription));
    this.subscriptions.add(subscription);
    if (this.listener === undefined) this.watch();
    return subscription;
  }

  /** How many subscribe, for whoever wonders whether anybody does. */
  get size(): number {
    return this.subscriptions.size;
  }

  /** Ends every subscription. */
  async close(): Promise<void> {
    for (const subscription of [...this.subscriptions]) await subscription.return();
  }

  private watch(): void {
    this.listener = new ChangeListener(this.database, () => this.lookIn(NUMBERING));
    void this.listener.start();
    this.lookIn(0);
  }

  private leave(subscription: HeadSubscription): void {
    this.subscriptions.delete(subscription);
    if (this.subscriptions.size > 0) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    void this.listener?.stop();
    this.listener = undefined;
    // What it was is not what it will be when somebody subscribes again.
    this.head = null;
  }

  private lookIn(milliseconds: number): void {
    if (this.subscriptions.size === 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), milliseconds);
    this.timer.unref();
  }

  /** A database that is away is asked again at the next poll: subscribers hear nothing meanwhile, and miss nothing. */
  private async look(): Promise<void> {
    const head = await this.reader.head().catch(() => null);
    if (this.subscriptions.size === 0) return;
    if (head) {
      this.head = head;
      for (const subscription of this.subscriptions) subscription.offer(head);
    }
    this.lookIn(POLL);
  }
}
