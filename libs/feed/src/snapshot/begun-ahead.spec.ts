import { begunAhead } from './begun-ahead.js';

/** Steps that end when they are told to, and what became of them. */
class Steps {
  readonly begun: number[] = [];
  closed = false;
  private readonly ends: (() => void)[] = [];

  constructor(
    private readonly count: number,
    private readonly failing?: number,
  ) {}

  async *all(): AsyncGenerator<() => Promise<number>> {
    try {
      for (let step = 0; step < this.count; step += 1) yield () => this.begin(step);
    } finally {
      this.closed = true;
    }
  }

  end(step: number): void {
    this.ends[step]?.();
  }

  private async begin(step: number): Promise<number> {
    this.begun.push(step);
    await new Promise<void>((resolve) => (this.ends[step] = resolve));
    if (step === this.failing) throw new Error(`step ${step}`);
    return step;
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('steps that are begun ahead', () => {
  it('gives results in order, and begins no more than it may', async () => {
    const steps = new Steps(5);
    const results = begunAhead(steps.all(), 2);
    const first = results.next();
    await settled();
    expect(steps.begun).toEqual([0, 1, 2]);
    for (const step of [2, 1, 0]) steps.end(step);
    expect(await first).toMatchObject({ value: 0 });
    expect(steps.begun).toEqual([0, 1, 2]);
    const seen: number[] = [];
    for (let taken = await results.next(); !taken.done; taken = await results.next()) {
      seen.push(taken.value);
      for (const step of steps.begun) steps.end(step);
      await settled();
      for (const step of steps.begun) steps.end(step);
    }
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it('tells a fault in its turn', async () => {
    const steps = new Steps(3, 1);
    const results = begunAhead(steps.all(), 2);
    const first = results.next();
    await settled();
    for (const step of [0, 1, 2]) steps.end(step);
    expect(await first).toMatchObject({ value: 0 });
    await expect(results.next()).rejects.toThrow('step 1');
  });

  it('begins nothing more for who takes no more', async () => {
    const steps = new Steps(9);
    const results = begunAhead(steps.all(), 1);
    const first = results.next();
    await settled();
    steps.end(0);
    await first;
    await results.return(undefined);
    expect([steps.begun, steps.closed]).toEqual([[0, 1], true]);
  });
});
