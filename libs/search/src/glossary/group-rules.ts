import { localize, type UserError } from '@maillage/kernel';
import type { GlossaryGroup, GlossaryTerm } from './glossary-group.js';
import { glossaryMessages, type GlossaryProblemCode } from './glossary.messages.js';
import { MAX_KEY_WORDS, termIdentity, termNames, termStems } from './glossary-term.js';

export const MAX_TERMS = 20;
/** Characters of a term. */
export const MAX_TERM = 100;

/** A group as someone wants it. */
export type GroupDraft = Pick<GlossaryGroup, 'terms' | 'oneWay'>;

/** The term to show. */
export function groupTitle({ terms }: GroupDraft): string {
  return terms[0]?.text ?? '';
}

/** Terms as they are stored: normalized, outer and double spaces and control characters out. */
export function tidyTerms(terms: readonly GlossaryTerm[]): GlossaryTerm[] {
  return terms.map(({ text, lang }) => ({
    text: text
      .normalize('NFC')
      .replace(/[\p{C}\s]+/gu, ' ')
      .trim(),
    lang,
  }));
}

/**
 * What is wrong with a group beside the others; empty: nothing. Paths are below the group: `['terms', '2']`.
 * @param others all other groups
 */
export function groupProblems(group: GroupDraft, others: readonly GlossaryGroup[]): UserError[] {
  const problems = termProblems(group);
  // What follows compares terms, and would repeat for each broken one what was said.
  if (problems.length > 0) return problems;
  const lengths = group.terms.map((term) => termStems(term).length);
  if (group.oneWay) {
    if ((lengths[0] ?? 0) > MAX_KEY_WORDS) {
      problems.push(problem('GLOSSARY_FIRST_TERM_TOO_LONG', 0, { term: groupTitle(group), max: MAX_KEY_WORDS }));
    }
    return [...problems, ...oneWayProblems(group, others)];
  }
  if (Math.min(...lengths) > MAX_KEY_WORDS) {
    problems.push(problem('GLOSSARY_NO_SHORT_TERM', null, { max: MAX_KEY_WORDS }));
  }
  return [...problems, ...equalsProblems(group, others)];
}

function termProblems({ terms }: GroupDraft): UserError[] {
  const problems: UserError[] = [];
  if (terms.length < 2) problems.push(problem('GLOSSARY_TOO_FEW_TERMS', null, {}));
  if (terms.length > MAX_TERMS) return [problem('GLOSSARY_TOO_MANY_TERMS', null, { max: MAX_TERMS })];
  const known = new Map<string, string>();
  for (const [index, term] of terms.entries()) {
    if (term.text.length > MAX_TERM) {
      const start = `${term.text.slice(0, 30).toWellFormed()}…`;
      problems.push(problem('GLOSSARY_TERM_TOO_LONG', index, { term: start, max: MAX_TERM }));
      continue;
    }
    const identity = termIdentity(term);
    const twin = known.get(identity);
    if (termStems(term).length === 0) problems.push(problem('GLOSSARY_TERM_UNSEARCHABLE', index, { term: term.text }));
    else if (twin !== undefined) problems.push(problem('GLOSSARY_TERM_TWICE', index, { term: term.text, twin }));
    else known.set(identity, term.text);
  }
  return problems;
}

/** A term has one group of equals; equals are not one-way of each other. */
function equalsProblems({ terms }: GroupDraft, others: readonly GlossaryGroup[]): UserError[] {
  const own = placesOf(terms);
  return others.flatMap((other) => {
    const shared = other.terms.flatMap((term, place) => {
      const index = own(term);
      return index === undefined ? [] : [{ term, place, index }];
    });
    if (!other.oneWay) {
      return shared.map(({ term, index }) => elsewhere('GLOSSARY_TERM_ELSEWHERE', index, terms[index] ?? term, other));
    }
    if (shared[0]?.place !== 0) return [];
    return shared.slice(1).map(({ term, index }) => contradiction(term, index, groupTitle(other), other));
  });
}

/** A term is first of one one-way group, and no equal of what it leads to. */
function oneWayProblems({ terms: [first, ...rest] }: GroupDraft, others: readonly GlossaryGroup[]): UserError[] {
  if (!first) return [];
  const isFirst = placesOf([first]);
  const below = placesOf(rest);
  return others.flatMap((other) => {
    const place = other.terms.findIndex((term) => isFirst(term) !== undefined);
    if (place < 0) return [];
    if (other.oneWay && place === 0) return [elsewhere('GLOSSARY_FIRST_TERM_ELSEWHERE', 0, first, other)];
    // Its equals; or what leads to it in one way, to which it must not lead back.
    const tied = other.oneWay ? other.terms.slice(0, 1) : other.terms;
    return tied.flatMap((term) => {
      const index = below(term);
      return index === undefined ? [] : [contradiction(term, index + 1, first.text, other)];
    });
  });
}

/** Position of the same term among these, if it is there. */
function placesOf(terms: readonly GlossaryTerm[]): (term: GlossaryTerm) => number | undefined {
  const places = new Map<string, number>();
  for (const [index, term] of terms.entries()) for (const name of termNames(term)) places.set(name, index);
  return (term) =>
    termNames(term)
      .map((name) => places.get(name))
      .find((index) => index !== undefined);
}

function elsewhere(code: GlossaryProblemCode, index: number, term: GlossaryTerm, other: GlossaryGroup): UserError {
  return problem(code, index, { term: term.text, group: groupTitle(other), groupId: other.id });
}

function contradiction(term: GlossaryTerm, index: number, first: string, other: GlossaryGroup): UserError {
  const details = { term: term.text, first, group: groupTitle(other), groupId: other.id };
  return problem('GLOSSARY_CONTRADICTION', index, details);
}

function problem(
  code: GlossaryProblemCode,
  index: number | null,
  details: Readonly<Record<string, string | number>>,
): UserError {
  const path = index === null ? ['terms'] : ['terms', String(index)];
  return { code, message: localize(glossaryMessages[code], details), path, details };
}
