/** A bound of a goal: reached when the figure is on its good side. */
export interface Bound {
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** One line of the report. */
export interface GoalResult {
  /** `G1` … */
  readonly goal: string;
  readonly what: string;
  readonly size: number;
  /** What was compared, with units, for people. */
  readonly floor: string;
  readonly product: string;
  /** What the bounds judge. */
  readonly figure: number;
  readonly unit: string;
  readonly must: Bound;
  readonly stretch: Bound;
}

export type Verdict = 'STRETCH' | 'PASS' | 'FAIL';

export function verdictOf({ figure, must, stretch }: GoalResult): Verdict {
  if (!reaches(figure, must)) return 'FAIL';
  return reaches(figure, stretch) ? 'STRETCH' : 'PASS';
}

function reaches(figure: number, { atMost = Infinity, atLeast = -Infinity }: Bound): boolean {
  return figure <= atMost && figure >= atLeast;
}

/** The middle one; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Linear between neighbours. @param at from 0 to 1 */
export function quantile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * at;
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  if (low === undefined || high === undefined) throw new RangeError('No values to take a quantile of');
  return low + (high - low) * (place - Math.floor(place));
}
