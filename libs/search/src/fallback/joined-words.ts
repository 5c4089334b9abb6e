import { type AnalysisLanguage, type Word, wordOf } from '../analysis/word.js';
import type { Expansion } from '../glossary/glossary.js';
import type { KnownWord } from './vocabulary.view.js';

/** « co-voiturage » or « mini bus » may stand in documents as one word: each word joined to the next one. */
export function joinedWords(words: readonly Word[], language: AnalysisLanguage): Word[] {
  return words.slice(1).map((word, place) => wordOf(`${words[place]?.folded ?? ''}${word.folded}`, language));
}

/** Those that documents have, as other names of the two. @param known what documents know of each, in their order */
export function joinedExpansions(joined: readonly Word[], known: readonly KnownWord[]): Expansion[] {
  return joined.flatMap(({ stem }, start) =>
    (known[start]?.documents ?? 0) > 0 ? [{ start, length: 2, alternatives: [[stem]] }] : [],
  );
}
