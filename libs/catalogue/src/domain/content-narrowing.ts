/**
 * True when `after` no longer answers something that `before` did: a field, a part of one, or an item of a list is gone.
 * Readers must then not find the old text while the index follows. A changed value is not a narrowing.
 */
export function removesAnswers(before: unknown, after: unknown): boolean {
  if (before === null || before === undefined) return false;
  if (after === null || after === undefined) return true;
  if (Array.isArray(before)) {
    return (
      !Array.isArray(after) || before.length > after.length || before.some((item, i) => removesAnswers(item, after[i]))
    );
  }
  if (typeof before !== 'object') return false;
  const now = after as Readonly<Record<string, unknown>>;
  return Object.entries(before).some(([name, value]) => removesAnswers(value, now[name]));
}
