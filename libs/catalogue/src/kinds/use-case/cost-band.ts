import type { ValueOf } from '../../fields/enumeration.js';
import type { costBands } from './use-case.enumerations.js';

export type CostBand = ValueOf<typeof costBands>;

/** Bands by their upper bound in euros, which is excluded except for the last million. */
const below: readonly (readonly [CostBand, number])[] = [
  ['UNDER_10K', 10_000],
  ['FROM_10K_TO_50K', 50_000],
  ['FROM_50K_TO_100K', 100_000],
  ['FROM_100K_TO_250K', 250_000],
];

/** Band of an amount in euros: 10,000 is in 10–50k, 1,000,000 in 250k–1M. */
export function costBandOf(euros: number): CostBand {
  if (euros === 0) return 'ZERO';
  const found = below.find(([, bound]) => euros < bound);
  if (found) return found[0];
  return euros <= 1_000_000 ? 'FROM_250K_TO_1M' : 'OVER_1M';
}
