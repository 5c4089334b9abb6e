import { fold } from './word.js';

/** Does not belong to a word. */
export const SEPARATOR = 0;
/** Letters and digits that fold to one of `a`–`z`, `0`–`9` are 1 to 36, in that order. */
export const LAST_PLAIN = 36;
/** Belongs to a word and folds to something else, or to several letters: « œ », « ж », astral letters. */
export const OTHER = 37;
/** Belongs to a word and folds to nothing: combining marks, soft hyphens and the like. */
export const SILENT = 38;
/** Parts words, and elides the one before it. */
export const APOSTROPHE = 39;

const UNKNOWN = 255;
const UNITS = 0x10000;
const PLAIN = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** What people and their software write for an apostrophe; « ʼ » counts as a letter elsewhere. */
const APOSTROPHES = "'’‘ʼ‛′´`＇";
/** Soft hyphen, joiners, byte order mark: they come with text copied from documents and stand inside words. */
const INVISIBLE = '\u00ad\u200c\u200d\u2060\ufeff';
const WRITTEN = /[\p{L}\p{N}\p{M}]/u;

/** Filled as units are met: most texts use a hundred. */
const known = new Uint8Array(UNITS).fill(UNKNOWN);

/**
 * What a UTF-16 unit is to a word: SEPARATOR, a number up to LAST_PLAIN, OTHER, SILENT or APOSTROPHE.
 * Halves of astral characters are SEPARATOR: see `isAstralLetter`.
 */
export function unitKind(unit: number): number {
  const kind = known[unit] ?? SEPARATOR;
  return kind === UNKNOWN ? (known[unit] = kindOf(String.fromCharCode(unit))) : kind;
}

export function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** Whether a whole letter or digit beyond the basic plane starts at a high surrogate: it takes two units. */
export function isAstralLetter(text: string, index: number): boolean {
  const point = text.codePointAt(index) ?? 0;
  return point >= UNITS && WRITTEN.test(String.fromCodePoint(point));
}

/** Whether what `unitKind` says is part of a word. */
export function isOfWord(kind: number): boolean {
  return kind > SEPARATOR && kind < APOSTROPHE;
}

function kindOf(character: string): number {
  if (APOSTROPHES.includes(character)) return APOSTROPHE;
  if (INVISIBLE.includes(character)) return SILENT;
  if (!WRITTEN.test(character)) return SEPARATOR;
  const folded = fold(character);
  if (folded === '') return SILENT;
  return folded.length === 1 && PLAIN.includes(folded) ? PLAIN.indexOf(folded) + 1 : OTHER;
}
