/** Where progress is told: a terminal, or a file that is read later. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Called with the work done so far; `label` says what of a step is under way. */
export type OnProgress = (done: number, total: number, label?: string) => void;

/** Milliseconds between two tellings of one step: of a terminal's line; of lines in a file. */
const REDRAW = 100;
const REPEAT = 5_000;

/** Tells each step of a start as it goes: one line, redrawn in a terminal, and `✓ step (n s)` at its end. */
export class StepReport {
  /** A line is drawn that has no end yet. */
  private isOpen = false;

  constructor(private readonly output: Output) {}

  /** Runs a step. What it throws is passed on, its line being ended first. */
  async run<T>(name: string, work: (onProgress: OnProgress) => Promise<T>): Promise<T> {
    const startedAt = Date.now();
    let toldAt = startedAt;
    if (this.output.isTTY) this.draw(`▸ ${name} …`);
    const onProgress: OnProgress = (done, total, label) => {
      if (Date.now() - toldAt < (this.output.isTTY ? REDRAW : REPEAT)) return;
      toldAt = Date.now();
      const text = `▸ ${label === undefined ? name : `${name}: ${label}`} ${count(done)} / ${count(total)}`;
      if (this.output.isTTY) this.draw(text);
      else this.line(text);
    };
    try {
      const result = await work(onProgress);
      this.line(`✓ ${name} (${seconds(Date.now() - startedAt)})`);
      return result;
    } catch (error) {
      this.clear();
      throw error;
    }
  }

  /** A line of its own, above the step that is under way. */
  line(text: string): void {
    this.clear();
    this.output.write(`${text}\n`);
  }

  private draw(text: string): void {
    this.clear();
    this.output.write(text);
    this.isOpen = true;
  }

  private clear(): void {
    if (this.isOpen) this.output.write('\r\u001b[K');
    this.isOpen = false;
  }
}

const count = (n: number): string => n.toLocaleString('en-US');

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
