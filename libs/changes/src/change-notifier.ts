import { UnitOfWork } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { OutboxRepository } from './outbox.repository.js';

/** Milliseconds between two notifications. The first of a burst goes at once. */
const PAUSE = 10;

/**
 * Wakes the relay after each commit, with at most one notification under way and one waiting: a thousand commits in
 * a burst cost a handful of notifications. Nothing depends on it (the relay polls), so it never fails a write.
 */
@Injectable()
export class ChangeNotifier {
  private underWay = false;
  private again = false;

  constructor(
    @Inject(UnitOfWork) unitOfWork: UnitOfWork,
    @Inject(OutboxRepository) private readonly outbox: OutboxRepository,
  ) {
    unitOfWork.onCommit(() => this.notify());
  }

  notify(): void {
    if (this.underWay) {
      this.again = true;
      return;
    }
    this.underWay = true;
    this.outbox
      .announce()
      .catch(() => undefined)
      .finally(() => setTimeout(() => this.next(), PAUSE).unref());
  }

  private next(): void {
    this.underWay = false;
    if (!this.again) return;
    this.again = false;
    this.notify();
  }
}
