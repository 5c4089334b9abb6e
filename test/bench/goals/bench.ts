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
  /** What is measured asks the search index: the data set must have been indexed, which takes most of its making. */
  readonly needsIndex: boolean;
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

type Side = Pick<HttpJob, 'units' | 'refusal'>;

/**
 * Clients and requests that warm a server up: by then its hot paths are compiled and its connections open. After one
 * thousand searches V8 still compiles: against the floor, the next thousand take a tenth longer than those that follow.
 */
const WARMING_CLIENTS = 8;
const WARMING_UNITS = 4_000;

/** The same load on both sides, after a warm-up of each. */
export async function compared(
  bench: Bench,
  clients: number,
  floor: Side,
  product: Side,
  around: (run: () => Promise<LoadResult>) => Promise<LoadResult> = (run) => run(),
): Promise<Pair<LoadResult>> {
  const { load, rounds, seconds } = bench;
  const job = (side: Side): HttpJob => ({ type: 'http', clients, seconds, ...side });
  const warming = { clients: WARMING_CLIENTS, seconds: 0, atLeast: WARMING_UNITS };
  await load.run({ ...job(floor), ...warming });
  await load.run({ ...job(product), ...warming });
  return interleaved(
    rounds,
    () => load.run(job(floor)),
    () => around(() => load.run(job(product))),
  );
}
