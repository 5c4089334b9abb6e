import { tokensOf, type Token } from '../analysis/analyser.js';
import type { AnalysisLanguage } from '../analysis/word.js';

/** What a query looks for, for marking it. */
export interface HighlightTerms {
  /** Stems in sequence; most are of one. */
  readonly sequences: readonly (readonly string[])[];
  /** The word typed last, folded: it may be half typed. Empty: none. */
  readonly prefix: string;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Marks what was found. Safe HTML: everything is escaped, the only tag is `<mark>`. */
export class Highlighter {
  private readonly stems: ReadonlySet<string>;

  constructor(private readonly terms: HighlightTerms) {
    this.stems = new Set(terms.sequences.flat());
  }

  /** The whole text, or null when nothing in it was looked for. */
  mark(text: string, language: AnalysisLanguage): string | null {
    const found = this.found(text, language);
    return found.length === 0 ? null : marked(text, found, 0, text.length);
  }

  /** The passage with most of what was looked for, or null. @param words of the passage */
  passage(text: string, language: AnalysisLanguage, words = 30): string | null {
    const tokens = tokensOf(text, language);
    const found = tokens.filter((token) => this.isWanted(token));
    const [first] = found;
    if (!first) return null;
    const from = Math.max(0, tokens.indexOf(first) - 5);
    const last = tokens[Math.min(from + words, tokens.length) - 1];
    const start = from === 0 ? 0 : (tokens[from]?.start ?? 0);
    const end = from + words >= tokens.length ? text.length : (last?.end ?? text.length);
    return `${start > 0 ? '… ' : ''}${marked(text, found, start, end)}${end < text.length ? ' …' : ''}`;
  }

  private found(text: string, language: AnalysisLanguage): Token[] {
    return tokensOf(text, language).filter((token) => this.isWanted(token));
  }

  private isWanted({ stem, stop, folded }: Token): boolean {
    const { prefix } = this.terms;
    return !stop && (this.stems.has(stem) || (prefix !== '' && folded.startsWith(prefix)));
  }
}

function marked(text: string, found: readonly Token[], from: number, to: number): string {
  let html = '';
  let at = from;
  for (const { start, end } of found.filter((token) => token.start >= from && token.end <= to)) {
    html += `${escaped(text.slice(at, start))}<mark>${escaped(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + escaped(text.slice(at, to));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');
}
