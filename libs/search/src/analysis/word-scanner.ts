import { APOSTROPHE, isAstralLetter, isHighSurrogate, isOfWord, unitKind } from './character.js';

/** « l’ », « qu’ », « jusqu’ »: what stands before an apostrophe and says nothing. */
const elided = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu|quoiqu)$/i;
const LONGEST_ELIDED = 6;

/**
 * Calls `visit` with the place of each word, in order; elided articles are left out. Total and linear: every unit is
 * looked at twice at most. Written as one loop: all texts and all hits of a search go through it.
 * @param visit offsets in UTF-16 units, `end` behind the last one
 */
export function scanWords(text: string, visit: (start: number, end: number) => void): void {
  const { length } = text;
  let start = -1;
  for (let index = 0; index < length; index += 1) {
    const unit = text.charCodeAt(index);
    const kind = unitKind(unit);
    if (isOfWord(kind)) {
      if (start < 0) start = index;
    } else if (isHighSurrogate(unit) && isAstralLetter(text, index)) {
      if (start < 0) start = index;
      index += 1;
    } else if (start >= 0) {
      if (kind !== APOSTROPHE || !isElided(text, start, index)) visit(start, index);
      start = -1;
    }
  }
  if (start >= 0) visit(start, length);
}

function isElided(text: string, start: number, end: number): boolean {
  return end - start <= LONGEST_ELIDED && elided.test(text.slice(start, end));
}
