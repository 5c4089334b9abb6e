import { type AnalysisLanguage, type Word, wordOf } from './word.js';

/** A word at its place in the text. */
export interface Token extends Word {
  /** Offsets in UTF-16 units of the text as given; `end` is behind the last one. */
  readonly start: number;
  readonly end: number;
}

const written = /[\p{L}\p{N}\p{M}]+/gu;
/** « l’ », « qu' », « jusqu’ »: what stands before an apostrophe and says nothing. */
const elided = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)$/i;
const apostrophes = new Set(["'", '’', 'ʼ', '‘']);

/**
 * Words of a text in their order, stop words too (marked), elided articles left out. Total: takes any string. Linear.
 * The one analysis of the product: the indexer, queries, the PostgreSQL fallback and the highlighter all use it.
 */
export function tokensOf(text: string, language: AnalysisLanguage): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(written)) {
    const [word] = match;
    const end = match.index + word.length;
    if (apostrophes.has(text.charAt(end)) && elided.test(word)) continue;
    const known = wordOf(word, language);
    if (known.folded !== '') tokens.push({ ...known, start: match.index, end });
  }
  return tokens;
}

/** Stems of a text without stop words, in their order: what the index and `search_document` hold. */
export function stemsOf(text: string, language: AnalysisLanguage): string[] {
  return tokensOf(text, language)
    .filter((token) => !token.stop)
    .map((token) => token.stem);
}
