import { judgeAttempt, retryAfterOf, WEBHOOK_SCHEDULE, type WebhookAnswer } from './webhook-outcome.js';

const now = new Date('2026-03-02T08:00:00Z');
const HOUR = 3_600_000;
const answer = (status: number | null, retryAfter: number | null = null): WebhookAnswer => ({
  status,
  body: null,
  retryAfter,
  error: status === null ? 'TIMEOUT' : null,
});
const later = (milliseconds: number): Date => new Date(now.getTime() + milliseconds);

describe('what follows from an attempt', () => {
  it.each([200, 202, 204, 299])('takes %i for a success', (status) => {
    expect(judgeAttempt(answer(status), { attempt: 3, failingSince: now }, now, 0)).toEqual({ kind: 'DELIVERED' });
  });

  it.each([199, 301, 302, 304, 400, 404, 429, 500, 503, null])('takes %p for a failure', (status) => {
    expect(judgeAttempt(answer(status), { attempt: 1, failingSince: null }, now, 0)).toEqual({
      kind: 'RETRY',
      at: later(5_000),
      failingSince: now,
    });
  });

  it('follows the schedule to its end, then waits for the next poke', () => {
    const waits = Array.from({ length: 8 }, (_, index) => {
      const outcome = judgeAttempt(answer(500), { attempt: index + 1, failingSince: now }, now, 0);
      return outcome.kind === 'RETRY' || outcome.kind === 'EXHAUSTED'
        ? [outcome.kind, outcome.at.getTime() - now.getTime()]
        : [outcome.kind];
    });
    expect(waits).toEqual([...WEBHOOK_SCHEDULE.slice(1).map((wait) => ['RETRY', wait]), ['EXHAUSTED', 10 * HOUR]]);
  });

  it('lengthens a wait at random, by a tenth at most', () => {
    const outcome = judgeAttempt(answer(500), { attempt: 2, failingSince: now }, now, 1);
    expect(outcome).toMatchObject({ at: later(330_000) });
  });

  it('waits for as long as a receiver asks, ten hours at most', () => {
    const at = (retryAfter: number) => judgeAttempt(answer(429, retryAfter), { attempt: 1, failingSince: now }, now, 0);
    expect(at(90_000)).toMatchObject({ at: later(90_000) });
    expect(at(1_000)).toMatchObject({ at: later(5_000) });
    expect(at(99 * HOUR)).toMatchObject({ at: later(10 * HOUR) });
  });

  it('gives up at once on 410, and after five days without a success', () => {
    const standing = { attempt: 1, failingSince: null };
    expect(judgeAttempt(answer(410), standing, now, 0)).toMatchObject({ kind: 'DISABLED', reason: 'GONE' });
    const since = (hours: number) => ({ attempt: 5, failingSince: later(-hours * HOUR) });
    expect(judgeAttempt(answer(500), since(120), now, 0)).toMatchObject({ kind: 'DISABLED', reason: 'FAILED' });
    expect(judgeAttempt(answer(500), since(119), now, 0)).toMatchObject({ kind: 'RETRY', at: later(HOUR) });
  });

  it('reads Retry-After as seconds or as a date', () => {
    expect(retryAfterOf('120', now)).toBe(120_000);
    expect(retryAfterOf('Mon, 02 Mar 2026 08:01:00 GMT', now)).toBe(60_000);
    expect(retryAfterOf('Mon, 02 Mar 2026 07:00:00 GMT', now)).toBe(0);
    expect([retryAfterOf('soon', now), retryAfterOf(undefined, now)]).toEqual([null, null]);
  });
});
