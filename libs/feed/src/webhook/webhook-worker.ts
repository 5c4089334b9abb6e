import { clientSettings, type DatabaseOptions } from '@maillage/database';
import type { Logger } from '@maillage/kernel';
import { Logger as WorkerLogger, run, type Runner } from 'graphile-worker';
import pg from 'pg';
import { WEBHOOK_TASK } from './webhook-delivery.repository.js';
import type { WebhookDeliverer } from './webhook-deliverer.js';

/** Receivers that are called at once: a slow one holds up none of the others before there are as many of them. */
const CONCURRENCY = 10;
/** Milliseconds between two looks for jobs; a notification makes it shorter. */
const POLL = 1_000;
/** Milliseconds before the runner is started again, once it ended by itself. */
const AGAIN = 1_000;

/**
 * Runs the jobs of webhooks. When the database goes away the runner ends or waits; it is started again for as long as
 * the process lives, and a job that died with a worker is made anew by `WebhookPoker.mend`.
 */
export class WebhookWorker {
  private readonly pool: pg.Pool;
  private runner: Runner | undefined;
  private again: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    database: DatabaseOptions,
    private readonly deliverer: Pick<WebhookDeliverer, 'deliver'>,
    private readonly logger: Logger,
  ) {
    this.pool = new pg.Pool({ ...clientSettings(database), max: CONCURRENCY });
    this.pool.on('error', () => undefined);
    // A connection in use that breaks fails its statement; without a listener it would end the process as well.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  async start(): Promise<void> {
    try {
      this.runner = await run({
        pgPool: this.pool,
        // Told together, at once: an end that cannot be told, as the database is away, then ends the runner in order. One
        // by one, it would be a promise that nobody holds, and with it the process.
        preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
        concurrency: CONCURRENCY,
        pollInterval: POLL,
        noHandleSignals: true,
        parsedCronItems: [],
        logger: new WorkerLogger(() => (level, message) => this.tell(level, message)),
        taskList: {
          [WEBHOOK_TASK]: async (payload, { abortSignal }) => {
            await this.deliverer.deliver(endpointOf(payload), abortSignal);
          },
        },
      });
      const ended = (): void => this.startAgain();
      this.runner.promise.then(ended, ended);
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'the webhooks cannot be sent and will be tried again');
      this.startAgain();
    }
  }

  /** Lets running attempts come to their end. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.again);
    await this.runner?.stop().catch(() => undefined);
    await this.pool.end();
  }

  private startAgain(): void {
    if (this.stopped) return;
    clearTimeout(this.again);
    this.again = setTimeout(() => void this.start(), AGAIN);
    this.again.unref();
  }

  private tell(level: string, message: string): void {
    if (level === 'error' || level === 'warning') this.logger.warn({ from: 'webhooks' }, message);
  }
}

function endpointOf(payload: unknown): string {
  const { endpointId } = payload as { endpointId?: unknown };
  if (typeof endpointId !== 'string') throw new Error('a job of webhooks without its endpoint');
  return endpointId;
}
