import { foldText } from './fold.js';

/**
 * Slips of the pen between two short names: characters added, dropped or changed, neighbours that changed places.
 * (Optimal string alignment.)
 */
export function editDistance(a: string, b: string): number {
  return distances(a, b).at(-1) ?? 0;
}

/** The same between `a` and that beginning of `b` which is nearest to it. */
export function beginningDistance(a: string, b: string): number {
  return Math.min(...distances(a, b));
}

/** From `a` to each beginning of `b`, the empty one first. */
function distances(a: string, b: string): number[] {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwap ? (before[j - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row;
}

/** Longest name that is compared: hostile input costs no more than this squared. */
const LONGEST = 80;

/** The known name that is spelled most like `name`, case and accents apart; null when none is near. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const wanted = proper(name);
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const candidate of known) {
    const folded = proper(candidate);
    const distance = folded !== '' && wanted.includes(folded) ? 1 : editDistance(wanted, folded);
    const near = distance <= Math.max(1, Math.floor(Math.max(wanted.length, folded.length) / 3));
    if (near && (!best || distance < best.distance)) best = { name: candidate, distance };
  }
  return best?.name ?? null;
}

/** Folded, without the words that join names. */
function proper(name: string): string {
  return foldText(name.slice(0, LONGEST)).replace(/\b(?:de|du|des|d|la|le|les|l|of|the) /g, '');
}
