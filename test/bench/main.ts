import 'reflect-metadata';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { openDataSet } from './data/data-set.js';
import { analyserGoal } from './goals/analyser.goal.js';
import type { Bench, GoalGroup } from './goals/bench.js';
import { createGoal } from './goals/create.goal.js';
import { downloadGoals, fileMemory, type FileMemory } from './goals/download.goal.js';
import { FEED_GOALS, feedGoals, feedSpeed, type FeedSpeed } from './goals/feed.goal.js';
import { flatness, FLATNESS_GOAL } from './goals/flatness.goal.js';
import { growthGoal } from './goals/growth.goal.js';
import { identityGoal } from './goals/identity.goal.js';
import { importGoal } from './goals/import.goal.js';
import { memoryGoal } from './goals/memory.goal.js';
import { mirrorGoal } from './goals/mirror.goal.js';
import { publishGoal } from './goals/publish.goal.js';
import { readingGoals } from './goals/reading.goals.js';
import { relayGoal } from './goals/relay.goal.js';
import { searchGoals, searchLatency, type SearchLatency } from './goals/search.goals.js';
import { LoadClient } from './load/load-client.js';
import { type GoalResult, verdictOf } from './report/goal.js';
import { table } from './report/table.js';

interface Options {
  readonly size: string;
  readonly goals: string;
  readonly rounds: string;
  readonly seconds: string;
  readonly seed: string;
  readonly folder: string;
  readonly prepare: boolean;
}

const GROUPS: readonly GoalGroup[] = [
  searchGoals,
  readingGoals,
  identityGoal,
  publishGoal,
  createGoal,
  importGoal,
  memoryGoal,
  mirrorGoal,
  relayGoal,
];
const GOALS = [...GROUPS.flatMap(({ goals }) => goals), ...FEED_GOALS, FLATNESS_GOAL, 'DOWNLOAD', 'G15', 'ANALYSER'];

const program = new Command('bench')
  .description('Measures the product against floors of the same run and judges the goals of performance.')
  .option('--size <sizes>', 'entries, e.g. 10k,100k; goals are judged at the largest', '10k,100k')
  .option('--goals <goals>', `some of ${GOALS.join(',')}`, GOALS.join(','))
  .option('--rounds <n>', 'rounds of floor and product; medians are taken', '3')
  .option('--seconds <n>', 'of one side of one round', '4')
  .option('--seed <n>', 'of the generator', '2024')
  .option('--folder <path>', 'where data sets are kept', '.maillage-bench')
  .option('--prepare', 'make the data sets and measure nothing', false);

const options = program.parse().opts<Options>();
const results = await run(options);
if (results.length > 0) console.log(`\n${table(results)}\n`);
await writeFile(join(options.folder, 'results.json'), JSON.stringify({ machine: machine(), results }, null, 2));
if (results.some((result) => verdictOf(result) === 'FAIL')) process.exitCode = 1;

async function run({ goals, size, folder, prepare, ...numbers }: Options): Promise<GoalResult[]> {
  const wanted = new Set(goals.toUpperCase().split(','));
  const unknown = [...wanted].filter((goal) => !GOALS.includes(goal));
  if (unknown.length > 0) throw new Error(`No such goal here: ${unknown.join(', ')} (known: ${GOALS.join(', ')})`);
  await mkdir(folder, { recursive: true });
  console.log(JSON.stringify(machine()));
  const rounds = Number(numbers.rounds);
  const alone = wanted.delete('ANALYSER') && !prepare ? [analyserGoal({ seed: Number(numbers.seed), rounds })] : [];
  if (wanted.size === 0) return alone;
  const sizes = size
    .split(',')
    .map(entriesOf)
    .sort((a, b) => a - b);
  const results: GoalResult[] = alone;
  const speeds: FeedSpeed[] = [];
  const files: FileMemory[] = [];
  const latencies: (SearchLatency & { readonly size: number })[] = [];
  const indexed = wanted.has('G15') || GROUPS.some(({ goals, needsIndex }) => needsIndex && isWanted(goals, wanted));
  const open = async (entries: number): Promise<Bench> => {
    const log = (line: string): void => console.log(`[${entries / 1_000}k] ${line}`);
    const set = await openDataSet({ folder, size: entries, seed: Number(numbers.seed), indexed, log });
    log(`data set ready; made in ${JSON.stringify(set.seconds)} seconds`);
    return { set, load: new LoadClient(), rounds, seconds: Number(numbers.seconds), folder: resolve(folder), log };
  };
  const isAlone = wanted.size === 1 && wanted.has(FLATNESS_GOAL) && !prepare;
  for (const entries of isAlone ? [] : sizes) {
    const bench = await open(entries);
    try {
      if (prepare) continue;
      if (wanted.has('G15')) latencies.push({ ...(await searchLatency(bench)), size: entries });
      if (isWanted(FEED_GOALS, wanted)) speeds.push(await feedSpeed(bench));
      if (wanted.has('DOWNLOAD')) files.push(await fileMemory(bench, Math.round((sizes.at(-1) ?? entries) / entries)));
      if (entries === sizes.at(-1)) results.push(...(await judged(bench, wanted)));
    } finally {
      await close(bench);
    }
  }
  if (wanted.has(FLATNESS_GOAL) && !prepare) results.push(...(await grown(sizes, open)));
  const feed = feedGoals(speeds).filter(({ goal }) => wanted.has(goal));
  return [
    ...results,
    ...feed,
    ...downloadGoals(files),
    ...latencies.slice(1).map((large, n) => growthGoal(latencies[n] ?? large, large)),
  ];
}

/** The smallest catalogue and the largest at once. */
async function grown(sizes: readonly number[], open: (entries: number) => Promise<Bench>): Promise<GoalResult[]> {
  const [first = 0, last = 0] = [sizes[0], sizes.at(-1)];
  if (first === last) return [];
  const opened: Bench[] = [];
  try {
    for (const entries of [first, last]) opened.push(await open(entries));
    const [small, large] = opened as [Bench, Bench];
    return await flatness(small, large);
  } finally {
    for (const bench of opened) await close(bench);
  }
}

async function close({ load, set }: Bench): Promise<void> {
  load.stop();
  await set.stop();
}

async function judged(bench: Bench, wanted: ReadonlySet<string>): Promise<GoalResult[]> {
  const results: GoalResult[] = [];
  for (const group of GROUPS.filter(({ goals }) => isWanted(goals, wanted))) {
    bench.log(`measuring ${group.goals.join(', ')}`);
    const measured = (await group.measure(bench)).filter(({ goal }) => wanted.has(goal));
    for (const result of measured)
      bench.log(`${result.goal} ${result.floor} | ${result.product} | ${verdictOf(result)}`);
    results.push(...measured);
  }
  return results;
}

function isWanted(goals: readonly string[], wanted: ReadonlySet<string>): boolean {
  return goals.some((goal) => wanted.has(goal));
}

/** `10k`, `1m` or a plain number. */
function entriesOf(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+)(k|m)?$/i.exec(text.trim()) ?? [];
  if (digits === '') throw new Error(`Not a size: ${text} (such as 10k, 100k, 1m)`);
  return Number(digits) * ({ k: 1_000, m: 1_000_000 }[unit.toLowerCase()] ?? 1);
}

function machine(): Record<string, unknown> {
  return {
    node: process.version,
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 1e9),
    date: new Date().toISOString().slice(0, 10),
  };
}
