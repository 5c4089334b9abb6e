import { tokensOf } from '../analysis/analyser.js';
import { type AnalysisLanguage, wordOf } from '../analysis/word.js';

/**
 * Stems of texts, as the index holds them. Words of an English entry have their French stem beside the English one where
 * they differ: queries of a word or two do not tell their language.
 */
export function shadowText(texts: readonly string[], language: AnalysisLanguage): string {
  return texts.map((text) => shadowOf(text, language)).join(' ');
}

function shadowOf(text: string, language: AnalysisLanguage): string {
  const stems: string[] = [];
  for (const { stop, stem, folded } of tokensOf(text, language)) {
    if (stop) continue;
    stems.push(stem);
    if (language === 'FR') continue;
    const french = wordOf(folded, 'FR').stem;
    if (french !== stem) stems.push(french);
  }
  return stems.join(' ');
}
