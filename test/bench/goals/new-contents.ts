import { inventEntry } from '../generator/entries.js';
import { inventWorld } from '../generator/places.js';
import { Random } from '../generator/random.js';

/** Numbers that no data set reaches. */
const BEYOND = 500_000_000;

/** Contents of use cases that are in no data set; they name no system, so that they fit into any. */
export function newContents(seed: number, count: number): Readonly<Record<string, unknown>>[] {
  const world = inventWorld(new Random(seed), 10);
  const contents: Readonly<Record<string, unknown>>[] = [];
  for (let number = BEYOND; contents.length < count; number += 1) {
    const { kind, content } = inventEntry(seed, number, world);
    if (kind !== 'USE_CASE') continue;
    const { deployment, ...rest } = content;
    const hosting = (deployment as { hosting?: string } | undefined)?.hosting;
    contents.push(hosting === undefined ? rest : { ...rest, deployment: { hosting } });
  }
  return contents;
}
