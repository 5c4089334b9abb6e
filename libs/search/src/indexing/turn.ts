/** A place in a queue: who stands there waits until it is called, and lets the next one go. */
export interface Turn {
  /** Fulfilled when those before have passed. */
  readonly called: Promise<void>;
  /** May be called again, to no effect. */
  pass(): void;
}

/** As many places of one queue; the first is called at once. */
export function turnsOf(count: number): Turn[] {
  let called = Promise.resolve();
  return Array.from({ length: count }, () => {
    const mine = called;
    let pass = (): void => undefined;
    called = new Promise((resolve) => {
      pass = resolve;
    });
    return { called: mine, pass };
  });
}
