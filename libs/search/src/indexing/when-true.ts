import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds between two attempts at what another process holds or has still to do. */
export const RETRY = 20;

/** Asks again and again. @param patience milliseconds @returns false when it was not so in time */
export async function whenTrue(patience: number, ask: () => Promise<boolean>): Promise<boolean> {
  for (const deadline = Date.now() + patience; ; await pause(RETRY)) {
    if (await ask()) return true;
    if (Date.now() > deadline) return false;
  }
}
