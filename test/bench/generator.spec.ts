import { allFieldsOf, checklistOf, kindOf, validateContent } from '@maillage/catalogue';
import { inventEntry } from './generator/entries.js';
import { inventWorld } from './generator/places.js';
import { inventQueries } from './generator/queries.js';
import { Random } from './generator/random.js';

const SEED = 2_024;
const SAMPLE = 500;

describe('the bench’s generator', () => {
  const world = inventWorld(new Random(SEED), 200);
  const entries = Array.from({ length: SAMPLE }, (_, number) => inventEntry(SEED, number, world));

  it('gives the same entries for the same seed, and others for another', () => {
    const again = inventWorld(new Random(SEED), 200);
    expect(again).toEqual(world);
    expect(Array.from({ length: SAMPLE }, (_, number) => inventEntry(SEED, number, again))).toEqual(entries);
    expect(inventEntry(SEED + 1, 0, world)).not.toEqual(entries[0]);
    expect(inventQueries(SEED, 50)).toEqual(inventQueries(SEED, 50));
  });

  it('writes contents that the product stores as they are', () => {
    for (const { kind, content } of entries) expect(validateContent(kindOf(kind), content)).toEqual(content);
  });

  it('publishes only what its owner could publish', () => {
    for (const entry of entries) expect(checklistOf(kindOf(entry.kind), entry.content)).toEqual([]);
  });

  it('is of the size of real entries, in all kinds, states and audiences', () => {
    const sizes = entries.map(({ content }) => Buffer.byteLength(JSON.stringify(content)));
    const mean = sizes.reduce((sum, size) => sum + size, 0) / SAMPLE;
    expect(mean).toBeGreaterThan(1_300);
    expect(mean).toBeLessThan(2_600);
    const different = (of: (entry: (typeof entries)[number]) => string): number => new Set(entries.map(of)).size;
    expect([different((e) => e.kind), different((e) => e.state), different((e) => e.audience)]).toEqual([3, 4, 3]);
    expect(different((e) => e.titleHash)).toBeGreaterThan(SAMPLE * 0.8);
    expect(different((e) => e.id)).toBe(SAMPLE);
  });

  it('uses words as people do: a few in most entries, thousands in one', () => {
    const counts = new Map<string, number>();
    for (const { content } of entries) {
      const text = JSON.stringify(Object.keys(allFieldsOf(kindOf('USE_CASE'))).map((name) => content[name]));
      for (const word of new Set(text.toLowerCase().match(/\p{L}{3,}/gu)))
        counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const frequencies = [...counts.values()].sort((a, b) => b - a);
    expect(frequencies[0]).toBeGreaterThan(SAMPLE * 0.9);
    expect(frequencies.filter((n) => n === 1).length).toBeGreaterThan(800);
    expect(frequencies[Math.floor(frequencies.length / 2)]).toBeLessThan(10);
  });
});
