import { WordCache } from './word-cache.js';
import type { Word } from './word.js';

const wordFor = (written: string): Word => ({ folded: written, stem: written, stop: false });

describe('WordCache', () => {
  it('never holds more than its limit', () => {
    const cache = new WordCache(100);
    for (let n = 0; n < 1_000; n += 1) {
      cache.set(`w${n}`, wordFor(`w${n}`));
      expect(cache.size).toBeLessThanOrEqual(100);
    }
  });

  it('keeps a word in use through a flood of others', () => {
    const cache = new WordCache(100);
    const eau = wordFor('eau');
    cache.set('eau', eau);
    for (let n = 0; n < 1_000; n += 1) {
      cache.set(`w${n}`, wordFor(`w${n}`));
      if (n % 30 === 0) expect(cache.get('eau')).toBe(eau);
    }
    expect(cache.get('w0')).toBeUndefined();
  });
});
