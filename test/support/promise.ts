import { appendFileSync } from 'node:fs';

/** True in `npm run promises -- --full`. */
export const FULL = process.env['MAILLAGE_PROMISES'] === 'full';

/** How much of a promise is tried: quick in `npm test`, full in `npm run promises -- --full`. */
export function rounds(quick: number, full: number): number {
  return FULL ? full : quick;
}

/** Longest time of a test that has a full form, in milliseconds. */
export const PROMISE_TIMEOUT = FULL ? 1_800_000 : 120_000;

/** Tells what was seen in one line, `PROMISE P2 rows=576 dense=true`, which `npm run promises` collects. */
export function tellPromise(name: string, figures: Readonly<Record<string, string | number | boolean>>): void {
  const told = Object.entries(figures).map(([figure, value]) => `${figure}=${value}`);
  const line = `PROMISE ${name} ${told.join(' ')}\n`;
  process.stdout.write(line);
  const file = process.env['MAILLAGE_PROMISES_FILE'];
  if (file) appendFileSync(file, line);
}
