/** Bytes of a block at first: a portion of the feed fits, as a rule. What is not written of it takes no memory. */
const FIRST = 1_048_576;
/** A character of a JavaScript string is three bytes of UTF-8 at most. */
const WIDEST = 3;

/**
 * Lines as the bytes that are sent. A text is let go as soon as it is written here: kept until a whole page is made,
 * texts outlive the young part of the heap, and what the old part holds is given back late.
 */
export class LineBlock {
  private buffer = Buffer.allocUnsafeSlow(FIRST);
  private length = 0;
  private written = 0;

  /** Lines in it. */
  get count(): number {
    return this.written;
  }

  get bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  /** @param parts of one line: put together here, not before */
  add(...parts: readonly string[]): void {
    for (const part of parts) this.write(part);
    this.write('\n');
    this.written += 1;
  }

  private write(text: string): void {
    const needed = this.length + text.length * WIDEST;
    if (needed > this.buffer.length) this.grow(needed);
    this.length += this.buffer.write(text, this.length);
  }

  private grow(needed: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.buffer.length * 2));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}
