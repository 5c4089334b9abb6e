import type { GlossaryGroup, GlossaryTerm } from './glossary-group.js';
import { termIdentity } from './glossary-term.js';

/** A term with the terms that whoever searches it finds too. */
export interface LinkedTerm {
  readonly term: GlossaryTerm;
  /** Never the term itself; in the order of the groups. */
  readonly others: readonly GlossaryTerm[];
}

/**
 * Terms of all groups, each once, with what they find: the others of its group of equals; and where the term or an
 * equal is the first of a one-way group, that group's other terms with their equals. So a one-way group is written
 * once, from the broad word to the narrow ones, whatever their other spellings.
 */
export function linkedTerms(groups: readonly GlossaryGroup[]): LinkedTerm[] {
  const terms = new Map<string, GlossaryTerm>();
  const equals = new Map<string, readonly GlossaryTerm[]>();
  const narrower = new Map<string, readonly GlossaryTerm[]>();
  for (const { terms: own, oneWay } of groups) {
    for (const term of own) {
      const identity = termIdentity(term);
      if (!terms.has(identity)) terms.set(identity, term);
      if (!oneWay) equals.set(identity, own);
    }
    const [first, ...rest] = own;
    if (oneWay && first) narrower.set(termIdentity(first), rest);
  }
  const equalsOf = (term: GlossaryTerm): readonly GlossaryTerm[] => equals.get(termIdentity(term)) ?? [term];
  return [...terms].map(([identity, term]) => {
    const near = equalsOf(term);
    const below = near.flatMap((equal) => narrower.get(termIdentity(equal)) ?? []).flatMap(equalsOf);
    const found = new Map([...near, ...below].map((other) => [termIdentity(other), other]));
    found.delete(identity);
    return { term, others: [...found.values()] };
  });
}
