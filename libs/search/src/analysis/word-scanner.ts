import { APOSTROPHE, isAstralLetter, isHighSurrogate, isOfWord, unitKind } from './character.js';

/** « l’ », « qu’ », « jusqu’ »: what stands before an apostrophe and says nothing. */
const elided = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu|quoiqu)$/i;
const LONGEST_ELIDED = 6;

/**
 * Walks the words of a text, in order; elided articles are left out. Total and linear: every unit is looked at twice at
 * most. A walker, not a callback: all texts and all hits of a search go through it, and an engine cannot inline a call
 * that goes to somebody else each time.
 *
 *     for (const words = new WordScanner(text); words.next();) text.slice(words.start, words.end);
 */
export class WordScanner {
  /** Of the word last met, in UTF-16 units; `end` is behind its last one. */
  start = 0;
  end = 0;
  private index: number;

  /** @param from where to begin, and `to` where to end: words that stand across are cut there */
  constructor(
    private readonly text: string,
    from = 0,
    private readonly to: number = text.length,
  ) {
    this.index = from;
  }

  /** Goes to the next word. @returns false when there is none */
  next(): boolean {
    const { text, to } = this;
    let start = -1;
    for (let { index } = this; index < to; index += 1) {
      const unit = text.charCodeAt(index);
      const kind = unitKind(unit);
      if (isOfWord(kind)) {
        if (start < 0) start = index;
      } else if (isHighSurrogate(unit) && isAstralLetter(text, index)) {
        if (start < 0) start = index;
        index += 1;
      } else if (start >= 0) {
        if (kind !== APOSTROPHE || !isElided(text, start, index)) return this.met(start, index);
        start = -1;
      }
    }
    this.index = to;
    return start >= 0 && this.met(start, to);
  }

  private met(start: number, end: number): true {
    this.start = start;
    this.end = end;
    this.index = end;
    return true;
  }
}

function isElided(text: string, start: number, end: number): boolean {
  return end - start <= LONGEST_ELIDED && elided.test(text.slice(start, end));
}
