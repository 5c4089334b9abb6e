import fc from 'fast-check';
import { demoSiren, digitsOf, isValidSiren, isValidSiret } from './siren.js';

describe('SIREN and SIRET', () => {
  it('accepts Paris and refuses it with another digit', () => {
    expect(isValidSiren('217500016')).toBe(true);
    expect(isValidSiren('217500017')).toBe(false);
  });

  it('finds any single wrong digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.nat(8), fc.integer({ min: 1, max: 9 }), (n, place, shift) => {
        const siren = demoSiren(n);
        const wrong = [...siren].map((digit, i) => (i === place ? (Number(digit) + shift) % 10 : digit)).join('');
        return isValidSiren(siren) && !isValidSiren(wrong);
      }),
    );
  });

  it('knows La Poste’s exception and no other', () => {
    expect(isValidSiret('35600000000048')).toBe(true);
    expect(isValidSiret('35600000000049')).toBe(false);
    expect(isValidSiret('21750001600019')).toBe(true);
    expect(isValidSiret('21750001600018')).toBe(false);
  });

  it('drops what people write between digits', () => {
    expect(digitsOf('217 500\u00a0016 00019')).toBe('21750001600019');
  });
});
