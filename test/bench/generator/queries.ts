import type { SearchFilter } from '@maillage/search';
import { topics } from './entries.js';
import { Random } from './random.js';
import { departments } from './words/common.js';

/** A search as a reader types it. */
export interface BenchQuery {
  readonly query: string;
  readonly filter: Pick<SearchFilter, 'themes' | 'kinds' | 'lifecycles'>;
}

/** One to three words; a tenth with the last word cut short; a third narrowed by a facet or two. */
export function inventQueries(seed: number, count: number): readonly BenchQuery[] {
  const random = new Random(seed, 0x5ea4c4);
  return Array.from({ length: count }, () => {
    const topic = random.zipf(topics);
    const words = random.some(
      topic.words,
      random.weighted([
        [1, 40],
        [2, 45],
        [3, 15],
      ] as const),
    );
    if (random.chance(0.1)) words.push(random.zipf(departments).split(' ').at(-1) ?? '');
    const typed = words.join(' ');
    return {
      query: random.chance(0.1) && typed.length > 6 ? typed.slice(0, -2) : typed,
      filter: {
        ...(random.chance(0.2) && { themes: [topic.theme] }),
        ...(random.chance(0.1) && { kinds: ['USE_CASE'] }),
        ...(random.chance(0.1) && { lifecycles: ['DEPLOYED', 'EXPERIMENT'] }),
      },
    };
  });
}
