import fc from 'fast-check';
import { LineBlock } from './line-block.js';

it('holds the bytes of its lines, whatever their length and letters', () => {
  const times = fc.integer({ min: 1, max: 2_000 });
  const part = fc.tuple(fc.string({ unit: 'binary', maxLength: 20 }), times).map(([text, n]) => text.repeat(n));
  fc.assert(
    fc.property(fc.array(fc.array(part, { minLength: 1, maxLength: 3 }), { maxLength: 12 }), (lines) => {
      const block = new LineBlock();
      for (const parts of lines) block.add(...parts);
      expect(block.count).toBe(lines.length);
      const wanted = Buffer.concat(lines.flatMap((parts) => [...parts, '\n'].map((text) => Buffer.from(text))));
      expect(block.bytes.equals(wanted)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

it('grows with what does not fit', () => {
  const [line, wide] = ['ligne', 'œ'.repeat(1_500_000)];
  const block = new LineBlock();
  for (const text of [line, wide, wide, line]) block.add(text);
  expect(block.bytes.equals(Buffer.from([line, wide, wide, line, ''].join('\n')))).toBe(true);
});
