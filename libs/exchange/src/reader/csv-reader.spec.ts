import fc from 'fast-check';
import { interconnectesImporter } from '../interconnectes/interconnectes.importer.js';
import { RowReport } from '../core/import-problem.js';
import { memorySource } from './byte-source.js';
import { readTable, type TableItem } from './csv-reader.js';

const columns = [{ name: 'Nom_ville', needed: true }, { name: 'Thème', needed: true }, { name: 'Note' }];

async function read(bytes: Uint8Array | string, specs = columns): Promise<TableItem[]> {
  const items: TableItem[] = [];
  const source = memorySource(typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes);
  for await (const item of readTable(source, specs)) items.push(item);
  return items;
}

const rowsOf = (items: readonly TableItem[]): unknown[] =>
  items.flatMap((item) => (item.type === 'ROW' ? [item.row] : []));
const faultOf = (items: readonly TableItem[]): string | undefined => {
  const last = items.at(-1);
  return last?.type === 'FAULT' ? `${last.problem.code}: ${last.problem.message.fr}` : undefined;
};

describe('reading a table', () => {
  const text = 'nom ville;THÈME\r\n"Valbrume";"Eau; air"\r\n\r\n"Saint-\nGoutte";Énergie\r\n';
  const expected = [
    { number: 2, values: { Nom_ville: 'Valbrume', Thème: 'Eau; air' } },
    { number: 4, values: { Nom_ville: 'Saint-\nGoutte', Thème: 'Énergie' } },
  ];

  it.each([
    ['UTF-8', Buffer.from(text, 'utf8')],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`, 'utf8')],
    ['Windows-1252', Buffer.from(text, 'latin1')],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
    ['commas', Buffer.from('Nom_ville,Thème\nValbrume,Eau; air\n\n"Saint-\nGoutte",Énergie', 'utf8')],
    ['tabulations', Buffer.from('Nom_ville\tThème\nValbrume\tEau; air\n\n"Saint-\nGoutte"\tÉnergie', 'utf8')],
  ])('in %s gives the same rows, counted as a spreadsheet does', async (_what, bytes) => {
    expect(rowsOf(await read(bytes))).toEqual(expected);
  });

  it('names the missing columns and the nearest names', async () => {
    const fault = faultOf(await read('Nom de la ville,Themes,Note\na,b,c\n'));
    expect(fault).toContain('COLUMNS_MISSING');
    expect(fault).toContain('« Nom_ville » (≈ « Nom de la ville » ?)');
    expect(fault).toContain('« Thème » (≈ « Themes » ?)');
    expect(fault).toContain('Nom de la ville, Themes, Note');
  });

  it.each([
    ['nothing', '', 'FILE_EMPTY'],
    ['white space', '\n \n', 'FILE_EMPTY'],
    ['a header alone', 'Nom_ville,Thème\n', 'FILE_WITHOUT_ROWS'],
    ['a workbook', 'PK\u0003\u0004xx', 'FILE_NOT_CSV'],
    ['a page', '<!doctype html><html>', 'FILE_NOT_CSV'],
    ['JSON', '{"fields": []}', 'FILE_NOT_CSV'],
    ['a column twice', 'Nom_ville,Thème,Thème\na,b,c\n', 'COLUMN_TWICE'],
    ['a quotation mark that nothing closes', 'Nom_ville,Thème\na,b\n"c,d\ne,f\n', 'FILE_CUT'],
  ])('tells %s', async (_what, bytes, code) => {
    expect(faultOf(await read(bytes))).toContain(code);
  });

  it('sets apart rows with too many or too few cells, and keeps them as written', async () => {
    const items = await read('Nom_ville,Thème\na,b,c\nd\ne,f,\n');
    expect(items.map((item) => item.type)).toEqual(['TABLE', 'BAD_ROW', 'BAD_ROW', 'ROW']);
    expect(items[1]).toMatchObject({ number: 2, cells: ['a', 'b', 'c'], problem: { code: 'ROW_CELLS', row: 2 } });
  });

  it('takes control characters out of cells, and tells in which column', async () => {
    // a NUL after the first bytes, by which a binary file is told
    const long = 'Valbrume,Eau\n'.repeat(20_000);
    const items = await read(`Nom_ville,Thème\nVal\u0001bru\u007fme,"a\tb\nc"\n${long}Saint\u0000-Goutte,Eau\n`);
    expect(rowsOf(items)[0]).toEqual({ number: 2, values: { Nom_ville: 'Valbrume', Thème: 'a\tb\nc' } });
    expect(rowsOf(items).at(-1)).toMatchObject({ values: { Nom_ville: 'Saint-Goutte', Thème: 'Eau' } });
    const told = items.flatMap((item) => (item.type === 'ROW' ? item.problems : []));
    const problem = { code: 'CONTROL_CHARACTERS', column: 'Nom_ville' };
    expect(told).toEqual([expect.objectContaining(problem), expect.objectContaining(problem)]);
  });

  it('turns any bytes into rows or problems, and the rows into entries or problems', async () => {
    const header = Buffer.from(`${interconnectesImporter.columns.map(({ name }) => name).join(',')}\n`);
    const noise = fc.uint8Array({ maxLength: 400 });
    const cell = fc.oneof(fc.string(), fc.constantFrom('"', '""', '\n', ';', 'é', 'Terminé'));
    const rows = fc.array(fc.array(cell, { maxLength: 40 }), { maxLength: 4 });
    const bytes = fc.oneof(
      noise,
      noise.map((tail) => Buffer.concat([header, tail])),
      rows.map((cells) => Buffer.concat([header, Buffer.from(cells.map((row) => row.join(',')).join('\n'))])),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (given) => {
        const items = await read(given, [...interconnectesImporter.columns]);
        expect(items.length).toBeGreaterThan(0);
        for (const item of items) {
          if (item.type === 'ROW') interconnectesImporter.map(item.row, new RowReport(item.row.number));
        }
        expect(items.slice(0, -1).some((item) => item.type === 'FAULT')).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('reads no faster than its rows are taken', async () => {
    const block = Buffer.from(`${'Valbrume '.repeat(100)},Eau\n`.repeat(500));
    const blocks = 30;
    let passes = 0;
    let yielded = 0;
    const source = {
      size: block.length * blocks,
      async *open() {
        passes += 1;
        yielded = 0;
        yield Buffer.from('Nom_ville,Thème\n');
        for (; yielded < blocks; yielded += 1) yield block;
      },
    };
    let rows = 0;
    let ahead = 0;
    for await (const item of readTable(source, columns)) {
      if (item.type !== 'ROW') continue;
      rows += 1;
      ahead = Math.max(ahead, yielded - rows / 500);
    }
    expect({ rows, passes }).toEqual({ rows: 15_000, passes: 2 });
    expect(ahead).toBeLessThan(6);
  });
});
