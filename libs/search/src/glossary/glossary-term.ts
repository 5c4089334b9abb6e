import { stemsOf } from '../analysis/analyser.js';
import { fold } from '../analysis/word.js';
import type { GlossaryTerm } from './glossary-group.js';

/** Words that the engine takes as one key of a synonym; longer keys it keeps and never finds. */
export const MAX_KEY_WORDS = 3;

/** A term as the two stemmers read it. */
interface Reading {
  readonly french: readonly string[];
  readonly english: readonly string[];
  readonly identity: string;
  readonly names: readonly string[];
  readonly raw: readonly string[];
}

/** Terms never change, and are read often: each group is built from them and checked beside all others. */
const readings = new WeakMap<GlossaryTerm, Reading>();
const words = /[\p{L}\p{N}\p{M}]+/gu;

/** Stems of a term in its own language; none: it says nothing that is searched. */
export function termStems(term: GlossaryTerm): readonly string[] {
  const { french, english } = readingOf(term);
  return term.lang === 'FR' ? french : english;
}

/**
 * Terms with the same identity are the same term, whichever stemmer reads them: « chatbot », « chatbots », « Chatbot ».
 * « cybersécurité » and "cybersecurity" are two, although one stemmer cuts them alike.
 */
export function termIdentity(term: GlossaryTerm): string {
  return readingOf(term).identity;
}

/** What two terms share when a query for one finds the other by itself: the identity, or stems of one language. */
export function termNames(term: GlossaryTerm): readonly string[] {
  return readingOf(term).names;
}

/** Every word, folded and whole, stop words too: how fields that are not stemmed hold it. */
export function rawWords(term: GlossaryTerm): readonly string[] {
  return readingOf(term).raw;
}

/**
 * Stem sequences by which a query may hold the term. Those of both languages: a query does not tell its own, and the
 * two stemmers cut differently.
 */
export function askedForms(term: GlossaryTerm): (readonly string[])[] {
  const { french, english } = readingOf(term);
  return distinct([french, english]);
}

/**
 * Stem sequences by which documents hold the term: a French one stands in French documents; an English one in English
 * documents, and as a loanword in French ones.
 */
export function writtenForms(term: GlossaryTerm): (readonly string[])[] {
  const { french, english } = readingOf(term);
  return distinct(term.lang === 'FR' ? [french] : [english, french]);
}

function readingOf(term: GlossaryTerm): Reading {
  const known = readings.get(term);
  if (known) return known;
  const french = stemsOf(term.text, 'FR');
  const english = stemsOf(term.text, 'EN');
  const raw = (term.text.match(words) ?? []).map(fold).filter((word) => word !== '');
  const identity = `${french.join(' ')} | ${english.join(' ')}`;
  const names = [identity, `${term.lang} ${(term.lang === 'FR' ? french : english).join(' ')}`];
  const reading = { french, english, identity, names, raw };
  readings.set(term, reading);
  return reading;
}

/** Without doubles and without empty ones. */
function distinct(sequences: readonly (readonly string[])[]): (readonly string[])[] {
  const known = new Map(sequences.map((stems) => [stems.join(' '), stems]));
  known.delete('');
  return [...known.values()];
}
