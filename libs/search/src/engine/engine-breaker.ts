import { DeadlineError, withDeadline } from '@maillage/kernel';
import { EngineRefusal, EngineStateLost, EngineUnavailable } from './engine.errors.js';

/** Failures in a row that open it: one slow answer is no outage. */
const FAILURES = 3;
/** Milliseconds from a failure to the next probe: doubled while probes or trials fail. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 10_000;

/** CLOSED: the engine is asked. OPEN: it is not. HALF_OPEN: a probe is under way, requests still go the other way. */
export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

/**
 * Keeps requests from waiting for an engine that is away. Own, because the kept libraries (cockatiel 4, opossum 10)
 * need Node 22 and let somebody's request be the probe: here a probe is a question of its own that nobody waits for.
 * After a probe that was answered one failure opens it again, until a request has been answered.
 */
export class EngineBreaker {
  private failures = 0;
  private pause = FIRST_PAUSE;
  private openedAt: number | undefined;
  private isProbing = false;

  /** @param now in milliseconds, of a clock that never goes back */
  constructor(
    private readonly probe: () => Promise<unknown>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get state(): BreakerState {
    if (this.openedAt === undefined) return 'CLOSED';
    return this.isProbing ? 'HALF_OPEN' : 'OPEN';
  }

  /**
   * @param patience milliseconds
   * @returns undefined when the engine is not asked now, has not answered in time, or cannot answer: another way must
   *   be gone
   */
  async run<T>(patience: number, work: () => Promise<T>): Promise<T | undefined> {
    if (this.openedAt !== undefined) {
      if (!this.isProbing && this.now() - this.openedAt >= this.pause) void this.tryAgain();
      return undefined;
    }
    try {
      const result = await withDeadline(patience, work());
      this.failures = 0;
      this.pause = FIRST_PAUSE;
      return result;
    } catch (error) {
      // It works, but not for this request: an index of older settings knows no newer filter.
      if (error instanceof EngineRefusal) return undefined;
      if (!isAway(error)) throw error;
      this.failures += 1;
      if (this.failures >= FAILURES) this.open();
      return undefined;
    }
  }

  private open(): void {
    // Answers that come late, of requests that went out before, change nothing.
    this.openedAt ??= this.now();
  }

  private async tryAgain(): Promise<void> {
    this.isProbing = true;
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    try {
      await this.probe();
      this.openedAt = undefined;
      this.failures = FAILURES - 1;
    } catch {
      // why is told by `health`, which asks the engine itself
      this.openedAt = this.now();
    } finally {
      this.isProbing = false;
    }
  }
}

function isAway(error: unknown): boolean {
  return error instanceof EngineUnavailable || error instanceof EngineStateLost || error instanceof DeadlineError;
}
