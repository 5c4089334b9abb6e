import { beginningDistance, editDistance } from '@maillage/kernel';
import { type AnalysisLanguage, type Word, wordOf } from '../analysis/word.js';
import { WordScanner } from '../analysis/word-scanner.js';
import { WordFilter } from './word-filter.js';

/** Letters from which on the engine forgives a slip of the pen, and two. One in the first letter is two to it. */
const ONE_SLIP_FROM = 5;
const TWO_SLIPS_FROM = 9;
/** Longer "words" are no words: hostile ones cost nothing. */
const LONGEST = 40;

export type SoughtWord = Pick<Word, 'folded' | 'stem'>;

/** Whether the engine takes a word with a slip of the pen for another one. */
export function forgivesSlips({ folded }: SoughtWord): boolean {
  return folded.length >= ONE_SLIP_FROM && folded.length <= LONGEST;
}

/**
 * Finds words that are written nearly like those of a query, as the engine does: « vidéosurvellance » for
 * « vidéosurveillance ». Linear: words with the same first letter and about as many letters are compared, each once. (A
 * long word with another first letter and no other slip is found by the engine, and not marked.)
 */
export class NearWords {
  private readonly filter = new WordFilter();
  private readonly known = new Map<string, boolean>();

  /** @param half the one of them that may be half typed, where there is one */
  constructor(
    private readonly sought: readonly SoughtWord[],
    private readonly half: SoughtWord | undefined,
    private readonly language: AnalysisLanguage,
  ) {
    for (const { folded } of sought) this.filter.addPrefix(folded.slice(0, 1));
  }

  /** Stems of the near words of a text. */
  stemsIn(text: string): string[] {
    const stems = new Set<string>();
    for (const words = new WordScanner(text); words.next();) {
      const { start, end } = words;
      if (end - start > LONGEST || !this.filter.lets(text, start, end)) continue;
      const word = wordOf(text.slice(start, end), this.language);
      if (!word.stop && this.isNear(word)) stems.add(word.stem);
    }
    return [...stems];
  }

  private isNear(word: Word): boolean {
    const known = this.known.get(word.folded);
    if (known !== undefined) return known;
    const near = this.sought.some((one) => isNear(one, word) || (one === this.half && beginsNear(one, word)));
    this.known.set(word.folded, near);
    return near;
  }
}

/** By what is written, or by the stems: the engine compares both. */
function isNear(sought: SoughtWord, found: Word): boolean {
  return differLittle(sought.folded, found.folded) || differLittle(sought.stem, found.stem);
}

function differLittle(sought: string, found: string): boolean {
  const slips = slipsIn(sought);
  return (
    sought[0] === found[0] && Math.abs(sought.length - found.length) <= slips && editDistance(sought, found) <= slips
  );
}

function beginsNear({ folded: sought }: SoughtWord, { folded: found }: Word): boolean {
  const slips = slipsIn(sought);
  return (
    sought[0] === found[0] &&
    found.length >= sought.length - slips &&
    beginningDistance(sought, found.slice(0, sought.length + slips)) <= slips
  );
}

function slipsIn(sought: string): number {
  if (sought.length < ONE_SLIP_FROM) return 0;
  return sought.length < TWO_SLIPS_FROM ? 1 : 2;
}
