import { type RatesConfig } from '@maillage/kernel';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** What is left of a budget. */
export interface Standing {
  /** Points a minute, in this process. */
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the budget is whole again. */
  readonly resetIn: number;
  /** The budget had not enough left. */
  readonly isExhausted: boolean;
}

/** Seconds of a budget. */
const MINUTE = 60;

/**
 * What callers may spend in a minute, in the memory of this process: no round trip a request. Several processes behind a
 * balancer each hold their share.
 */
export class CallerBudget {
  private readonly visitors: RateLimiterMemory;
  private readonly members: RateLimiterMemory;
  private readonly refused: RateLimiterMemory;

  constructor({ processes, visitorPoints, memberPoints, refusals }: RatesConfig) {
    const share = (points: number): RateLimiterMemory =>
      new RateLimiterMemory({ points: Math.max(Math.floor(points / processes), 1), duration: MINUTE });
    this.visitors = share(visitorPoints);
    this.members = share(memberPoints);
    this.refused = share(refusals);
  }

  /** @param address as `budgetAddress` gives it */
  async chargeVisitor(address: string, points: number): Promise<Standing> {
    return charge(this.visitors, address, points);
  }

  /** @param name stable name of a person or a key, e.g. `key:<id>` */
  async chargeMember(name: string, points: number): Promise<Standing> {
    return charge(this.members, name, points);
  }

  /** Counts a document or a key that was refused: it cost work that no budget of points paid. */
  async noteRefusal(address: string): Promise<void> {
    await this.refused.penalty(address, 1);
  }

  /** Whether the address was refused so often that nothing new of it is looked at for now. */
  async refusalsOf(address: string): Promise<Standing> {
    const seen = await this.refused.get(address);
    const limit = this.refused.points;
    if (!seen) return { limit, remaining: limit, resetIn: MINUTE, isExhausted: false };
    return standingOf(seen, limit, seen.consumedPoints >= limit);
  }
}

async function charge(limiter: RateLimiterMemory, key: string, points: number): Promise<Standing> {
  try {
    return standingOf(await limiter.consume(key, points), limiter.points, false);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    // What was refused is not paid: a smaller query may still fit.
    return standingOf(await limiter.reward(key, points), limiter.points, true);
  }
}

function standingOf({ remainingPoints, msBeforeNext }: RateLimiterRes, limit: number, isExhausted: boolean): Standing {
  return { limit, remaining: remainingPoints, resetIn: Math.max(Math.ceil(msBeforeNext / 1_000), 1), isExhausted };
}
