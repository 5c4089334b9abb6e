import type { GoalResult } from '../report/goal.js';
import type { SearchLatency } from './search.goals.js';

/** G15: how much slower search gets when the catalogue grows tenfold. */
export function growthGoal(
  small: SearchLatency & { readonly size: number },
  large: SearchLatency & { readonly size: number },
): GoalResult {
  const raw = large.raw / small.raw;
  const product = large.product / small.product;
  return {
    goal: 'G15',
    what: `search p50, growth from ${small.size / 1_000}k`,
    size: large.size,
    floor: `${small.raw.toFixed(2)} → ${large.raw.toFixed(2)} ms`,
    product: `${small.product.toFixed(2)} → ${large.product.toFixed(2)} ms`,
    figure: product,
    unit: '×',
    must: { atMost: large.size > 100_000 ? 5 : 1.5 },
    stretch: { atMost: raw * 1.1 },
  };
}
