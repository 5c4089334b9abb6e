import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { copyForWriting, withClient } from '../data/data-set.js';
import { peakMemory } from '../product/process-usage.js';
import { startProduct } from '../product/product.process.js';
import type { GoalResult } from '../report/goal.js';
import type { Bench } from './bench.js';

const SETTLING = 3_000;
const FILES = [
  ...['use-case', 'procurement-clause', 'data-charter'].flatMap((slug) =>
    ['csv', 'json', 'ndjson'].map((form) => `${slug}.${form}`),
  ),
  ...['csv', 'ndjson'].map((form) => `history.${form}`),
];

/** What was seen at one size. */
export interface FileMemory {
  readonly size: number;
  /** MB that the API held at most while it gave every file once, above what it held at most before. */
  readonly above: number;
}

/**
 * Every file of the catalogue, one after the other, by a reader that keeps nothing.
 * @param times that all files are read: small catalogues as often as it takes to read as much as of the largest, so that
 *   what differs is how long a file is, not how much garbage the process has made by then
 */
export async function fileMemory({ set, folder, log }: Bench, times: number): Promise<FileMemory> {
  const copy = await copyForWriting(set);
  try {
    // Of what was made up nothing is in a file.
    await withClient(copy.databaseUrl, async (client) => {
      await client.query('UPDATE organization SET demonstration = false');
      await client.query("UPDATE territory SET source = 'COG' WHERE source = 'DEMO'");
      await client.query('ANALYZE organization, territory');
    });
    const api = await startProduct({ servers: { ...set, databaseUrl: copy.databaseUrl }, withWorker: false, folder });
    try {
      await pause(SETTLING);
      await read(`${api.url}/download/use-case.schema.json`);
      const idle = await peakMemory(api.apiPid);
      const described = performance.now();
      await read(`${api.url}/catalog`);
      log(`/catalog took ${(performance.now() - described).toFixed(0)} ms`);
      const started = performance.now();
      let [rows, bytes] = [0, 0];
      for (const file of Array.from({ length: times }, () => FILES).flat()) {
        const told = await read(`${api.url}/download/${file}`);
        bytes += told.bytes;
        if (file.endsWith('.ndjson')) rows += told.lines;
      }
      if (rows < set.size * times)
        throw new Error(`${rows} rows in the files of ${set.size} entries: some are left out`);
      const peak = await peakMemory(api.apiPid);
      const seconds = (performance.now() - started) / 1_000;
      log(
        `${times} × ${FILES.length} files, ${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s, ${rows} rows of NDJSON`,
      );
      log(`peak memory ${idle.toFixed(0)} MB before, ${peak.toFixed(0)} MB after`);
      return { size: set.size, above: peak - idle };
    } finally {
      await api.stop();
    }
  } finally {
    await copy.drop();
  }
}

/** DOWNLOAD: memory that files cost, of the largest size and from one size to the next. */
export function downloadGoals(seen: readonly FileMemory[]): GoalResult[] {
  const last = seen.at(-1);
  if (!last) return [];
  return [
    {
      ...{ goal: 'DOWNLOAD', what: 'API memory above idle, every file', size: last.size, floor: '–' },
      ...{ product: `${last.above.toFixed(0)} MB`, figure: last.above, unit: ' MB' },
      ...{ must: { atMost: 300 }, stretch: { atMost: 150 } },
    },
    ...seen.slice(1).map((large, n): GoalResult => {
      const small = seen[n] ?? large;
      return {
        ...{ goal: 'DOWNLOAD', what: `the same, growth from ${small.size / 1_000}k`, size: large.size },
        ...{ floor: `${small.above.toFixed(0)} MB`, product: `${large.above.toFixed(0)} MB` },
        ...{ figure: large.above / small.above, unit: '×', must: { atMost: 1.5 }, stretch: { atMost: 1.2 } },
      };
    }),
  ];
}

function read(url: string): Promise<{ readonly bytes: number; readonly lines: number }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, (answer) => {
      let [bytes, lines] = [0, 0];
      answer.on('data', (piece: Buffer) => {
        bytes += piece.length;
        for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines += 1;
      });
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode === 200 && answer.complete) resolve({ bytes, lines });
        else reject(new Error(`${url}: status ${answer.statusCode}, ${bytes} bytes`));
      });
    });
    asked.on('error', reject).end();
  });
}
