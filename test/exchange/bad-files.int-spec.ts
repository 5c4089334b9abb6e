import fc from 'fast-check';
import { ExchangeModule, importers, type ImportReport, ImportService, memorySource } from '@maillage/exchange';
import { systemActor } from '@maillage/identity';
import { hostileValues } from '../factories/bad-input.factory.js';
import { libraryColumns, libraryFile, libraryRow } from '../factories/library-file.factory.js';
import { FULL, PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestNetwork, type TestNetwork } from '../support/test-network.js';

const FILES = rounds(200, 5_000);
const SEED = FULL ? Date.now() % 2 ** 31 : 2_024;

/** Cells that no column means. */
const badCell: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileValues.filter((value) => typeof value === 'string')),
  fc.constantFrom('1e400', '-1', '31/02/2024', '00/00/0000', '"', '""', '=cmd()', '\ufeff', '\r\r\n', '\u2028'),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

const badRow = fc
  .array(fc.tuple(fc.constantFrom(...libraryColumns), badCell), { minLength: 1, maxLength: 6 })
  .map((cells) => libraryRow(Object.fromEntries(cells)));

/** A file as the library publishes it, with bad cells in each row. */
const badRows = fc
  .tuple(fc.array(badRow, { minLength: 1, maxLength: 5 }), fc.constantFrom(',', ';', '\t', '|'))
  .map(([rows, delimiter]) => Buffer.from(libraryFile(rows, delimiter)));

/** A good file that was cut, doubled, re-encoded or scribbled on. */
const damaged = fc
  .tuple(badRows, fc.nat(), fc.uint8Array({ maxLength: 40 }), fc.nat(5))
  .map(([file, at, scribble, how]): Buffer => {
    const place = at % (file.length + 1);
    if (how === 0) return file.subarray(0, place);
    if (how === 1) return Buffer.concat([file, file]);
    if (how === 2) return Buffer.from(`\ufeff${file.toString('utf8')}`, 'utf16le');
    if (how === 3) return Buffer.from(file.toString('utf8'), 'latin1');
    if (how === 4) return Buffer.concat([file.subarray(0, place), Buffer.from('"'), file.subarray(place)]);
    return Buffer.concat([file.subarray(0, place), Buffer.from(scribble), file.subarray(place)]);
  });

const anyFile: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 5, arbitrary: badRows },
  { weight: 3, arbitrary: damaged },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 3_000 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.nat(5_000).map((count) => Buffer.from('a,'.repeat(count))) },
);

/** P21, of the importer: any bytes are told what is wrong with them, row by row, and nothing is half written. */
describe('bad files', () => {
  let network: TestNetwork;

  beforeAll(async () => {
    network = await createTestNetwork([ExchangeModule]);
  });

  afterAll(() => network.close());

  const counts = async (): Promise<{ entries: number; revisions: number; outbox: number }> => {
    const [row] = await network.rows<{ entries: number; revisions: number; outbox: number }>(
      `SELECT (SELECT count(*)::int FROM entry) AS entries, (SELECT count(*)::int FROM entry_revision) AS revisions,
              (SELECT count(*)::int FROM outbox) AS outbox`,
    );
    return row ?? { entries: 0, revisions: 0, outbox: 0 };
  };

  const run = async (file: Buffer): Promise<ImportReport> => {
    const [importer] = importers;
    if (!importer) throw new Error('no importer');
    const actor = systemActor('import:interconnectes', ['organization:write', 'entry:write', 'import:publish']);
    return network.module.get(ImportService, { strict: false }).run(actor, {
      importer,
      source: memorySource(file),
      fileName: 'essai.csv',
      publish: true,
      grantedBy: null,
      rehearsal: false,
    });
  };

  it(
    'are reported, never thrown at anyone, and leave whole entries or none',
    async () => {
      const told = { files: 0, rows: 0, written: 0 };
      let before = await counts();
      const property = fc.asyncProperty(anyFile, async (file) => {
        const { outcomes, problems, rows } = await run(file);
        const after = await counts();
        const written = outcomes.CREATED + outcomes.REVISED;
        expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(rows);
        expect(after.entries - before.entries).toBe(outcomes.CREATED);
        expect(after.revisions - before.revisions).toBe(written);
        // Nothing is passed over in silence.
        if (outcomes.REFUSED > 0 || rows === 0) expect(problems.length).toBeGreaterThan(0);
        if (written === 0) expect(after).toEqual(before);
        before = after;
        told.files += 1;
        told.rows += rows;
        told.written += written;
      });
      await fc.assert(property, { numRuns: FILES, seed: SEED, endOnFailure: true });
      expect(told.rows - told.written).toBeGreaterThan(told.files / 4);
      tellPromise('P21-IMPORT', { ...told, seed: SEED });
    },
    PROMISE_TIMEOUT,
  );
});
