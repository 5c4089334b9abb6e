import type { Word } from '../analysis/word.js';
import { STEM_FIELDS } from '../engine/search-fields.js';
import type { EngineQuery } from './search-request.js';

/** Milliseconds a count is believed: words grow common slowly. */
const BELIEVED = 600_000;
const REMEMBERED = 20_000;

interface Count {
  readonly documents: number;
  readonly at: number;
}

/** In how many documents of an index a stem is: asked once in a while, so that rare words may tell more. */
export class DocumentFrequency {
  private readonly counts = new Map<string, Count>();

  /** Queries whose answers are not known yet; the empty one counts the documents. */
  unknown(indexUid: string, words: readonly Word[]): EngineQuery[] {
    const now = Date.now();
    return ['', ...words.map(({ stem }) => stem)]
      .filter((stem) => {
        const count = this.counts.get(keyOf(indexUid, stem));
        return !count || now - count.at > BELIEVED;
      })
      .map((q) => ({ indexUid, q, filter: [], limit: 0, matchingStrategy: 'all', attributesToSearchOn: STEM_FIELDS }));
  }

  learn(queries: readonly EngineQuery[], answers: readonly { readonly estimatedTotalHits: number }[]): void {
    if (this.counts.size > REMEMBERED) this.counts.clear();
    const at = Date.now();
    queries.forEach(({ indexUid, q }, index) => {
      this.counts.set(keyOf(indexUid, q), { documents: answers[index]?.estimatedTotalHits ?? 0, at });
    });
  }

  of(indexUid: string, word: Word): number {
    return this.counts.get(keyOf(indexUid, word.stem))?.documents ?? 0;
  }

  /** Inverse document frequency: 0.7 for a word that all documents have, more for a rarer one. */
  weight(indexUid: string, word: Word): number {
    const total = this.counts.get(keyOf(indexUid, ''))?.documents ?? 0;
    return Math.log(1 + (total + 1) / (this.of(indexUid, word) + 1));
  }

  /** The same, but a word that no document has tells nothing. */
  telling(indexUid: string, word: Word): number {
    return this.of(indexUid, word) === 0 ? 0 : this.weight(indexUid, word);
  }
}

function keyOf(indexUid: string, stem: string): string {
  return `${indexUid} ${stem}`;
}
