import { type Token, tokensOf } from '../analysis/analyser.js';
import type { GlossaryGroup } from './glossary-group.js';
import { type LinkedTerm, linkedTerms } from './glossary-links.js';
import { askedForms, MAX_KEY_WORDS, rawWords, writtenForms } from './glossary-term.js';
import { StemTree } from './stem-tree.js';

/** A sequence of a query's stems that is a term, and what else it may be called. */
export interface Expansion {
  /** Position of its first stem. */
  readonly start: number;
  /** Stems. */
  readonly length: number;
  /** Stem sequences of the other terms; at least one, none empty. */
  readonly alternatives: readonly (readonly string[])[];
}

/** One version of the glossary, ready for queries. Immutable; building it costs milliseconds for hundreds of groups. */
export class Glossary {
  private readonly links: readonly LinkedTerm[];
  private readonly tree = new StemTree<(readonly string[])[]>();
  private readonly shorter = new StemTree<string>();

  /**
   * @param version number of the change that made it; 0: there was none
   * @param groups as stored: checked by `groupProblems`
   */
  constructor(
    readonly version: number,
    readonly groups: readonly GlossaryGroup[],
  ) {
    this.links = linkedTerms(groups);
    for (const link of this.links) this.addLink(link);
    for (const group of groups) if (!group.oneWay) this.addLongTerms(group);
  }

  /**
   * For the setting `synonyms` of Meilisearch: every term of at most three words to the others. Whole words lead to
   * whole words (for fields as written), stems to stems (for the stemmed ones). Keys in alphabetical order.
   */
  engineSynonyms(): Record<string, string[]> {
    const synonyms = new Map<string, Set<string>>();
    const add = (key: readonly string[], values: readonly string[]): void => {
      if (key.length === 0 || key.length > MAX_KEY_WORDS) return;
      const name = key.join(' ');
      const known = synonyms.get(name) ?? new Set();
      for (const value of values) if (value !== name) known.add(value);
      if (known.size > 0) synonyms.set(name, known);
    };
    for (const { term, others } of this.links) {
      const stems = others.flatMap((other) => writtenForms(other).map((form) => form.join(' ')));
      add(
        rawWords(term),
        others.map((other) => rawWords(other).join(' ')),
      );
      for (const form of askedForms(term)) add(form, stems);
    }
    // Code units, not a locale: the same on every machine, so that equal settings compare equal.
    const keys = [...synonyms.keys()].sort();
    return Object.fromEntries(keys.map((key) => [key, [...(synonyms.get(key) ?? [])]]));
  }

  /**
   * The query with each term that is too long to be a key of the engine put in its group's shortest words. What stands
   * in quotation marks or behind a minus is left as it was written. Linear.
   */
  rewrite(query: string): string {
    if (this.shorter.isEmpty) return query;
    const parts = query.split(/("[^"]*"|«[^»]*»|“[^”]*”)/);
    return parts.map((part, index) => (index % 2 === 0 ? this.rewritten(part) : part)).join('');
  }

  /** Every sequence of the stems that is a term, by its place; sequences may overlap. Linear. */
  expansions(stems: readonly string[]): Expansion[] {
    const found: Expansion[] = [];
    for (let start = 0; start < stems.length; start += 1) {
      for (const { length, value: alternatives } of this.tree.matches(stems, start)) {
        found.push({ start, length, alternatives });
      }
    }
    return found;
  }

  private addLink({ term, others }: LinkedTerm): void {
    const written = others.flatMap(writtenForms);
    for (const form of askedForms(term)) {
      // Another term may be asked for by the same stems: what both lead to is found.
      const all = [...(this.tree.get(form) ?? []), ...written];
      const alternatives = new Map(all.map((stems) => [stems.join(' '), stems]));
      alternatives.delete(form.join(' '));
      if (alternatives.size > 0) this.tree.set(form, [...alternatives.values()]);
    }
  }

  private addLongTerms({ terms }: GlossaryGroup): void {
    const [shortest] = [...terms].sort(
      (a, b) => rawWords(a).length - rawWords(b).length || a.text.length - b.text.length,
    );
    if (!shortest) return;
    for (const term of terms) {
      for (const form of askedForms(term)) {
        if (form.length > MAX_KEY_WORDS) this.shorter.set(form, shortest.text);
      }
    }
  }

  private rewritten(part: string): string {
    // Both readings have the same words at the same places: they differ in stems alone.
    const french = saying(tokensOf(part, 'FR'));
    const readings = [french, saying(tokensOf(part, 'EN'))].map((tokens) => tokens.map(({ stem }) => stem));
    let text = '';
    let end = 0;
    for (let start = 0; start < french.length;) {
      const found = readings.flatMap((stems) => this.shorter.matches(stems, start));
      const { length, value } = found.reduce((best, one) => (one.length > best.length ? one : best), NOTHING);
      const run = french.slice(start, start + length);
      const [first] = run;
      const last = run.at(-1);
      if (!first || !last || run.some((token) => isExcluded(part, token))) {
        start += 1;
        continue;
      }
      text += part.slice(end, first.start) + value;
      end = last.end;
      start += length;
    }
    return text + part.slice(end);
  }
}

const NOTHING = { length: 0, value: '' };

function saying(tokens: readonly Token[]): Token[] {
  return tokens.filter(({ stop }) => !stop);
}

/** A word with a minus before it: `-mot`. */
function isExcluded(text: string, { start }: Token): boolean {
  return /(?:^|\s)-$/.test(text.slice(Math.max(0, start - 2), start));
}
