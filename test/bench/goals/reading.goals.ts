import { withClient } from '../data/data-set.js';
import { type JsonFloor, startJsonFloor } from '../floors/json-floor.js';
import { bordersStatement, sampleStatement } from '../floors/json-floor.sql.js';
import { KeepAliveClient, wireOf } from '../load/keep-alive-client.js';
import type { LoadResult } from '../load/load.job.js';
import { type EntriesAnswer, Operations, REFUSAL } from '../product/operations.js';
import { startProduct } from '../product/product.process.js';
import { type GoalResult, median } from '../report/goal.js';
import { type Bench, compared, type GoalGroup, type Pair } from './bench.js';

const CLIENTS = 16;
const SAMPLE = 500;
const PAGES = 50;
const PAGE = 20;

/** G5 and G6: one entry, and a list of twenty, against JSON that PostgreSQL builds. */
export const readingGoals: GoalGroup = {
  goals: ['G5', 'G6'],
  needsIndex: false,
  async measure(bench) {
    const floor = await startJsonFloor(bench.set.databaseUrl);
    const api = await startProduct({ servers: bench.set, withWorker: false, folder: bench.folder });
    try {
      return [await oneEntry(bench, floor, api.url), await list(bench, floor, api.url)];
    } finally {
      floor.stop();
      await api.stop();
    }
  },
};

async function oneEntry(bench: Bench, floor: JsonFloor, apiUrl: string): Promise<GoalResult> {
  const operations = new Operations(apiUrl);
  const { rows } = await withClient(bench.set.databaseUrl, (client) =>
    client.query<{ id: string }>(sampleStatement, [SAMPLE]),
  );
  const pair = await compared(
    bench,
    CLIENTS,
    { units: rows.map(({ id }) => [{ url: `${floor.url}/entry/${id}` }]) },
    { units: rows.map(({ id }) => [operations.entry(id)]), refusal: REFUSAL },
  );
  return {
    goal: 'G5',
    what: `one entry, ${CLIENTS} clients`,
    size: bench.set.size,
    ...rates(pair),
    must: { atLeast: 0.22 },
    stretch: { atLeast: 0.38 },
  };
}

/** Pages from everywhere in the first thousand entries: the cursors of one side are the borders of the other. */
async function list(bench: Bench, floor: JsonFloor, apiUrl: string): Promise<GoalResult> {
  const operations = new Operations(apiUrl);
  const { rows } = await withClient(bench.set.databaseUrl, (client) =>
    client.query<{ moment: string; id: string }>(bordersStatement, [PAGES]),
  );
  const cursors = await cursorsOf(operations, apiUrl);
  const pair = await compared(
    bench,
    CLIENTS,
    { units: rows.map(({ moment, id }) => [{ url: `${floor.url}/entries/${encodeURIComponent(moment)}/${id}` }]) },
    { units: cursors.map((cursor) => [operations.entries(PAGE, cursor)]), refusal: REFUSAL },
  );
  return {
    goal: 'G6',
    what: `list of ${PAGE}, ${CLIENTS} clients`,
    size: bench.set.size,
    ...rates(pair),
    must: { atLeast: 0.28 },
    stretch: { atLeast: 0.41 },
  };
}

async function cursorsOf(operations: Operations, apiUrl: string): Promise<string[]> {
  const client = new KeepAliveClient(apiUrl);
  const cursors: string[] = [];
  while (cursors.length < PAGES) {
    const { body } = await client.send(wireOf(operations.entries(PAGE, cursors.at(-1) ?? null)));
    const { data } = JSON.parse(body.toString('utf8')) as { data: EntriesAnswer };
    const { endCursor } = data.entries.pageInfo;
    if (endCursor === null) break;
    cursors.push(endCursor);
  }
  client.close();
  return cursors;
}

function rates(pair: Pair<LoadResult>): Pick<GoalResult, 'floor' | 'product' | 'figure' | 'unit'> {
  const [floor, product] = [pair.floor, pair.product].map((rounds) => median(rounds.map(({ rate }) => rate)));
  return {
    floor: `${(floor ?? 0).toFixed(0)}/s`,
    product: `${(product ?? 0).toFixed(0)}/s`,
    figure: (product ?? 0) / (floor ?? 1),
    unit: '×',
  };
}
