import { newStemmer } from 'snowball-stemmers';
import { cutsTooMuch, withoutFrenchEnding } from './french-ending.js';
import { stopWords } from './stop-words.js';
import { WordCache } from './word-cache.js';

/** Language of a text or of a query: it chooses the stemmer. Stop words are those of both. */
export type AnalysisLanguage = 'FR' | 'EN';

/** What the analyser knows of a word, however often it is met. */
export interface Word {
  /** Lower case, without accents and ligatures; letters and digits only. Empty when there are only marks. */
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
const caches = { FR: new WordCache(CACHE_SIZE), EN: new WordCache(CACHE_SIZE) };

/** @param written letters, digits and combining marks, as they stand in the text */
export function wordOf(written: string, language: AnalysisLanguage): Word {
  const cache = caches[language];
  const known = cache.get(written);
  if (known) return known;
  if (written.length > LONGEST) return analysed(written, language);
  const own = copyOf(written);
  const word = analysed(own, language);
  cache.set(own, word);
  return word;
}

/**
 * Lower case, without accents and ligatures, letters and digits only: « Œuvre » → oeuvre, « L’Haÿ » → lhay.
 * Total and linear: marks go before the normalisation, which takes quadratic time to order many in a row.
 */
export function fold(written: string): string {
  return written
    .replace(/\p{M}+/gu, '')
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+|ʼ/gu, '')
    .normalize('NFC');
}

function analysed(written: string, language: AnalysisLanguage): Word {
  const folded = fold(written);
  return { folded, stem: stemOf(folded, language), stop: stopWords.has(folded) };
}

/** Engines keep a slice as a view of its whole text, which a cache would hold in memory. */
function copyOf(slice: string): string {
  return Buffer.from(slice, 'utf16le').toString('utf16le');
}

/** Stems until nothing changes, so that what was analysed once may be analysed again. */
function stemOf(folded: string, language: AnalysisLanguage): string {
  if (folded.length > LONGEST || /[^a-z]/.test(folded)) return folded;
  const steps = language === 'FR' ? [frenchStem, withoutFrenchEnding] : [englishStem];
  let stem = folded;
  for (let next: string | undefined = stem; next !== undefined;) {
    stem = next;
    next = steps.map((step) => step(stem)).find((shorter) => mayFollow(stem, shorter));
  }
  return stem;
}

function frenchStem(word: string): string {
  const stem = stemmers.FR.stem(word);
  return cutsTooMuch(word, stem) ? word : stem;
}

function englishStem(word: string): string {
  return stemmers.EN.stem(word);
}

function mayFollow(stem: string, next: string): boolean {
  return next !== stem && next.length >= SHORTEST_STEM && next.length <= stem.length && !stopWords.has(next);
}
