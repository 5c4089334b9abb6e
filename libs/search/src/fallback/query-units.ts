import { editDistance } from '@maillage/kernel';
import type { Word } from '../analysis/word.js';
import type { Expansion } from '../glossary/glossary.js';
import type { SearchWords } from '../query/search-words.js';
import { lexeme } from './stem-vector.js';
import type { KnownWord } from './vocabulary.view.js';

/** One thing that a result should have: a word or a phrase, in `tsquery` writing. */
export interface QueryUnit {
  /** As it was asked for, or meant where it has a slip of the pen. */
  readonly exact: string;
  /** What may stand for it: other words of the glossary, completions of a half word. Null when nothing does. */
  readonly others: string | null;
  /** How much it tells: more for a rare one (idf). */
  readonly weight: number;
  /** Share of the documents that have it, about. */
  readonly share: number;
}

export interface QueryUnits {
  /** Phrases first. */
  readonly units: readonly QueryUnit[];
  /** How many of the first ones no result may lack. */
  readonly required: number;
  /** In `tsquery` writing; null when nothing is excluded. */
  readonly excluded: string | null;
  /** Stems that are looked for in place of words with a slip of the pen. */
  readonly meant: readonly string[];
}

/** Words looked for at most, the rarest: hostile queries cost no more. */
const MOST_WORDS = 16;
const MOST_PHRASES = 8;
/** Taken as the share of documents that have a phrase, or a word that is known by other names alone. */
const PHRASE_SHARE = 0.02;
const OTHERS_SHARE = 0.05;
/** Other words that a slip of the pen may have meant. */
const MOST_MENDED = 3;

/**
 * The query as PostgreSQL is asked. Pure.
 * @param known what the documents know of each of the words, in their order
 * @param expand the glossary's answer to a sequence of stems
 */
export function queryUnits(
  { words, phrases, excluded }: SearchWords,
  known: readonly KnownWord[],
  expand: (stems: readonly string[]) => readonly Expansion[],
): QueryUnits {
  const asIs = expand(words.map(({ stem }) => stem));
  const asked = words.map((word, index) => {
    const answer = known[index];
    // A word that the glossary knows is no slip of the pen, though no document has it.
    return { word, index, known: answer, meant: asIs.some((one) => covers(one, index)) ? [] : meantBy(word, answer) };
  });
  const isMended = asked.some(({ meant }) => meant.length > 0);
  const expansions = isMended ? expand(asked.map(({ word, meant }) => meant[0] ?? word.stem)) : asIs;
  const rarest = [...asked]
    .sort((a, b) => (a.known?.documents ?? 0) - (b.known?.documents ?? 0))
    .slice(0, MOST_WORDS)
    .map(({ index }) => index);
  const required = phrases
    .slice(0, MOST_PHRASES)
    .map((phrase) => ({ exact: phraseOf(phrase.map(({ stem }) => stem)), others: null, ...tellingOf(PHRASE_SHARE) }));
  const units = asked
    .filter(({ index }) => rarest.includes(index))
    .map(({ word, index, known: answer, meant }): QueryUnit => {
      const names = expansions.filter((one) => covers(one, index)).flatMap(({ alternatives }) => alternatives);
      const exact = anyOf([word.stem, ...meant].map(lexeme));
      const others = [...(answer?.begun ?? []).map(lexeme), ...names.map(phraseOf)];
      return { exact, others: others.length > 0 ? anyOf(others) : null, ...tellingOf(shareOf(answer)) };
    });
  const without = excluded.slice(0, MOST_WORDS).map((some) => phraseOf(some.map(({ stem }) => stem)));
  return {
    units: [...required, ...units],
    required: required.length,
    excluded: without.length > 0 ? anyOf(without) : null,
    meant: asked.flatMap(({ meant }) => meant),
  };
}

function covers({ start, length }: Expansion, index: number): boolean {
  return start <= index && index < start + length;
}

function shareOf(known: KnownWord | undefined): number {
  if (!known || known.all === 0) return OTHERS_SHARE;
  const mended = Math.max(0, ...known.near.map(({ documents }) => documents));
  const documents = known.documents || known.begunDocuments || mended;
  return documents === 0 ? OTHERS_SHARE : Math.min(1, documents / known.all);
}

function tellingOf(share: number): Pick<QueryUnit, 'weight' | 'share'> {
  return { weight: Math.log(1 + 1 / share), share };
}

/** Stems of the words that a slip of the pen was most likely for: one letter off, two in a long word. */
function meantBy(word: Word, known: KnownWord | undefined): string[] {
  const allowed = word.folded.length < 8 ? 1 : 2;
  const measured = (known?.near ?? [])
    .map((candidate) => ({ ...candidate, distance: editDistance(word.folded, candidate.word) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance || b.documents - a.documents);
  return measured
    .filter(({ distance }) => distance === measured[0]?.distance)
    .slice(0, MOST_MENDED)
    .map(({ stem }) => stem);
}

function phraseOf(stems: readonly string[]): string {
  return `(${stems.map(lexeme).join(' <-> ')})`;
}

function anyOf(queries: readonly string[]): string {
  return [...new Set(queries)].join(' | ');
}
