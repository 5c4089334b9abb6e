import type { AnalysisLanguage } from '../analysis/word.js';
import { bestPassage } from './best-passage.js';
import { markedHtml } from './marked-html.js';
import type { StemSequence } from './term-automaton.js';
import { TermFinder } from './term-finder.js';

/** A word or phrase that a query looks for; synonyms are terms of their own. */
export interface HighlightTerm extends StemSequence {
  /** Language of the texts it is looked for in, by the stems of that language. Absent: all texts, as the index has them. */
  readonly language?: AnalysisLanguage;
  /** How telling it is, for the choice of a passage; 1 when absent. */
  readonly weight?: number;
}

/** What a query looks for, for marking it. */
export interface HighlightTerms {
  readonly terms: readonly HighlightTerm[];
  /** Folded start of the word typed last, which may be half typed: words that start so are marked. Empty: none. */
  readonly prefix: string;
}

const PASSAGE_WORDS = 30;
const CUT = '…';

/**
 * Marks in texts what a query found, in whatever form it stands there: « réseau » marks « réseaux ». Words of a phrase
 * are marked where they follow each other, stop words between them included. Made once a query, used for all its hits.
 */
export class Highlighter {
  private readonly finders = new Map<AnalysisLanguage, { finder: TermFinder; weights: readonly number[] }>();

  constructor(private readonly sought: HighlightTerms) {}

  /**
   * The whole text as safe HTML (see `markedHtml`).
   * @returns null when nothing is found
   */
  mark(text: string, language: AnalysisLanguage): string | null {
    const findings = this.finderFor(language).finder.find(text);
    return findings.length === 0 ? null : markedHtml(text, { start: 0, end: text.length }, findings);
  }

  /**
   * The passage in which the most telling terms stand together, as safe HTML, cut at words; « … » stands for what is
   * left out. Markdown stays as it is.
   * @param words of the passage at most; a phrase longer than that is shown whole
   * @returns null when nothing is found
   */
  passage(text: string, language: AnalysisLanguage, words: number = PASSAGE_WORDS): string | null {
    const { finder, weights } = this.finderFor(language);
    const findings = finder.find(text);
    if (findings.length === 0) return null;
    const passage = bestPassage(text, findings, { words, weights, borders: finder.borders });
    const html = markedHtml(text, passage, passage.findings);
    return `${passage.isCutBefore ? `${CUT} ` : ''}${html}${passage.isCutBehind ? ` ${CUT}` : ''}`;
  }

  private finderFor(language: AnalysisLanguage): { finder: TermFinder; weights: readonly number[] } {
    const made = this.finders.get(language);
    if (made) return made;
    const { terms: all, prefix } = this.sought;
    const terms = all.filter((term) => term.language === undefined || term.language === language);
    const weights = [...terms.map((term) => term.weight ?? 1), 1];
    const finder = { finder: new TermFinder(terms, prefix, language), weights };
    this.finders.set(language, finder);
    return finder;
  }
}
