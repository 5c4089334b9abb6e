import { setTimeout as pause } from 'node:timers/promises';

/** How a client waits before it asks again. */
export interface Patience {
  /** Tries of one request, the first included; 8 by default: about two minutes of a feed that is away. */
  readonly tries: number;
  /** Milliseconds before the second try; doubled each time, half of it by chance. */
  readonly firstWait: number;
  /** Milliseconds that no wait exceeds, unless the feed itself asks for more. */
  readonly longestWait: number;
}

export const PATIENCE: Patience = { tries: 8, firstWait: 500, longestWait: 60_000 };

/** Longest that a feed may make us wait by Retry-After, in milliseconds. */
const LONGEST_ASKED = 3_600_000;

/** Milliseconds before the try after this one: exponential, half of it by chance so that many mirrors do not come back at once. */
export function waitAfter(tried: number, { firstWait, longestWait }: Patience, random = Math.random()): number {
  const most = Math.min(longestWait, firstWait * 2 ** (tried - 1));
  return most / 2 + (most / 2) * random;
}

/** Milliseconds of a Retry-After header: seconds or a date; null where there is none that can be read. */
export function askedWait(header: string | null, now = Date.now()): number | null {
  if (header === null) return null;
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), LONGEST_ASKED);
}

/** Waits, and ends by the signal's reason as soon as it is aborted. */
export async function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  try {
    await pause(milliseconds, undefined, signal && { signal });
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  }
}
