import type { AnalysisLanguage } from '../../analysis/word.js';
import type { GlossaryTerm } from '../glossary-group.js';
import type { GroupDraft } from '../group-rules.js';

/** A group that comes with the product. */
export interface ContentGroup extends GroupDraft {
  /** Stable through versions of the product: by it an installation knows the group again. */
  readonly key: string;
}

/**
 * Terms that mean the same. The key is made from the first one.
 * @param french terms, separated by ` | `; the first is the one to show
 * @param english the same in English, as people of the field say it
 */
export function same(french: string, english = ''): ContentGroup {
  return contentGroup(french, english, false);
}

/** A broad term that finds narrower ones, which do not find it: `leads('drone', 'quadricoptère | aile volante')`. */
export function leads(first: string, french: string, english = ''): ContentGroup {
  return contentGroup(`${first} | ${french}`, english, true);
}

function contentGroup(french: string, english: string, oneWay: boolean): ContentGroup {
  const terms = [...termsOf(french, 'FR'), ...termsOf(english, 'EN')];
  const first = terms[0]?.text ?? '';
  return { key: `${oneWay ? 'below' : 'same'}: ${first}`, terms, oneWay };
}

function termsOf(texts: string, lang: AnalysisLanguage): GlossaryTerm[] {
  return texts
    .split('|')
    .map((text) => ({ text: text.trim(), lang }))
    .filter(({ text }) => text !== '');
}
