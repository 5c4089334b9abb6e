import type { RunStatement } from '@maillage/database';
import { type Word, wordOf } from '../analysis/word.js';
import type { IndexedAudience } from '../engine/search-index.js';
import type { Glossary } from '../glossary/glossary.js';
import type { SearchWords } from '../query/search-words.js';

/** Words that are too short for the engine's tolerance of typing errors, and for trigrams. */
const SHORT = /^[a-z]{3,4}$/;
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** What the glossary is asked: whether it knows a word. */
type Names = Pick<Glossary, 'expansions'>;

/** What a word of a few letters may have been meant to be. */
interface Slip {
  readonly word: string;
  /** Neighbours changed places: what happens most to who types fast. */
  readonly swap: boolean;
}

interface Candidate {
  readonly word: string;
  readonly documents: number;
}

const candidatesStatement = `
  SELECT word, sum(documents)::int AS documents FROM search_word
   WHERE audience = $1 AND word = ANY($2::text[]) AND documents > 0 GROUP BY word`;

/**
 * Reads short words that nothing has as slips of the pen (« rgdp », « eua »), for a search that found nothing.
 * @param isUnknown tells that no document has a form of the word
 * @returns null when there is nothing to mend
 */
export async function mendedWords(
  run: RunStatement,
  audience: IndexedAudience,
  given: { readonly words: SearchWords; readonly glossary: Names },
  isUnknown: (word: Word) => boolean,
): Promise<SearchWords | null> {
  const { words, glossary } = given;
  const wrong = words.words.filter(
    (word) => SHORT.test(word.folded) && isUnknown(word) && !isNamed(glossary, word.stem),
  );
  if (wrong.length === 0) return null;
  const slips = new Map(wrong.map((word) => [word, slipsOf(word.folded)]));
  const asked = [...new Set([...slips.values()].flat().map(({ word }) => word))];
  const known = new Map(
    (await run<Candidate>(candidatesStatement, [audience, asked])).map(({ word, documents }) => [word, documents]),
  );
  const mended = words.words.map((word) => bestOf(slips.get(word) ?? [], known, glossary) ?? word.folded);
  if (mended.every((word, index) => word === words.words[index]?.folded)) return null;
  return { ...words, words: mended.map((word) => wordOf(word, words.language)) };
}

/** A swap before another slip, then what more documents have; a term of the glossary counts without any. */
function bestOf(slips: readonly Slip[], known: ReadonlyMap<string, number>, glossary: Names): string | undefined {
  const found = slips
    .map(({ word, swap }) => ({ word, swap, documents: known.get(word) ?? (isNamed(glossary, word) ? 0 : -1) }))
    .filter(({ documents }) => documents >= 0);
  return found.sort((a, b) => Number(b.swap) - Number(a.swap) || b.documents - a.documents)[0]?.word;
}

function isNamed(glossary: Names, stem: string): boolean {
  return glossary.expansions([stem]).length > 0;
}

/** One slip away: neighbours swapped, a letter changed, dropped or added. The first letter else is hardly ever wrong. */
function slipsOf(folded: string): Slip[] {
  const swaps = new Set<string>();
  const others = new Set<string>();
  for (let at = 0; at < folded.length; at += 1) {
    const [before, letter, rest] = [folded.slice(0, at), folded.slice(at, at + 1), folded.slice(at + 1)];
    if (rest !== '') swaps.add(before + rest.slice(0, 1) + letter + rest.slice(1));
    if (at > 0) others.add(before + rest);
    for (const other of LETTERS) {
      if (at > 0) others.add(before + other + rest);
      others.add(before + letter + other + rest);
    }
  }
  const isOther = (word: string): boolean => word !== folded && word.length > 1;
  return [
    ...[...swaps].filter(isOther).map((word) => ({ word, swap: true })),
    ...[...others].filter((word) => isOther(word) && !swaps.has(word)).map((word) => ({ word, swap: false })),
  ];
}
