import { fold, type AnalysisLanguage } from './word.js';

/** Short words that only one of the two languages has, folded. */
const english = new Set(
  'the of to and is are was were with from by for what which who how where when why does do did can could should our your their this that these those using'.split(
    ' ',
  ),
);
const french = new Set(
  'le la les des du un une et est sont pour dans avec sur par aux au quel quelle quels quelles comment qui que quoi ou nos vos leur leurs ce cette ces l d'.split(
    ' ',
  ),
);

/** Language of a query: English when its small words are, French otherwise. A few words do not always tell. */
export function languageOf(query: string): AnalysisLanguage {
  const words = query.split(/[^\p{L}]+/u).map(fold);
  return words.some((word) => english.has(word)) && !words.some((word) => french.has(word)) ? 'EN' : 'FR';
}
