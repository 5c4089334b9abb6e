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

/** Terms that stand in one of several texts, and whether a word there begins as the half-typed one. */
export interface StandingTerms {
  readonly terms: ReadonlySet<HighlightTerm>;
  readonly hasTyped: boolean;
}

const PASSAGE_WORDS = 30;
const CUT = '…';

/** Marks terms in texts of one language. */
export class TermMarker {
  private readonly finder: TermFinder;
  private readonly weights: readonly number[];
  /** Of the texts of one hit: what is missing in them is asked before they are marked. A map would hash every text. */
  private searched: readonly { readonly text: string; readonly findings: readonly Finding[] }[] = [];

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

  /** What stands in texts that are marked next. */
  standingIn(texts: readonly string[]): StandingTerms {
    this.searched = texts.map((text) => ({ text, findings: this.finder.find(text) }));
    return this.standing(this.searched.map(({ findings }) => findings));
  }

  /** What stands in texts that are not marked. */
  among(texts: readonly string[]): StandingTerms {
    return this.standing(texts.map((text) => this.finder.find(text)));
  }

  private standing(findings: readonly (readonly Finding[])[]): StandingTerms {
    const standing = new Set<HighlightTerm>();
    let hasTyped = false;
    for (const { terms } of findings.flat()) {
      for (const number of terms) {
        const term = this.terms[number];
        if (term) standing.add(term);
        else hasTyped = true;
      }
    }
    return { terms: standing, hasTyped };
  }

  private find(text: string): readonly Finding[] {
    return this.searched.find((one) => one.text === text)?.findings ?? this.finder.find(text);
  }
}
