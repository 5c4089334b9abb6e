import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { SHARED_LIMIT_TABLE } from './shared-limit.entity.js';

/** One thing that somebody wants to do once more. */
export interface LimitedCall {
  /** What is limited, e.g. `SIGN_IN`. */
  readonly name: string;
  /** Who: an address, or the stable name of a person or key. */
  readonly caller: string;
  /** Calls in `seconds`. */
  readonly limit: number;
  readonly seconds: number;
}

/**
 * Counts, in PostgreSQL, of what is seldom and must be limited over all processes: sign-ins, new keys, messages. A count
 * is one statement; rows are removed an hour after they ended.
 */
export class SharedLimitRepository {
  private readonly limiters = new Map<string, RateLimiterPostgres>();

  constructor(private readonly dataSource: DataSource) {}

  /** Counts a call. @returns seconds to wait; 0: it may go on */
  async take({ name, caller, limit, seconds }: LimitedCall): Promise<number> {
    try {
      await this.limiterOf(name, limit, seconds).consume(caller);
      return 0;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(Math.ceil(refusal.msBeforeNext / 1_000), 1);
      throw refusal;
    }
  }

  private limiterOf(name: string, points: number, duration: number): RateLimiterPostgres {
    const known = this.limiters.get(name);
    if (known) return known;
    const made = new RateLimiterPostgres({
      // The library asks a client for nothing but the rows of its statements.
      storeClient: {
        query: async ({ text, values }: { text: string; values: unknown[] }) => ({
          rows: await this.dataSource.query<unknown[]>(text, values),
        }),
      },
      storeType: 'client',
      tableName: SHARED_LIMIT_TABLE,
      tableCreated: true,
      keyPrefix: name,
      points,
      duration,
    });
    this.limiters.set(name, made);
    return made;
  }
}
