import { WordScanner } from '../analysis/word-scanner.js';
import { type AnalysisLanguage, wordOf } from '../analysis/word.js';
import type { Stretch } from './marked-html.js';
import { type StemSequence, TermAutomaton } from './term-automaton.js';
import { WordBorders } from './word-borders.js';
import { WordFilter } from './word-filter.js';

/** Where terms stand in a text; terms that overlap make one. */
export interface Finding extends Stretch {
  /** Numbers of its first and last word in the text, from 0. */
  readonly firstWord: number;
  readonly lastWord: number;
  /** Numbers of the terms, as given; a half-typed word is the one behind the last. */
  readonly terms: ReadonlySet<number>;
}

/** Finds the terms of a query in texts of one language. Linear: only words that may be meant are analysed. */
export class TermFinder {
  private readonly automaton: TermAutomaton;
  private readonly filter = new WordFilter();
  /** The number of the half-typed word. */
  private readonly typed: ReadonlySet<number>;
  /** Sets of terms with that number, by those without: the last word of a query is nearly always a term as well. */
  private readonly withTyped = new Map<ReadonlySet<number>, ReadonlySet<number>>();
  /** Stems of terms for all texts: in an English one they may be French ones, which the index has beside its own. */
  private readonly common: ReadonlySet<string>;
  /** Of all words of the text searched last. */
  private readonly borders = new WordBorders();
  private searched = '';

  /** @param prefix folded start of a half-typed word, empty when there is none */
  constructor(
    terms: readonly (StemSequence & { readonly language?: AnalysisLanguage })[],
    private readonly prefix: string,
    private readonly language: AnalysisLanguage,
  ) {
    this.automaton = new TermAutomaton(terms);
    this.typed = new Set([terms.length]);
    const common = terms.filter((term) => term.language === undefined);
    this.common = new Set(language === 'FR' ? [] : common.flatMap(({ stems }) => stems));
    for (const stem of this.automaton.firstStems()) this.filter.addStem(stem);
    if (prefix !== '') this.filter.addPrefix(prefix);
  }

  find(text: string): Finding[] {
    const { automaton, filter, language, borders } = this;
    const findings: Finding[] = [];
    /** Numbers of the words since a term began, stop words left out. */
    let begun: number[] = [];
    automaton.restart();
    borders.clear();
    this.searched = text;
    for (const words = new WordScanner(text); words.next();) {
      const { start, end } = words;
      const number = borders.count;
      borders.add(start, end);
      if (!automaton.inside && !filter.lets(text, start, end)) continue;
      const { folded, stem, stop } = wordOf(text.slice(start, end), language);
      if (stop || folded === '') continue;
      automaton.take(this.common.size > 0 ? this.soughtStem(folded, stem) : stem);
      if (automaton.inside) begun.push(number);
      else if (begun.length > 0) begun = [];
      if (begun.length > 2 * automaton.reach) begun = begun.slice(-automaton.reach);
      const isTyped = this.prefix !== '' && folded.startsWith(this.prefix);
      if (automaton.longest === 0 && !isTyped) continue;
      const firstWord = begun[begun.length - automaton.longest] ?? number;
      const terms = isTyped ? this.typedToo(automaton.terms) : automaton.terms;
      join(findings, { start: borders.start(firstWord), end, firstWord, lastWord: number, terms });
    }
    return findings;
  }

  /** Where the words of a text are: known already of the one searched last. Holds until the next search. */
  bordersOf(text: string): WordBorders {
    if (text !== this.searched) this.find(text);
    return this.borders;
  }

  private typedToo(terms: ReadonlySet<number>): ReadonlySet<number> {
    const known = this.withTyped.get(terms);
    if (known) return known;
    const both = united(terms, this.typed);
    this.withTyped.set(terms, both);
    return both;
  }

  private soughtStem(folded: string, stem: string): string {
    const french = wordOf(folded, 'FR').stem;
    return !this.common.has(stem) && this.common.has(french) ? french : stem;
  }
}

/** Findings come in the order of their ends: a longer one may cover or continue those before it. */
function join(findings: Finding[], added: Finding): void {
  let joined = added;
  for (let last = findings.at(-1); last && last.end > joined.start; last = findings.at(-1)) {
    findings.pop();
    joined = joinedTo(last, joined);
  }
  findings.push(joined);
}

function joinedTo(last: Finding, added: Finding): Finding {
  const head = last.start < added.start ? last : added;
  // The smaller set goes into the larger one: « a a a a … » joins as often as it has words.
  const [few, many] = last.terms.size < added.terms.size ? [last.terms, added.terms] : [added.terms, last.terms];
  const { start, firstWord } = head;
  return { start, firstWord, end: added.end, lastWord: added.lastWord, terms: united(many, few) };
}

function united(many: ReadonlySet<number>, few: ReadonlySet<number>): ReadonlySet<number> {
  if (many === few || many.size === 0) return few;
  const missing = [...few].filter((term) => !many.has(term));
  return missing.length === 0 ? many : new Set([...many, ...missing]);
}
