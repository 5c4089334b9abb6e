import { newStemmer } from 'snowball-stemmers';
import { stopWords } from './stop-words.js';

/** Language of a text or of a query: it chooses the stemmer. Stop words are those of both. */
export type AnalysisLanguage = 'FR' | 'EN';

/** What the analyser knows of a word, however often it is met. */
export interface Word {
  /** Lower case, without accents and ligatures; letters and digits only. */
  readonly folded: string;
  /** What the forms of the word share; the stem of a stem is itself. */
  readonly stem: string;
  /** Says nothing alone (« de », « pour », "the"): never searched. Acronyms never are. */
  readonly stop: boolean;
}

/** Longer "words" are no words: they are kept as they are, so that hostile ones cost nothing. */
const LONGEST = 40;
/** A stem of fewer letters would bring together what has nothing in common. */
const SHORTEST_STEM = 3;
/** Words kept by language; a catalogue of a million entries uses fewer. */
const CACHE_SIZE = 100_000;

const stemmers = { FR: newStemmer('french'), EN: newStemmer('english') };
const caches: Readonly<Record<AnalysisLanguage, Map<string, Word>>> = { FR: new Map(), EN: new Map() };

/** @param written letters, digits and combining marks, as they stand in the text */
export function wordOf(written: string, language: AnalysisLanguage): Word {
  const cache = caches[language];
  const known = cache.get(written);
  if (known) return known;
  const folded = fold(written);
  const word = { folded, stem: stemOf(folded, language), stop: stopWords.has(folded) };
  if (written.length > LONGEST) return word;
  // Emptied rather than aged: filled again within a second, and simple.
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(written, word);
  return word;
}

/** « Œuvre » → oeuvre, « Déchèterie » → decheterie. */
export function fold(written: string): string {
  return written
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .normalize('NFC');
}

/** Stems until nothing changes, so that what was analysed once may be analysed again. */
function stemOf(folded: string, language: AnalysisLanguage): string {
  if (folded.length > LONGEST || /[^a-z]/.test(folded)) return folded;
  let stem = folded;
  for (;;) {
    const next = stemmers[language].stem(stem);
    if (next === stem || next.length < SHORTEST_STEM || next.length > stem.length || stopWords.has(next)) return stem;
    stem = next;
  }
}
