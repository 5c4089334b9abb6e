import type { AnalysisLanguage } from '../analysis/word.js';

/** A word or phrase of the glossary. */
export interface GlossaryTerm {
  /** As people write it: « vidéoprotection », « RGPD », "waste collection". */
  readonly text: string;
  readonly lang: AnalysisLanguage;
}

/** Words for the same thing: who searches one finds the others. */
export interface GlossaryGroup {
  readonly id: string;
  /** The first is the one to show. */
  readonly terms: readonly GlossaryTerm[];
  /** Only the first term finds the others, not they it: « IA générative » finds « LLM ». */
  readonly oneWay: boolean;
}
