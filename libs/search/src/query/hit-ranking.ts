import type { Expansion } from '../glossary/glossary.js';
import { STEM_FIELDS } from '../engine/search-fields.js';
import type { Word } from '../analysis/word.js';

type StemField = (typeof STEM_FIELDS)[number];

/** A hit with its stems. */
export type RankedHit = Readonly<Record<StemField, string>>;

/** A word that is looked for, what else it may be called, and how much it tells. */
interface Sought {
  readonly forms: readonly { readonly stems: readonly string[]; readonly share: number }[];
  readonly weight: number;
}

/** How much a word in a field tells, against one in the text. */
const FIELD_WEIGHTS: Readonly<Record<StemField, number>> = { s_title: 3, s_names: 2, s_keywords: 2, s_text: 1 };
/** Another word for it counts for less than the word itself. */
const EXPANDED = 0.5;
/** Saturation: a word found often tells little more than one found twice (BM25's k1). */
const SATURATION = 1.2;
const MOST_IN_A_FIELD = 3;

/**
 * Orders a few hits by how much of the query they have: rare words count for more (idf), a word in the title for more
 * than one in the text, another name for less than the word itself, and hits with all of it for more than hits with a
 * part (coordination). The engine's rules look at the best match only; its order decides between equals.
 */
export class HitRanking {
  private readonly sought: readonly Sought[];
  private readonly total: number;

  /** @param weight idf of a word */
  constructor(words: readonly Word[], expansions: readonly Expansion[], weight: (word: Word) => number) {
    this.sought = words.map((word, place) => ({
      weight: weight(word),
      forms: [
        { stems: [word.stem], share: 1 },
        ...expansions
          .filter(({ start, length }) => start <= place && place < start + length)
          .flatMap(({ alternatives }) => alternatives.map((stems) => ({ stems, share: EXPANDED }))),
      ],
    }));
    this.total = this.sought.reduce((sum, one) => sum + one.weight, 0) || 1;
  }

  /** The hits in a new order; equals stay as they were. */
  order<Hit extends RankedHit>(hits: readonly Hit[]): Hit[] {
    const scored = hits.map((hit) => ({ hit, score: this.score(hit) }));
    return scored.sort((a, b) => b.score - a.score).map(({ hit }) => hit);
  }

  private score(hit: RankedHit): number {
    // Spaces around, so that a stem is found whole.
    const texts = STEM_FIELDS.map((field) => ({ text: ` ${hit[field]} `, weight: FIELD_WEIGHTS[field] }));
    let score = 0;
    let matched = 0;
    for (const { forms, weight } of this.sought) {
      const best = Math.max(...forms.map(({ stems, share }) => share * saturated(texts, ` ${stems.join(' ')} `)));
      score += weight * best;
      if (best > 0) matched += weight;
    }
    return score * (matched / this.total);
  }
}

function saturated(texts: readonly { text: string; weight: number }[], needle: string): number {
  const found = texts.reduce((sum, { text, weight }) => sum + weight * occurrences(text, needle), 0);
  return found / (SATURATION + found);
}

function occurrences(text: string, needle: string): number {
  let count = 0;
  for (let at = text.indexOf(needle); at >= 0 && count < MOST_IN_A_FIELD; at = text.indexOf(needle, at + 1)) count += 1;
  return count;
}
