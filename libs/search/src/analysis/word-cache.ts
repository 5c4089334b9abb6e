import type { Word } from './word.js';

/**
 * Words by how they are written, bounded. Two generations: when the young one is full it becomes the old one, so that
 * words in use stay and a flood of invented ones passes through.
 */
export class WordCache {
  private young = new Map<string, Word>();
  private old = new Map<string, Word>();

  /** @param limit words kept at most */
  constructor(private readonly limit: number) {}

  get size(): number {
    return this.young.size + this.old.size;
  }

  get(written: string): Word | undefined {
    const word = this.young.get(written);
    if (word) return word;
    const aged = this.old.get(written);
    if (aged) this.set(written, aged);
    return aged;
  }

  /** @param written a string of its own, not a slice that would keep a whole text in memory */
  set(written: string, word: Word): void {
    if (this.young.size * 2 >= this.limit) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(written, word);
  }
}
