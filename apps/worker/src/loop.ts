import type { Logger } from '@maillage/kernel';

const FIRST_BACKOFF = 250;
const LONGEST_BACKOFF = 15_000;

/**
 * Repeats a step: at once while it finds work, else after a poll or a wake. A step that fails is tried again, later
 * and later, for as long as it takes: what it depends on comes back, and the step starts from what was committed.
 */
export class Loop {
  private running: Promise<void> | undefined;
  private stopped = false;
  private woken = false;
  private resume: (() => void) | undefined;

  constructor(
    private readonly name: string,
    private readonly step: () => Promise<number>,
    private readonly poll: number,
    private readonly logger: Logger,
    private readonly onWork: () => void = () => undefined,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Ends the wait; a wake during a step is not lost. */
  wake(): void {
    this.woken = true;
    this.resume?.();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.resume?.();
    await this.running;
  }

  private async run(): Promise<void> {
    let backoff = FIRST_BACKOFF;
    while (!this.stopped) {
      this.woken = false;
      try {
        const done = await this.step();
        backoff = FIRST_BACKOFF;
        if (done > 0) this.onWork();
        else await this.wait(this.poll);
      } catch (error) {
        this.logger.warn(
          { loop: this.name, error: String(error), again: backoff },
          'a step failed and will be repeated',
        );
        await this.wait(backoff);
        backoff = Math.min(backoff * 2, LONGEST_BACKOFF);
      }
    }
  }

  private async wait(milliseconds: number): Promise<void> {
    if (this.woken || this.stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.resume = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.resume = undefined;
  }
}
