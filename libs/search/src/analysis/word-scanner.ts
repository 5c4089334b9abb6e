import { isApostrophe, isAstralLetter, SEPARATOR, unitKind } from './character.js';

/** « l’ », « qu’ », « jusqu’ »: what stands before an apostrophe and says nothing. */
const elided = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu|quoiqu)$/i;
const LONGEST_ELIDED = 6;

/**
 * Calls `visit` with the place of each word, in order; elided articles are left out. Total and linear: every unit is
 * looked at twice at most.
 * @param visit offsets in UTF-16 units, `end` behind the last one
 */
export function scanWords(text: string, visit: (start: number, end: number) => void): void {
  const { length } = text;
  for (let index = 0; index < length;) {
    const start = index;
    for (let width = widthAt(text, index); width > 0; width = widthAt(text, index)) index += width;
    if (index === start) index += 1;
    else if (!isElided(text, start, index)) visit(start, index);
  }
}

/** Units of the letter, digit or mark at a place; 0 when there is none. */
function widthAt(text: string, index: number): number {
  if (index >= text.length) return 0;
  if (unitKind(text.charCodeAt(index)) !== SEPARATOR) return 1;
  return isAstralLetter(text, index) ? 2 : 0;
}

function isElided(text: string, start: number, end: number): boolean {
  return end - start <= LONGEST_ELIDED && isApostrophe(text, end) && elided.test(text.slice(start, end));
}
