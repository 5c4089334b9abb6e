import { SingleBar } from 'cli-progress';

/** One bar an index, one after the other, on a terminal; nothing elsewhere. */
export class IndexBars {
  private bar: SingleBar | undefined;
  private index = '';

  /** @param unit what is counted */
  constructor(private readonly unit: string) {}

  show(index: string, value: number, total: number): void {
    if (index !== this.index) {
      this.end();
      this.index = index;
      this.bar = new SingleBar({ format: `{index} {bar} {value}/{total} ${this.unit}`, hideCursor: true });
      this.bar.start(total, 0, { index });
    }
    this.bar?.setTotal(total);
    this.bar?.update(value);
  }

  end(): void {
    this.bar?.stop();
  }
}
