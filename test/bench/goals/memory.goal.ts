import { setTimeout as pause } from 'node:timers/promises';
import { KeepAliveClient, wireOf } from '../load/keep-alive-client.js';
import { type EntriesAnswer, Operations } from '../product/operations.js';
import { peakMemory } from '../product/process-usage.js';
import { startProduct } from '../product/product.process.js';
import type { GoalResult } from '../report/goal.js';
import type { GoalGroup } from './bench.js';

const SETTLING = 3_000;
const PAGE = 100;

/** G16: the API's peak of memory after its start, and after it gave the whole catalogue in pages of a hundred. */
export const memoryGoal: GoalGroup = {
  goals: ['G16'],
  needsIndex: false,
  async measure({ set, folder, log }) {
    const api = await startProduct({ servers: set, withWorker: false, folder });
    try {
      await pause(SETTLING);
      const idle = await peakMemory(api.apiPid);
      const started = performance.now();
      const read = await readAll(api.url);
      const seconds = (performance.now() - started) / 1_000;
      log(`${read} entries in ${seconds.toFixed(1)} s, ${(read / seconds).toFixed(0)} a second`);
      return [
        goal('API peak memory, idle', set.size, idle, 200, 150),
        goal(`API peak memory, ${read} entries read`, set.size, await peakMemory(api.apiPid), 450, 300),
      ];
    } finally {
      await api.stop();
    }
  },
};

async function readAll(url: string): Promise<number> {
  const operations = new Operations(url);
  const client = new KeepAliveClient(url);
  let read = 0;
  for (let cursor: string | null = null; ;) {
    const { body } = await client.send(wireOf(operations.entries(PAGE, cursor)));
    const { data } = JSON.parse(body.toString('utf8')) as { data: EntriesAnswer };
    read += data.entries.nodes.length;
    cursor = data.entries.pageInfo.endCursor;
    if (!data.entries.pageInfo.hasNextPage) break;
  }
  client.close();
  return read;
}

function goal(what: string, size: number, figure: number, must: number, stretch: number): GoalResult {
  const told = { goal: 'G16', what, size, floor: '–', product: `${figure.toFixed(0)} MB`, figure, unit: ' MB' };
  return { ...told, must: { atMost: must }, stretch: { atMost: stretch } };
}
