import { RecordingProxy } from '../floors/recording-proxy.js';
import { inventQueries } from '../generator/queries.js';
import { KeepAliveClient, type RequestText, wireOf } from '../load/keep-alive-client.js';
import type { HttpJob } from '../load/load.job.js';
import { Operations, REFUSAL } from '../product/operations.js';
import { processorTime } from '../product/process-usage.js';
import { startProduct } from '../product/product.process.js';
import { type GoalResult, median, quantile } from '../report/goal.js';
import { type Bench, compared, type GoalGroup } from './bench.js';

const QUERIES = 200;
const CLIENTS = 16;

type Side = Pick<HttpJob, 'units' | 'refusal'>;

/** The p50 of one client on both sides, in milliseconds. */
export interface SearchLatency {
  readonly raw: number;
  readonly product: number;
}

/** G1 to G4: search with 20 hits, six facets and marked words, against the very requests it sends to Meilisearch. */
export const searchGoals: GoalGroup = {
  goals: ['G1', 'G2', 'G3', 'G4'],
  needsIndex: true,
  async measure(bench) {
    return withBothSides(bench, async (floor, product, pid) => [
      latencyGoal(bench, await latencyOf(bench, floor, product)),
      ...(await throughput(bench, floor, product, pid)),
    ]);
  },
};

/** Only the latency, for growth from one size to another. */
export async function searchLatency(bench: Bench): Promise<SearchLatency> {
  return withBothSides(bench, (floor, product) => latencyOf(bench, floor, product));
}

async function withBothSides<T>(
  bench: Bench,
  work: (floor: Side, product: Side, apiPid: number) => Promise<T>,
): Promise<T> {
  const queries = inventQueries(bench.set.seed, QUERIES);
  const floor = { units: await recorded(bench) };
  const api = await startProduct({ servers: bench.set, withWorker: false, folder: bench.folder });
  try {
    const operations = new Operations(api.url);
    const product = { units: queries.map((query) => [operations.search(query)]), refusal: REFUSAL };
    return await work(floor, product, api.apiPid);
  } finally {
    await api.stop();
  }
}

/** What the API sends to Meilisearch for each query. */
async function recorded(bench: Bench): Promise<RequestText[][]> {
  const { set } = bench;
  const proxy = await RecordingProxy.start(set.meiliUrl);
  const servers = { ...set, meiliUrl: proxy.url };
  const api = await startProduct({ servers, withWorker: false, folder: bench.folder });
  const client = new KeepAliveClient(api.url);
  const operations = new Operations(api.url);
  const headers = { authorization: `Bearer ${set.meiliKey}` };
  try {
    const units: RequestText[][] = [];
    for (const query of inventQueries(set.seed, QUERIES)) {
      const { status, body } = await client.send(wireOf(operations.search(query)));
      if (status !== 200 || body.includes(REFUSAL)) throw new Error(`a search failed: ${body.toString('utf8')}`);
      units.push(
        proxy.take().map((text) => ({ url: `${set.meiliUrl}/multi-search`, method: 'POST', headers, body: text })),
      );
    }
    bench.log(`${QUERIES} searches ask the engine ${units.flat().length} times`);
    return units;
  } finally {
    client.close();
    await api.stop();
    await proxy.stop();
  }
}

async function latencyOf(bench: Bench, floor: Side, product: Side): Promise<SearchLatency> {
  const pair = await compared(bench, 1, floor, product);
  const p50 = (rounds: typeof pair.floor): number => median(rounds.map(({ latencies }) => median(latencies)));
  return { raw: p50(pair.floor), product: p50(pair.product) };
}

function latencyGoal({ set }: Bench, { raw, product }: SearchLatency): GoalResult {
  // Two bounds at once: the ratio, and no more than three milliseconds above.
  const most = Math.min(1.6, (raw + 3) / raw);
  return {
    goal: 'G1',
    what: 'search p50, 1 client',
    size: set.size,
    floor: `${raw.toFixed(2)} ms`,
    product: `${product.toFixed(2)} ms`,
    figure: product / raw,
    unit: '×',
    must: { atMost: most },
    stretch: { atMost: Math.min(1.35, most) },
  };
}

async function throughput(bench: Bench, floor: Side, product: Side, apiPid: number): Promise<GoalResult[]> {
  const costs: number[] = [];
  const pair = await compared(bench, CLIENTS, floor, product, async (run) => {
    const before = await processorTime(apiPid);
    const result = await run();
    costs.push(((await processorTime(apiPid)) - before) / result.units);
    return result;
  });
  const rate = (rounds: typeof pair.floor): number => median(rounds.map((round) => round.rate));
  const p95 = (rounds: typeof pair.floor): number => median(rounds.map((round) => quantile(round.latencies, 0.95)));
  const { size } = bench.set;
  return [
    {
      goal: 'G2',
      what: `searches/s, ${CLIENTS} clients`,
      size,
      floor: `${rate(pair.floor).toFixed(0)}/s`,
      product: `${rate(pair.product).toFixed(0)}/s`,
      figure: rate(pair.product) / rate(pair.floor),
      unit: '×',
      must: { atLeast: 0.6 },
      stretch: { atLeast: 0.75 },
    },
    {
      goal: 'G3',
      what: `search p95, ${CLIENTS} clients`,
      size,
      floor: `${p95(pair.floor).toFixed(1)} ms`,
      product: `${p95(pair.product).toFixed(1)} ms`,
      figure: p95(pair.product) / p95(pair.floor),
      unit: '×',
      must: { atMost: 1.6 },
      stretch: { atMost: 1.3 },
    },
    {
      goal: 'G4',
      what: 'API processor time a search',
      size,
      floor: '–',
      product: `${median(costs).toFixed(2)} ms`,
      figure: median(costs),
      unit: ' ms',
      must: { atMost: 2.5 },
      stretch: { atMost: 1.5 },
    },
  ];
}
