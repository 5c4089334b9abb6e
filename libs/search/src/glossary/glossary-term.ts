import { stemsOf } from '../analysis/analyser.js';
import { fold } from '../analysis/word.js';
import type { GlossaryTerm } from './glossary-group.js';

/** Words that the engine takes as one key of a synonym; longer keys it keeps and never finds. */
export const MAX_KEY_WORDS = 3;

const words = /[\p{L}\p{N}\p{M}]+/gu;

/** Stems of a term in its own language: what makes two terms the same. */
export function termStems({ text, lang }: GlossaryTerm): string[] {
  return stemsOf(text, lang);
}

/** Terms with the same identity are the same term: « chatbot », « chatbots », « Chatbot ». */
export function termIdentity(term: GlossaryTerm): string {
  return termStems(term).join(' ');
}

/** Every word, folded and whole, stop words too: how fields that are not stemmed hold it. */
export function rawWords(text: string): string[] {
  return (text.match(words) ?? []).map(fold).filter((word) => word !== '');
}

/**
 * Stem sequences by which a query may hold the term. Those of both languages: a query does not tell its own, and the
 * two stemmers cut differently.
 */
export function askedForms({ text }: GlossaryTerm): string[][] {
  return distinct([stemsOf(text, 'FR'), stemsOf(text, 'EN')]);
}

/**
 * Stem sequences by which documents hold the term: a French one stands in French documents; an English one in English
 * documents, and as a loanword in French ones.
 */
export function writtenForms({ text, lang }: GlossaryTerm): string[][] {
  return lang === 'FR' ? distinct([stemsOf(text, 'FR')]) : distinct([stemsOf(text, 'EN'), stemsOf(text, 'FR')]);
}

function distinct(sequences: readonly string[][]): string[][] {
  const known = new Map(sequences.map((stems) => [stems.join(' '), stems]));
  known.delete('');
  return [...known.values()];
}
