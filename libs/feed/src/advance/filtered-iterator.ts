/** The values that pass. Ending it ends what it reads from at once, even while that waits. */
export function filtered<Value>(
  source: AsyncIterableIterator<Value, undefined>,
  passes: (value: Value) => Promise<boolean>,
): AsyncIterableIterator<Value, undefined> {
  return {
    async next() {
      for (;;) {
        const result = await source.next();
        if (result.done || (await passes(result.value))) return result;
      }
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
