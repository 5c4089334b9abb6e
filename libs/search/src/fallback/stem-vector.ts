import { tokensOf } from '../analysis/analyser.js';
import { type AnalysisLanguage, wordOf } from '../analysis/word.js';

/** PostgreSQL's weights, from the most telling place to the least. */
export type VectorWeight = 'A' | 'B' | 'C' | 'D';

/** What PostgreSQL takes: positions of a vector, positions of one lexeme. */
const LAST_POSITION = 16_383;
const MOST_PLACES = 255;
/** Longer "words" are nobody's words; a lexeme may have 2,046 bytes. */
const LONGEST = 100;
/** Between two texts, so that no phrase goes from one into the other. */
const GAP = 10;

/**
 * Makes a `tsvector` of the analyser's own stems, without PostgreSQL's parser: what is searched for is made by the same
 * analyser. Positions count words that are no stop words, as phrases do.
 */
export class StemVector {
  private readonly places = new Map<string, string[]>();
  private readonly written = new Set<string>();
  private position = 1;

  constructor(private readonly language: AnalysisLanguage) {}

  /** Words of an English text stand with their French stems too: a query of a word or two does not tell its language. */
  add(text: string, weight: VectorWeight): this {
    for (const token of tokensOf(text, this.language)) {
      if (token.stop || token.stem.length > LONGEST) continue;
      this.put(token.folded, token.stem, weight);
      if (this.language !== 'FR') this.put(token.folded, wordOf(token.folded, 'FR').stem, weight);
      if (this.position < LAST_POSITION) this.position += 1;
    }
    this.position = Math.min(this.position + GAP, LAST_POSITION);
    return this;
  }

  /** The vector so far, in PostgreSQL's own writing. */
  literal(): string {
    return [...this.places].map(([stem, places]) => `${lexeme(stem)}:${places.join(',')}`).join(' ');
  }

  /** `word stem`, each once: folded words and what they are searched as. */
  words(): string[] {
    return [...this.written];
  }

  private put(word: string, stem: string, weight: VectorWeight): void {
    const places = this.places.get(stem) ?? [];
    this.places.set(stem, places);
    const place = `${this.position}${weight}`;
    if (places.length < MOST_PLACES && places.at(-1) !== place) places.push(place);
    this.written.add(`${word} ${stem}`);
  }
}

/** A stem as PostgreSQL's vectors and queries write it. Stems are letters and digits; anything else is made harmless. */
export function lexeme(stem: string): string {
  return `'${stem.replace(/[\\'\0]/g, (character) => (character === '\0' ? '' : character + character))}'`;
}
