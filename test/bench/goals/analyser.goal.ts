import { stemsOf } from '@maillage/search';
import { inventEntry } from '../generator/entries.js';
import { inventWorld } from '../generator/places.js';
import { Random } from '../generator/random.js';
import { type GoalResult, quantile } from '../report/goal.js';

const ENTRIES = 2_000;
const COMMUNES = 300;
/** UTF-8 bytes of the entry that the goal speaks of. */
const ENTRY_SIZE = 2_000;

/** ANALYSER: entries of 2 kB that one core analyses in a second of its time, words in the cache. Needs no data set. */
export function analyserGoal({ seed, rounds }: { readonly seed: number; readonly rounds: number }): GoalResult {
  const world = inventWorld(new Random(seed, 0), COMMUNES);
  const texts = Array.from({ length: ENTRIES }, (_, number) => textOf(inventEntry(seed, number, world).content));
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const cold = analysed(texts);
  const warm = quantile(
    Array.from({ length: Math.max(rounds, 1) }, () => analysed(texts)),
    0.5,
  );
  const rate = (seconds: number): number => bytes / ENTRY_SIZE / seconds;
  return {
    goal: 'ANALYSER',
    what: 'entries of 2 kB analysed on one core',
    size: ENTRIES,
    floor: '–',
    product: `${rate(warm).toFixed(0)}/s (empty cache: ${rate(cold).toFixed(0)}/s)`,
    figure: rate(warm),
    unit: '/s',
    must: { atLeast: 10_000 },
    stretch: { atLeast: 15_000 },
  };
}

/** Seconds of processor time: what else runs on the machine does not count. */
function analysed(texts: readonly string[]): number {
  const before = process.cpuUsage();
  const stems = texts.reduce((sum, text) => sum + stemsOf(text, 'FR').length, 0);
  if (stems === 0) throw new Error('The entries have no words');
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (content === null || typeof content !== 'object') return '';
  return Object.values(content).map(textOf).join(' ');
}
