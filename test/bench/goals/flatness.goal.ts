import { readSnapshot } from '../load/snapshot-file.js';
import { wholeBody } from '../load/whole-body.js';
import { Operations, REFUSAL } from '../product/operations.js';
import { peakMemory } from '../product/process-usage.js';
import { type Product, startProduct } from '../product/product.process.js';
import { type GoalResult, median, quantile } from '../report/goal.js';
import type { Bench } from './bench.js';

const PAGES = [100, 1_000];
/** Pages of each length that are timed on each side, from places all over the feed. */
const READS = 120;
const WARMING = 30;
/** Passes over the small catalogue for one over the large one, half of them before it and half after it. */
const SMALL_PASSES = 6;

export const FLATNESS_GOAL = 'FLAT';

/** One catalogue, its API, and where its feed may be gone on from. */
interface Side {
  readonly bench: Bench;
  readonly api: Product;
  readonly operations: Operations;
  cursors: readonly string[];
}

/**
 * FLAT: what a catalogue costs its readers by being large. The same pages and the same file from two catalogues at once,
 * in turns, each from an API of its own.
 */
export async function flatness(small: Bench, large: Bench): Promise<GoalResult[]> {
  const sides: Side[] = [];
  try {
    for (const bench of [small, large]) sides.push(await sideOf(bench));
    const [one, other] = sides as [Side, Side];
    const passes = await bothFiles(one, other);
    const memory = await Promise.all(sides.map(({ api }) => peakMemory(api.apiPid)));
    const goal = goalsFrom(small.set.size, large.set.size);
    const results = [
      goal('snapshot, time a change', passes.small, passes.large, 'µs'),
      goal('snapshot, API peak memory', memory[0] ?? 0, memory[1] ?? 0, 'MB'),
    ];
    for (const length of PAGES) {
      const waits = await bothPages(one, other, length);
      for (const [name, at] of [['p50', 0.5] as const, ['p95', 0.95] as const]) {
        results.push(goal(`page of ${length}, ${name}`, quantile(waits.small, at), quantile(waits.large, at), 'ms'));
      }
    }
    return results;
  } finally {
    for (const { api } of sides) await api.stop();
  }
}

async function sideOf(bench: Bench): Promise<Side> {
  const api = await startProduct({ servers: bench.set, withWorker: false, folder: bench.folder });
  return { bench, api, operations: new Operations(api.url), cursors: [] };
}

/** Microseconds a change of each. */
async function bothFiles(small: Side, large: Side): Promise<{ readonly small: number; readonly large: number }> {
  const rates: number[] = [];
  const pass = async (side: Side): Promise<number> => {
    const { changes, cursors, time } = await readSnapshot(side.api.url);
    side.cursors = cursors;
    return (changes * 1_000) / time;
  };
  await pass(small);
  for (let n = 0; n < SMALL_PASSES / 2; n += 1) rates.push(await pass(small));
  const rate = await pass(large);
  for (let n = 0; n < SMALL_PASSES / 2; n += 1) rates.push(await pass(small));
  large.bench.log(
    `snapshot: ${median(rates).toFixed(0)} changes/s of the small one, ${rate.toFixed(0)} of the large one`,
  );
  return { small: 1e6 / median(rates), large: 1e6 / rate };
}

/** Milliseconds of pages, of the small and the large catalogue in turns. */
async function bothPages(
  small: Side,
  large: Side,
  length: number,
): Promise<{ readonly small: number[]; readonly large: number[] }> {
  const waits = { small: [] as number[], large: [] as number[] };
  for (let read = -WARMING; read < READS; read += 1) {
    const times = [await pageTime(small, length, read), await pageTime(large, length, read)] as const;
    if (read < 0) continue;
    waits.small.push(times[0]);
    waits.large.push(times[1]);
  }
  return waits;
}

async function pageTime({ operations, cursors }: Side, length: number, read: number): Promise<number> {
  // The last places have less than a page behind them.
  const places = cursors.length - Math.ceil(Math.max(...PAGES) / 500) - 1;
  const place = Math.floor((((read + WARMING) * 0.618) % 1) * places);
  const started = performance.now();
  const body = await wholeBody(operations.changes(length, cursors[place] ?? null));
  const time = performance.now() - started;
  if (body.includes(REFUSAL)) throw new Error(body.toString('utf8', 0, 1_000));
  return time;
}

function goalsFrom(small: number, size: number) {
  return (what: string, from: number, to: number, unit: string): GoalResult => ({
    goal: FLATNESS_GOAL,
    what: `${what}, growth from ${small / 1_000}k`,
    size,
    floor: `${from.toFixed(1)} ${unit}`,
    product: `${to.toFixed(1)} ${unit}`,
    figure: to / from,
    unit: '×',
    must: { atMost: 1.3 },
    stretch: { atMost: 1.1 },
  });
}
