import { type JsonFloor, startJsonFloor } from '../floors/json-floor.js';
import { readSnapshot } from '../load/snapshot-file.js';
import { wholeBody } from '../load/whole-body.js';
import { Operations, REFUSAL } from '../product/operations.js';
import { peakMemory } from '../product/process-usage.js';
import { startProduct } from '../product/product.process.js';
import { type GoalResult, median, quantile } from '../report/goal.js';
import { type Bench, interleaved } from './bench.js';

const PAGE = 1_000;
const SMALL_PAGE = 100;
/** Small pages that are timed. */
const SMALL_PAGES = 200;

export const FEED_GOALS = ['G7', 'G9', 'G10'];

/** What was seen at one size. Rates in entries a second. */
export interface FeedSpeed {
  readonly size: number;
  readonly floor: number;
  readonly sync: number;
  readonly snapshot: number;
  /** Milliseconds, p95, of a page of a hundred. */
  readonly smallPage: number;
  /** MB, most that the API has held. */
  readonly memory: number;
}

interface Sync {
  readonly rows: number;
  readonly cursors: readonly string[];
}

/** A whole synchronisation by pages of a thousand and by the snapshot, in turns with the floor; then small pages. */
export async function feedSpeed(bench: Bench): Promise<FeedSpeed> {
  const { set, folder, rounds, log } = bench;
  const floor = await startJsonFloor(set.databaseUrl);
  const api = await startProduct({ servers: set, withWorker: false, folder });
  try {
    const { rows, cursors } = await checked(floor, api.url);
    const rate = async (run: () => Promise<unknown>): Promise<number> => {
      const started = performance.now();
      await run();
      return (rows * 1_000) / (performance.now() - started);
    };
    const raw = (): Promise<number> => rate(() => floorSync(floor));
    const pages = await interleaved(rounds, raw, () => rate(() => sync(api.url)));
    const file = await interleaved(rounds, raw, () => rate(() => readSnapshot(api.url)));
    const seen = {
      size: set.size,
      floor: median([...pages.floor, ...file.floor]),
      sync: median(pages.product),
      snapshot: median(file.product),
      smallPage: await smallPages(api.url, cursors),
      memory: await peakMemory(api.apiPid),
    };
    log(
      `${rows} entries: ${JSON.stringify(seen, (_, value: unknown) => (typeof value === 'number' ? rounded(value) : value))}`,
    );
    return seen;
  } finally {
    floor.stop();
    await api.stop();
  }
}

/** G7 and G16 of the largest size; G9 and G10 from one size to the next. */
export function feedGoals(speeds: readonly FeedSpeed[]): GoalResult[] {
  const last = speeds.at(-1);
  if (!last) return [];
  const grown = speeds.slice(1).flatMap((large, n) => growth(speeds[n] ?? large, large));
  return [
    ratio('G7', 'full sync, changes(first: 1000)', last, last.sync, { must: 0.5, stretch: 0.7 }),
    ratio('G7', 'full sync, snapshot.ndjson', last, last.snapshot, { must: 0.85, stretch: 1 }),
    {
      goal: 'G7',
      what: 'API peak memory, full syncs',
      size: last.size,
      floor: '–',
      product: `${last.memory.toFixed(0)} MB`,
      figure: last.memory,
      unit: ' MB',
      must: { atMost: 450 },
      stretch: { atMost: 300 },
    },
    ...grown,
  ];
}

function ratio(
  goal: string,
  what: string,
  { size, floor }: FeedSpeed,
  rate: number,
  { must, stretch }: { readonly must: number; readonly stretch: number },
): GoalResult {
  const told = { goal, what, size, floor: `${floor.toFixed(0)} entries/s`, product: `${rate.toFixed(0)} entries/s` };
  return { ...told, figure: rate / floor, unit: '×', must: { atLeast: must }, stretch: { atLeast: stretch } };
}

function growth(small: FeedSpeed, large: FeedSpeed): GoalResult[] {
  const from = `from ${small.size / 1_000}k`;
  return [
    {
      goal: 'G9',
      what: `full sync, entries/s ${from}`,
      size: large.size,
      floor: `${small.sync.toFixed(0)} entries/s`,
      product: `${large.sync.toFixed(0)} entries/s`,
      figure: large.sync / small.sync,
      unit: '×',
      must: { atLeast: 0.85 },
      stretch: { atLeast: 0.95 },
    },
    {
      goal: 'G10',
      what: `page of ${SMALL_PAGE}, p95 growth ${from}`,
      size: large.size,
      floor: `${small.smallPage.toFixed(1)} ms`,
      product: `${large.smallPage.toFixed(1)} ms`,
      figure: large.smallPage / small.smallPage,
      unit: '×',
      must: { atMost: 1.5 },
      stretch: { atMost: 1.2 },
    },
  ];
}

/** Warms both sides up, and makes sure that they send the same entries: each page is taken apart this once. */
async function checked(floor: JsonFloor, apiUrl: string): Promise<Sync> {
  const ids: string[] = [];
  const cursors = await sync(apiUrl, (text) => {
    type Page = { data: { changes: { changes: { entryId: string; op: string; document: string | null }[] } } };
    const { changes } = (JSON.parse(text.toString('utf8')) as Page).data.changes;
    ids.push(...changes.filter(({ op }) => op === 'UPSERT').map(({ entryId }) => entryId));
  });
  const sent: string[] = [];
  await floorSync(floor, (text) => {
    const { documents } = JSON.parse(text.toString('utf8')) as { documents: { id: string }[] };
    sent.push(...documents.map(({ id }) => id));
  });
  const lines = (await wholeBody({ url: `${apiUrl}/feed/snapshot.ndjson` })).toString('utf8').split('\n');
  const inFile = lines.filter((line) => line.includes('"op":"UPSERT"')).length;
  if (ids.join() !== sent.join() || inFile !== ids.length) {
    throw new Error(`floor, feed and snapshot differ: ${sent.length}, ${ids.length}, ${inFile} entries`);
  }
  return { rows: ids.length, cursors };
}

/** Every page of the feed, one after the other. @returns their cursors */
async function sync(apiUrl: string, look?: (page: Buffer) => void): Promise<string[]> {
  const operations = new Operations(apiUrl);
  const cursors: string[] = [];
  for (;;) {
    const page = await wholeBody(operations.changes(PAGE, cursors.at(-1) ?? null));
    look?.(page);
    const [, cursor, hasMore] =
      /"nextCursor":"([^"]+)","hasMore":(true|false)/.exec(page.toString('latin1', 0, 1_000)) ?? [];
    if (cursor === undefined || page.includes(REFUSAL)) throw new Error(page.toString('utf8', 0, 1_000));
    cursors.push(cursor);
    if (hasMore === 'false') return cursors;
  }
}

async function floorSync(floor: JsonFloor, look?: (page: Buffer) => void): Promise<void> {
  for (let after = '0'; ;) {
    const page = await wholeBody({ url: `${floor.url}/feed/${after}` });
    look?.(page);
    const next = /"next" : (\d+)/.exec(page.toString('latin1', 0, 100))?.[1];
    if (next === undefined) return;
    after = next;
  }
}

async function smallPages(apiUrl: string, cursors: readonly string[]): Promise<number> {
  const operations = new Operations(apiUrl);
  // The last one stands at the head, where a page is empty.
  const places = cursors.slice(0, -1);
  const waits: number[] = [];
  for (let n = 0; n < SMALL_PAGES; n += 1) {
    const started = performance.now();
    await wholeBody(operations.changes(SMALL_PAGE, places[n % places.length] ?? null));
    waits.push(performance.now() - started);
  }
  return quantile(waits, 0.95);
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
