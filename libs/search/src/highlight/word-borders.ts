const FEW = 512;

/** Where the words of a text stand, by their numbers. Kept from text to text: every hit of a search has hundreds. */
export class WordBorders {
  private borders = new Int32Array(2 * FEW);
  private filled = 0;

  get count(): number {
    return this.filled / 2;
  }

  /** In UTF-16 units. @param word its number, from 0 */
  start(word: number): number {
    return this.borders[2 * word] ?? 0;
  }

  /** Behind its last unit. */
  end(word: number): number {
    return this.borders[2 * word + 1] ?? 0;
  }

  clear(): void {
    this.filled = 0;
  }

  add(start: number, end: number): void {
    if (this.filled === this.borders.length) this.grow();
    this.borders[this.filled] = start;
    this.borders[this.filled + 1] = end;
    this.filled += 2;
  }

  private grow(): void {
    const larger = new Int32Array(2 * this.borders.length);
    larger.set(this.borders);
    this.borders = larger;
  }
}
