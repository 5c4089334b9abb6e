import type { Actor } from '@maillage/identity';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { FeedScope } from '../feed/feed-filter.js';
import { type PortalVisit, PortalVisitRepository } from './portal-visit.repository.js';

/** Milliseconds that visits are gathered before they are written: one statement for all keys. */
const GATHERED = 2_000;
const MOST_WAITING = 1_000;

/** Notes how far each portal has read, off its way: a reader neither waits for it nor fails with it. */
@Injectable()
export class PortalVisitRecorder implements BeforeApplicationShutdown {
  private waiting = new Map<string, PortalVisit>();
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(PortalVisitRepository) private readonly repository: PortalVisitRepository) {}

  /** Never throws. Readers without a portal's key are not noted. */
  note(actor: Actor, scope: FeedScope, at: { readonly epoch: string; readonly seq: number }): void {
    if (actor.kind !== 'PORTAL' || this.waiting.size >= MOST_WAITING) return;
    const { kinds, territories, themes } = scope;
    const { epoch, seq } = at;
    this.waiting.set(actor.id, { keyId: actor.id, epoch, seq, filter: { kinds, territories, themes } });
    this.timer ??= setTimeout(() => void this.flush(), GATHERED).unref();
  }

  /** Writes what waits. Never throws: a visit that was lost is told by the next one. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const visits = [...this.waiting.values()];
    this.waiting = new Map();
    if (visits.length > 0) await this.repository.remember(visits).catch(() => undefined);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.flush();
  }
}
