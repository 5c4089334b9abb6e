import { type Token, tokensOf } from '../../analysis/analyser.js';
import type { GroupDraft } from '../group-rules.js';
import { askedForms } from '../glossary-term.js';

/**
 * A query in the other words of a group: for each of the group's terms that it holds, once with each term that the
 * group leads to. Terms of several words stand in quotation marks, as the engine takes synonyms. Empty: it holds none.
 */
export function renamedQueries(query: string, { terms, oneWay }: GroupDraft): string[] {
  const tokens = tokensOf(query, 'FR').filter(({ stop }) => !stop);
  const asked = oneWay ? terms.slice(0, 1) : terms;
  const renamed = asked.flatMap((term) => {
    const place = placeOf(tokens, askedForms(term));
    if (!place) return [];
    const others = terms.filter((other) => other !== term);
    return others.map(
      ({ text }) => `${query.slice(0, place.start)}"${text.replaceAll('"', ' ')}"${query.slice(place.end)}`,
    );
  });
  return [...new Set(renamed)];
}

/** Where the first of these stem sequences stands, in UTF-16 units. */
function placeOf(
  tokens: readonly Token[],
  sequences: readonly (readonly string[])[],
): { readonly start: number; readonly end: number } | undefined {
  for (const sequence of sequences) {
    const at = tokens.findIndex((_, index) => sequence.every((stem, offset) => tokens[index + offset]?.stem === stem));
    const first = tokens[at];
    const last = tokens[at + sequence.length - 1];
    if (first && last) return { start: first.start, end: last.end };
  }
  return undefined;
}
