import type { AnalysisLanguage } from '../analysis/word.js';
import { forgivesSlips, NearWords, type SoughtWord } from './near-words.js';
import { type HighlightTerm, type StandingTerms, TermMarker } from './term-marker.js';

/** A word of a query. */
export interface HighlightWord {
  readonly word: SoughtWord;
  /** What stands for it: itself and its other names, of `HighlightTerms.terms`. */
  readonly terms: readonly HighlightTerm[];
  /** It is the one of the prefix. */
  readonly isTyped: boolean;
}

/** What a query looks for, for marking it. */
export interface HighlightTerms {
  readonly terms: readonly HighlightTerm[];
  /** Folded start of the word typed last, which may be half typed: words that start so are marked. Empty: none. */
  readonly prefix: string;
  /** Words that may have been found by what is written nearly so. Absent: none. */
  readonly words?: readonly HighlightWord[];
}

/** More words are not looked for in what is written nearly so: hostile queries cost no more. */
const MOST_WORDS = 10;

/**
 * Marks in texts what a query found, in whatever form it stands there: « réseau » marks « réseaux ». Words of a phrase
 * are marked where they follow each other, stop words between them included. Made once a query, used for all its hits.
 */
export class Highlighter {
  private readonly markers = new Map<string, TermMarker>();
  private readonly near = new Map<string, NearWords>();
  private readonly words: readonly HighlightWord[];

  constructor(private readonly sought: HighlightTerms) {
    this.words = (sought.words ?? []).filter(({ word }) => forgivesSlips(word)).slice(0, MOST_WORDS);
  }

  /**
   * For texts that belong together: those of one hit. A word of the query that stands in none of them is marked where
   * something is written nearly so: the engine forgives slips of the pen, and found the hit by it.
   * @param others texts of the hit that are searched and not marked; read only when a word is not in the first ones
   */
  of(texts: readonly string[], language: AnalysisLanguage, others: () => readonly string[] = () => []): TermMarker {
    const exact = this.markerFor(language, []);
    if (this.words.length === 0) return exact;
    let missing = missingIn(exact.standingIn(texts), this.words);
    if (missing.length > 0) missing = missingIn(exact.among(others()), missing);
    if (missing.length === 0) return exact;
    const near = this.nearWords(missing, language);
    const stems = new Set(texts.flatMap((text) => near.stemsIn(text)));
    return stems.size === 0 ? exact : this.markerFor(language, [...stems]);
  }

  private nearWords(missing: readonly HighlightWord[], language: AnalysisLanguage): NearWords {
    const key = `${language} ${missing.map((one) => this.words.indexOf(one)).join(' ')}`;
    const known = this.near.get(key);
    if (known) return known;
    const typed = missing.find(({ isTyped }) => isTyped);
    const words = missing.map(({ word }) => word);
    const made = new NearWords(words, typed?.word, language);
    this.near.set(key, made);
    return made;
  }

  /** @param near stems of words that are marked too */
  private markerFor(language: AnalysisLanguage, near: readonly string[]): TermMarker {
    const key = `${language} ${near.join(' ')}`;
    const known = this.markers.get(key);
    if (known) return known;
    const { terms: all, prefix } = this.sought;
    const terms = all.filter((term) => term.language === undefined || term.language === language);
    const made = new TermMarker([...terms, ...near.map((stem) => ({ stems: [stem], language }))], prefix, language);
    this.markers.set(key, made);
    return made;
  }
}

function missingIn(standing: StandingTerms, words: readonly HighlightWord[]): readonly HighlightWord[] {
  return words.filter(
    ({ terms, isTyped }) => !(isTyped && standing.hasTyped) && !terms.some((term) => standing.terms.has(term)),
  );
}
