import { tokensOf } from '../analysis/analyser.js';
import { languageOf } from '../analysis/language.js';
import type { AnalysisLanguage, Word } from '../analysis/word.js';

/** What a query looks for, in the analyser's words. Stop words are in none of its parts. */
export interface SearchWords {
  readonly language: AnalysisLanguage;
  /** In their order, each stem once. The last may be half typed. */
  readonly words: readonly Word[];
  /** « "marché public" »: words that must stand together. */
  readonly phrases: readonly (readonly Word[])[];
  /** « -caméra »: no result has them. */
  readonly excluded: readonly (readonly Word[])[];
}

/** A sign, then a phrase in quotation marks or what stands without a space. */
const part = /(?<=^|\s)(-?)(?:"([^"]*)"|«([^»]*)»|(\S+))/gu;

/** Reads a query as it is typed: quotation marks join, a `-` before a word excludes, everything else is words. */
export function searchWords(query: string): SearchWords {
  const language = languageOf(query);
  const words: Word[] = [];
  const phrases: Word[][] = [];
  const excluded: Word[][] = [];
  for (const [, sign, straight, angled, plain] of query.matchAll(part)) {
    const found = readWords(straight ?? angled ?? plain ?? '', language);
    if (found.length === 0) continue;
    if (sign === '-') excluded.push(found);
    else if (plain === undefined && found.length > 1) phrases.push(found);
    else words.push(...found);
  }
  return { language, words: eachOnce(words), phrases, excluded };
}

/** All that is looked for, phrases word by word. */
export function wordsOf({ words, phrases }: SearchWords): Word[] {
  return [...phrases.flat(), ...words];
}

/** Nothing to look for: everything is listed. */
export function isListing({ words, phrases, excluded }: SearchWords): boolean {
  return words.length + phrases.length + excluded.length === 0;
}

function readWords(text: string, language: AnalysisLanguage): Word[] {
  return tokensOf(text, language).filter((token) => !token.stop);
}

/** Of a word written twice the last one stays: only what is typed last may be half typed. */
function eachOnce(words: readonly Word[]): Word[] {
  return words.filter((word, index) => words.findLastIndex(({ stem }) => stem === word.stem) === index);
}
