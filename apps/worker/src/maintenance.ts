import type { Logger } from '@maillage/kernel';

/** Work that no write waits for. */
export interface MaintenanceJob {
  readonly name: string;
  /** Milliseconds between two runs that ended well; the first one comes at the start. */
  readonly every: number;
  /**
   * @param signal the worker is to end: what takes long stops where it can go on later
   * @returns how many rows, documents or tasks it dealt with
   */
  readonly run: (signal: AbortSignal) => Promise<number>;
}

/**
 * Runs what is due, one job after the other. A job that fails holds up no other: it is logged and tried again at the
 * next step. What must not be done twice a day remembers that itself, in the database.
 */
export class Maintenance {
  private readonly due = new Map<string, number>();
  private readonly ending = new AbortController();

  constructor(
    private readonly jobs: readonly MaintenanceJob[],
    private readonly logger: Logger,
    private readonly now: () => number = Date.now,
  ) {}

  /** Ends the job that is running, and begins no other. */
  end(): void {
    this.ending.abort();
  }

  /** For a `Loop`. @returns 0: what is left is looked for at the next poll */
  async step(): Promise<number> {
    const { signal } = this.ending;
    for (const job of this.jobs) {
      if (signal.aborted) break;
      if (this.now() < (this.due.get(job.name) ?? 0)) continue;
      try {
        const count = await job.run(signal);
        this.due.set(job.name, this.now() + job.every);
        if (count > 0) this.logger.info({ job: job.name, count }, 'maintenance done');
      } catch (error) {
        if (signal.aborted) break;
        this.logger.warn({ job: job.name, error: String(error) }, 'a maintenance job failed and will be repeated');
      }
    }
    return 0;
  }
}
