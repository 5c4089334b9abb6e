import type { Glossary } from '../glossary/glossary.js';
import type { HighlightTerms } from '../highlight/highlighter.js';
import { type SearchWords, wordsOf } from './search-words.js';

/** What another name for a word tells, against the word itself, when a passage is chosen. */
const EXPANDED = 0.5;

/** What results of a query are marked for: its words and phrases, and what the glossary calls them otherwise. */
export function highlightTerms(page: { readonly words: SearchWords; readonly glossary: Glossary }): HighlightTerms {
  const { words, phrases } = page.words;
  const expansions = page.glossary.expansions(wordsOf(page.words).map(({ stem }) => stem));
  return {
    terms: [
      ...phrases.map((phrase) => ({ stems: phrase.map(({ stem }) => stem) })),
      ...words.map(({ stem }) => ({ stems: [stem] })),
      ...expansions.flatMap(({ alternatives }) => alternatives.map((stems) => ({ stems, weight: EXPANDED }))),
    ],
    prefix: words.at(-1)?.folded ?? '',
  };
}
