import fc from 'fast-check';
import { foldText } from './fold.js';

/** What `foldText` is for texts of any script. */
function foldedAnyhow(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

describe('foldText', () => {
  it.each([
    ['L’Haÿ-les-Roses', 'l hay les roses'],
    ['  « Cœur » d’ÆGIS, STRASSE/Straße ', 'coeur d aegis strasse strasse'],
    ['½ m² à 5 €', '1 2 m2 a 5'],
    ['İstanbul, Αθήνα, Киев, नमस्ते', 'istanbul αθηνα киев नमसत'],
  ])('%s', (text, folded) => expect(foldText(text)).toBe(folded));

  it('does the same by its short way for usual texts', () => {
    const usual = fc.string({
      unit: fc.constantFrom(...'abzAZ09 éÉèçœŒæÆßİªº²½µ’«»–—…€\u00a0\u00ad\u2060\u206f\t\n.-_\'"'),
    });
    const any = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(fc.oneof(usual, any), (text) => expect(foldText(text)).toBe(foldedAnyhow(text))),
      { numRuns: 5_000 },
    );
    // Each sign for itself: two thousand of them, and those beside them.
    for (let code = 0; code <= 0x2fff; code += 1) {
      const text = `a${String.fromCharCode(code)}b`;
      expect(foldText(text)).toBe(foldedAnyhow(text));
    }
  });
});
