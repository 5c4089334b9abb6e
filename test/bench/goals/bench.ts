import type { DataSet } from '../data/data-set.js';
import type { LoadClient } from '../load/load-client.js';
import type { HttpJob, LoadResult } from '../load/load.job.js';
import type { GoalResult } from '../report/goal.js';

/** What the measures share. */
export interface Bench {
  readonly set: DataSet;
  readonly load: LoadClient;
  /** Rounds of each pair; medians are taken over them. */
  readonly rounds: number;
  /** Of one side of one round. */
  readonly seconds: number;
  /** For logs of the product. */
  readonly folder: string;
  readonly log: (line: string) => void;
}

/** A group of goals that are measured together. */
export interface GoalGroup {
  readonly goals: readonly string[];
  measure(bench: Bench): Promise<readonly GoalResult[]>;
}

export interface Pair<Result> {
  readonly floor: readonly Result[];
  readonly product: readonly Result[];
}

/** Floor, product, floor, product …: whatever else the machine does meets both. */
export async function interleaved<Result>(
  rounds: number,
  floor: () => Promise<Result>,
  product: () => Promise<Result>,
): Promise<Pair<Result>> {
  const pair = { floor: [] as Result[], product: [] as Result[] };
  for (let round = 0; round < rounds; round += 1) {
    pair.floor.push(await floor());
    pair.product.push(await product());
  }
  return pair;
}

/** The same load on both sides, after a warm-up of each. */
export async function compared(
  bench: Bench,
  clients: number,
  floor: Pick<HttpJob, 'units' | 'refusal'>,
  product: Pick<HttpJob, 'units' | 'refusal'>,
  around: (run: () => Promise<LoadResult>) => Promise<LoadResult> = (run) => run(),
): Promise<Pair<LoadResult>> {
  const job = (side: Pick<HttpJob, 'units' | 'refusal'>, seconds: number): HttpJob => ({
    type: 'http',
    clients,
    seconds,
    ...side,
  });
  await bench.load.run(job(floor, bench.seconds / 2));
  await bench.load.run(job(product, bench.seconds));
  return interleaved(
    bench.rounds,
    () => bench.load.run(job(floor, bench.seconds)),
    () => around(() => bench.load.run(job(product, bench.seconds))),
  );
}
