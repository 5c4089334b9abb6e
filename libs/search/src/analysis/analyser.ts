import { WordScanner } from './word-scanner.js';
import { type AnalysisLanguage, type Word, wordOf } from './word.js';

/** A word at its place in the text. */
export interface Token extends Word {
  /** Offsets in UTF-16 units of the text as given; `end` is behind the last one. */
  readonly start: number;
  readonly end: number;
}

/**
 * Words of a text in their order, stop words too (marked), elided articles left out. Total: takes any string. Linear.
 * The one analysis of the product: the indexer, queries, the PostgreSQL fallback and the highlighter all use it.
 */
export function tokensOf(text: string, language: AnalysisLanguage): Token[] {
  const tokens: Token[] = [];
  for (const words = new WordScanner(text); words.next();) {
    const { start, end } = words;
    const { folded, stem, stop } = wordOf(text.slice(start, end), language);
    if (folded !== '') tokens.push({ folded, stem, stop, start, end });
  }
  return tokens;
}

/** Stems of a text without stop words, in their order: what the index and `search_document` hold. */
export function stemsOf(text: string, language: AnalysisLanguage): string[] {
  const stems: string[] = [];
  for (const words = new WordScanner(text); words.next();) {
    const { stem, stop } = wordOf(text.slice(words.start, words.end), language);
    if (!stop && stem !== '') stems.push(stem);
  }
  return stems;
}
