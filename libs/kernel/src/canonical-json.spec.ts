import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

/** What hashes of the audit chain and of idempotency keys were made with: a sorted copy, given to JavaScript. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const source = value as Record<string, unknown>;
  const keys = Object.keys(source).filter((key) => source[key] !== undefined);
  return Object.fromEntries(keys.sort().map((key) => [key, sorted(source[key])]));
}

describe('canonical JSON', () => {
  it('gives the bytes that a sorted copy gives, whatever the value', () => {
    const leaf = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.boolean(),
      fc.date(),
      fc.constantFrom(null, undefined),
    );
    const key = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.nat().map(String),
      fc.constantFrom('07', '-1', '4294967295', '__proto__', 'é'),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('value')),
        fc.array(fc.tuple(key, tie('value'))).map(Object.fromEntries),
      ),
    }));
    fc.assert(
      fc.property(value, (given) => {
        expect(canonicalJson(given)).toBe(JSON.stringify(sorted(given)) ?? 'null');
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not depend on the order in which keys were written', () => {
    expect(canonicalJson({ b: [{ d: 1, c: undefined }], 10: 'x', 9: 'y', a: null })).toBe(
      '{"9":"y","10":"x","a":null,"b":[{"d":1}]}',
    );
  });
});
