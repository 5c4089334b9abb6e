import fc from 'fast-check';
import { fusedByRank } from './rank-fusion.js';

const fused = (...lists: string[]): string =>
  fusedByRank(
    lists.map((list) => [...list]),
    String,
  ).join('');

describe('fusion by rank', () => {
  it('puts first what both lists have high, then what one has', () => {
    expect(fused('abc', 'cxb')).toBe('cbax');
    expect(fused('abc', '')).toBe('abc');
    expect(fused('', 'abc')).toBe('abc');
    expect(fused('ab', 'xy')).toBe('axby');
  });

  it('keeps each once, loses none, and leaves one list as it is', () => {
    const list = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 2 }));
    fc.assert(
      fc.property(list, list, (one, other) => {
        const both = fusedByRank([one, other], String);
        expect([...both].sort()).toEqual([...new Set([...one, ...other])].sort());
        expect(fusedByRank([one, []], String)).toEqual(one);
      }),
    );
  });
});
