import type { HighlightTerms } from '../highlight/highlighter.js';
import type { SearchWords } from './search-words.js';

/** What results of a query are marked for. */
export function highlightTerms({ words, phrases }: SearchWords): HighlightTerms {
  return {
    sequences: [...phrases.map((phrase) => phrase.map(({ stem }) => stem)), ...words.map(({ stem }) => [stem])],
    prefix: words.at(-1)?.folded ?? '',
  };
}
