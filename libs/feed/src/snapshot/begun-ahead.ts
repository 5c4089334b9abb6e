/**
 * Results in the order of their steps, of which the next ones are begun before the first is asked for. Whoever takes no
 * more begins no more. A step's fault is told in its turn, or never.
 * @param most steps that are under way beside the one that is waited for
 */
export async function* begunAhead<T>(steps: AsyncIterable<() => Promise<T>>, most: number): AsyncGenerator<T> {
  const begun: Promise<T>[] = [];
  for await (const step of steps) {
    const result = step();
    result.catch(() => undefined);
    begun.push(result);
    if (begun.length > most) yield begun.shift() as Promise<T>;
  }
  yield* begun;
}
