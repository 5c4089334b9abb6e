/** What a first place counts less than twice a second one: the usual constant of reciprocal rank fusion. */
const K = 60;

/**
 * One order of several lists by the places that things have in them (reciprocal rank fusion). Scores of words and of
 * vectors cannot be compared; places can. Equal ones keep the order of the first list. Pure.
 */
export function fusedByRank<T>(lists: readonly (readonly T[])[], idOf: (item: T) => string): T[] {
  const items = new Map<string, { readonly item: T; score: number }>();
  for (const list of lists) {
    list.forEach((item, rank) => {
      const known = items.get(idOf(item)) ?? { item, score: 0 };
      known.score += 1 / (K + rank + 1);
      items.set(idOf(item), known);
    });
  }
  return [...items.values()].sort((a, b) => b.score - a.score).map(({ item }) => item);
}
