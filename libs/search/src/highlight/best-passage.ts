import type { Stretch } from './marked-html.js';
import type { Finding } from './term-finder.js';
import type { WordBorders } from './word-borders.js';

/** A part of a text and what was found in it. */
export interface Passage extends Stretch {
  readonly findings: readonly Finding[];
  /** Whether the text goes on before or behind it. */
  readonly isCutBefore: boolean;
  readonly isCutBehind: boolean;
}

/** What a passage is made for, with the numbers of its first and last word. */
interface Core extends Stretch {
  readonly firstWord: number;
  readonly lastWord: number;
}

/** Room for what has no words, such as links and tables. */
const UNITS_A_WORD = 12;
/** Signs at the very start or end that belong to the words beside them: « # », « . », « ». ». */
const LOOSE_SIGNS = 3;

interface Options {
  /** Of the passage, at most. */
  readonly words: number;
  /** By number of the term. */
  readonly weights: readonly number[];
  /** Of the whole text. */
  readonly borders: WordBorders;
}

/**
 * The stretch of at most so many words in which the most telling terms stand together; the first of equals. Linear.
 * @param findings not empty
 */
export function bestPassage(text: string, findings: readonly Finding[], options: Options): Passage {
  const core = bestCore(findings, options);
  const { start, end } = withNeighbours(core, options);
  return {
    start: start <= LOOSE_SIGNS ? 0 : start,
    end: text.length - end <= LOOSE_SIGNS ? text.length : end,
    findings: findings.filter((finding) => finding.start >= start && finding.end <= end),
    isCutBefore: start > LOOSE_SIGNS,
    isCutBehind: text.length - end > LOOSE_SIGNS,
  };
}

/** The findings that the passage is made for. */
function bestCore(findings: readonly Finding[], options: Options): Core {
  const counts = new Map<number, number>();
  let [weight, best] = [0, 0];
  let [from, bestFrom, bestTo] = [0, 0, 0];
  const count = (finding: Finding, by: 1 | -1): void => {
    for (const term of finding.terms) {
      const before = counts.get(term) ?? 0;
      counts.set(term, before + by);
      if (before + by === (by === 1 ? 1 : 0)) weight += by * (options.weights[term] ?? 1);
    }
  };
  for (const [to, finding] of findings.entries()) {
    count(finding, 1);
    for (
      let first = findings[from];
      first && from < to && !fits(first, finding, options.words);
      first = findings[from]
    ) {
      count(first, -1);
      from += 1;
    }
    if (weight > best + 1e-9) [best, bestFrom, bestTo] = [weight, from, to];
  }
  const [first, last] = [findings[bestFrom], findings[bestTo]];
  if (!first || !last) throw new RangeError('No findings to make a passage of');
  return { start: first.start, end: last.end, firstWord: first.firstWord, lastWord: last.lastWord };
}

function fits(first: Finding, last: Finding, words: number): boolean {
  return last.lastWord - first.firstWord < words && last.end - first.start <= words * UNITS_A_WORD;
}

/** Words are added behind and before by turns while there is room. */
function withNeighbours(core: Core, { words: most, borders }: Options): Stretch {
  const reach = most * UNITS_A_WORD;
  let { start, end } = core;
  let [previous, next] = [core.firstWord - 1, core.lastWord + 1];
  for (
    let words = core.lastWord - core.firstWord + 1;
    words < most && (previous >= 0 || next < borders.count);
    words += 1
  ) {
    // The shorter side first: what was found stands in the middle.
    if (next < borders.count && (previous < 0 || end - core.end <= core.start - start)) {
      const further = borders.end(next);
      if (further - start <= reach) end = further;
      next = further === end ? next + 1 : borders.count;
    } else {
      const further = borders.start(previous);
      if (end - further <= reach) start = further;
      previous = further === start ? previous - 1 : -1;
    }
  }
  return { start, end };
}
