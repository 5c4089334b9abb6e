/**
 * The same with each value changed. Ending it ends what it reads from at once, even while that waits, which a generator
 * would not.
 */
export function mapped<From, To>(
  source: AsyncIterableIterator<From, undefined>,
  change: (value: From) => To,
): AsyncIterableIterator<To, undefined> {
  const pass = ({ done, value }: IteratorResult<From, undefined>): IteratorResult<To, undefined> =>
    done ? { done: true, value: undefined } : { done: false, value: change(value) };
  return {
    next: async () => pass(await source.next()),
    return: async () => {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
