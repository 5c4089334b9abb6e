import { groupProblems } from '../group-rules.js';
import type { GlossaryGroup } from '../glossary-group.js';
import { askedForms, MAX_KEY_WORDS, rawWords, termIdentity } from '../glossary-term.js';
import { Glossary } from '../glossary.js';
import { glossaryContent } from './glossary-content.js';

const groups: GlossaryGroup[] = glossaryContent.map(({ key, terms, oneWay }) => ({ id: key, terms, oneWay }));

describe('the glossary that comes with the product', () => {
  it('has at least 170 groups of equals, each with its own key', () => {
    expect(groups.filter(({ oneWay }) => !oneWay).length).toBeGreaterThanOrEqual(170);
    expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
  });

  it.each(groups.map((group) => [group.id, group] as const))('%s stands beside the others', (_key, group) => {
    const others = groups.filter(({ id }) => id !== group.id);
    expect(groupProblems(group, others).map(({ message }) => message.en)).toEqual([]);
  });

  it('has English terms, or is a variant within French', () => {
    // Two terms or more of one language alone are spellings, acronyms and names of French institutions.
    const french = groups.filter(({ terms, oneWay }) => !oneWay && terms.every(({ lang }) => lang === 'FR'));
    expect(french.length / groups.length).toBeLessThan(0.15);
  });

  it('uses every term: as a key of the engine, or rewritten to one', () => {
    const glossary = new Glossary(1, groups);
    const synonyms = glossary.engineSynonyms();
    const unused = groups
      .flatMap(({ terms, oneWay }) => (oneWay ? terms.slice(0, 1) : terms))
      .filter((term) => {
        const [form = []] = askedForms(term);
        const rewritten = form.length > MAX_KEY_WORDS && glossary.rewrite(term.text) !== term.text;
        return !(form.join(' ') in synonyms || rawWords(term).join(' ') in synonyms || rewritten);
      });
    expect(unused).toEqual([]);
  });

  it('does not bring two groups together by words that the stemmer cuts alike', () => {
    const owners = new Map<string, Set<string>>();
    for (const { id, terms, oneWay } of groups) {
      if (oneWay) continue;
      for (const form of terms.flatMap(askedForms)) {
        const name = form.join(' ');
        owners.set(name, (owners.get(name) ?? new Set()).add(id));
      }
    }
    expect([...owners].filter(([, ids]) => ids.size > 1).map(([form, ids]) => [form, ...ids])).toEqual([]);
  });

  it('has no first term of a one-way group without its equals', () => {
    const equal = new Set(groups.filter(({ oneWay }) => !oneWay).flatMap(({ terms }) => terms.map(termIdentity)));
    const alone = groups.filter(({ terms, oneWay }) => oneWay && terms[0] && !equal.has(termIdentity(terms[0])));
    expect(alone.map(({ id }) => id)).toEqual([]);
  });

  it('stays within what the engine takes for one word: 50 synonyms of 100 words', () => {
    for (const [key, values] of Object.entries(new Glossary(1, groups).engineSynonyms())) {
      expect([key, values.length <= 50 && values.join(' ').split(' ').length <= 100]).toEqual([key, true]);
    }
  });
});
