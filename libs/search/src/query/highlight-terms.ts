import type { Glossary } from '../glossary/glossary.js';
import type { HighlightTerms } from '../highlight/highlighter.js';
import type { HighlightTerm } from '../highlight/term-marker.js';
import { type SearchWords, wordsOf } from './search-words.js';

/** What another name for a word tells, against the word itself, when a passage is chosen. */
const EXPANDED = 0.5;

/**
 * What results of a query are marked for: its words and phrases, and what the glossary calls them otherwise.
 * @param meant stems that were looked for in place of words that no document has
 */
export function highlightTerms(
  page: { readonly words: SearchWords; readonly glossary: Pick<Glossary, 'expansions'> },
  meant: readonly string[] = [],
): HighlightTerms {
  const { words, phrases } = page.words;
  const inPhrases = phrases.flat().length;
  const expanded = page.glossary
    .expansions(wordsOf(page.words).map(({ stem }) => stem))
    .map(({ start, length, alternatives }) => ({
      covers: (place: number) => start <= place && place < start + length,
      terms: alternatives.map((stems): HighlightTerm => ({ stems, weight: EXPANDED })),
    }));
  const own = words.map(({ stem }): HighlightTerm => ({ stems: [stem] }));
  return {
    terms: [
      ...phrases.map((phrase) => ({ stems: phrase.map(({ stem }) => stem) })),
      ...own,
      ...expanded.flatMap(({ terms }) => terms),
      ...meant.map((stem) => ({ stems: [stem] })),
    ],
    prefix: words.at(-1)?.folded ?? '',
    words: words.map((word, index) => ({
      word,
      terms: [
        ...own.slice(index, index + 1),
        ...expanded.filter(({ covers }) => covers(inPhrases + index)).flatMap(({ terms }) => terms),
      ],
      isTyped: index === words.length - 1,
    })),
  };
}
