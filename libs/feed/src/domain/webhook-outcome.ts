const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds before each attempt, after the one before. The first goes at once. */
export const WEBHOOK_SCHEDULE = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  10 * HOUR,
] as const;

/** Without one success for so long, a receiver is sent nothing more. */
export const WEBHOOK_PATIENCE = 5 * DAY;

/** Longest wait that a receiver's `Retry-After` is granted. */
const LONGEST_WAIT = 10 * HOUR;

/** Part of a wait by which it is made longer at random, so that receivers of one outage are not all asked at once. */
const JITTER = 0.1;

/** What an attempt brought: an answer, or why there was none. */
export interface WebhookAnswer {
  /** Null: no answer. */
  readonly status: number | null;
  /** First kilobyte. */
  readonly body: string | null;
  /** Milliseconds that the receiver asks to wait. */
  readonly retryAfter: number | null;
  /** Code of why there was none. */
  readonly error: string | null;
}

export interface WebhookStanding {
  /** Attempts of this delivery, the one just made included. */
  readonly attempt: number;
  /** First failure since the last success, of whatever delivery. */
  readonly failingSince: Date | null;
}

/**
 * What follows from an attempt.
 * - `DELIVERED`
 * - `RETRY`: again at `at`
 * - `EXHAUSTED`: this delivery is given up; the next poke goes at `at`
 * - `DISABLED`: nothing is sent to this receiver any more
 */
export type WebhookOutcome =
  | { readonly kind: 'DELIVERED' }
  | { readonly kind: 'RETRY' | 'EXHAUSTED'; readonly at: Date; readonly failingSince: Date }
  | { readonly kind: 'DISABLED'; readonly reason: 'GONE' | 'FAILED'; readonly failingSince: Date };

/** Any 2xx is a success; a redirect is not followed, and is a failure. @param random of 0 to 1 */
export function judgeAttempt(
  answer: WebhookAnswer,
  { attempt, failingSince }: WebhookStanding,
  now: Date,
  random: number,
): WebhookOutcome {
  if (answer.status !== null && answer.status >= 200 && answer.status < 300) return { kind: 'DELIVERED' };
  const since = failingSince ?? now;
  if (answer.status === 410) return { kind: 'DISABLED', reason: 'GONE', failingSince: since };
  const end = since.getTime() + WEBHOOK_PATIENCE;
  if (now.getTime() >= end) return { kind: 'DISABLED', reason: 'FAILED', failingSince: since };
  const scheduled = WEBHOOK_SCHEDULE[attempt];
  const wait = (scheduled ?? LONGEST_WAIT) * (1 + JITTER * random);
  const asked = Math.min(answer.retryAfter ?? 0, LONGEST_WAIT);
  // The last attempt falls on the last moment, so that five days are five days.
  const at = new Date(Math.min(now.getTime() + Math.max(wait, asked), end));
  return { kind: scheduled === undefined ? 'EXHAUSTED' : 'RETRY', at, failingSince: since };
}

/** Milliseconds that a `Retry-After` asks for, as seconds or as a date; null where it says nothing readable. */
export function retryAfterOf(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header.trim()) * SECOND;
  const moment = Date.parse(header);
  return Number.isNaN(moment) ? null : Math.max(moment - now.getTime(), 0);
}
