import type { AnalysisLanguage } from '../analysis/word.js';
import { bestPassage } from './best-passage.js';
import { markedHtml } from './marked-html.js';
import type { StemSequence } from './term-automaton.js';
import { type Finding, TermFinder } from './term-finder.js';

/** A word or phrase that a query looks for; synonyms are terms of their own. */
export interface HighlightTerm extends StemSequence {
  /** Language of the texts it is looked for in, by the stems of that language. Absent: all texts, as the index has them. */
  readonly language?: AnalysisLanguage;
  /** How telling it is, for the choice of a passage; 1 when absent. */
  readonly weight?: number;
}

const PASSAGE_WORDS = 30;
const CUT = '…';

/** Marks terms in texts of one language. */
export class TermMarker {
  private readonly finder: TermFinder;
  private readonly weights: readonly number[];
  /** Of the texts of one hit: what is missing in them is asked before they are marked. */
  private readonly findings = new Map<string, readonly Finding[]>();

  constructor(
    private readonly terms: readonly HighlightTerm[],
    prefix: string,
    language: AnalysisLanguage,
  ) {
    this.finder = new TermFinder(terms, prefix, language);
    this.weights = [...terms.map((term) => term.weight ?? 1), 1];
  }

  /**
   * The whole text as safe HTML (see `markedHtml`).
   * @returns null when nothing is found
   */
  mark(text: string): string | null {
    const findings = this.find(text);
    return findings.length === 0 ? null : markedHtml(text, { start: 0, end: text.length }, findings);
  }

  /**
   * The passage in which the most telling terms stand together, as safe HTML, cut at words; « … » stands for what is
   * left out. Markdown stays as it is.
   * @param words of the passage at most; a phrase longer than that is shown whole
   * @returns null when nothing is found
   */
  passage(text: string, words: number = PASSAGE_WORDS): string | null {
    const findings = this.find(text);
    if (findings.length === 0) return null;
    const passage = bestPassage(text, findings, {
      words,
      weights: this.weights,
      borders: this.finder.bordersOf(text),
    });
    const html = markedHtml(text, passage, passage.findings);
    return `${passage.isCutBefore ? `${CUT} ` : ''}${html}${passage.isCutBehind ? ` ${CUT}` : ''}`;
  }

  /** Terms that stand in one of the texts, and whether one of them has a word that begins as the half-typed one. */
  standingIn(texts: readonly string[]): { readonly terms: ReadonlySet<HighlightTerm>; readonly hasTyped: boolean } {
    this.findings.clear();
    const numbers = new Set<number>();
    for (const text of texts) for (const { terms } of this.find(text)) for (const term of terms) numbers.add(term);
    const terms = new Set(this.terms.filter((_, number) => numbers.has(number)));
    return { terms, hasTyped: numbers.has(this.terms.length) };
  }

  private find(text: string): readonly Finding[] {
    const known = this.findings.get(text);
    if (known) return known;
    const found = this.finder.find(text);
    this.findings.set(text, found);
    return found;
  }
}
