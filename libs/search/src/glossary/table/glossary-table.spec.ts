import fc from 'fast-check';
import type { StoredGroup } from '../store/stored-group.js';
import { glossaryTable } from './glossary-table.js';
import { readGlossaryTable } from './glossary-table.reader.js';

const stored = (id: string, oneWay: boolean, ...texts: string[]): StoredGroup => ({
  ...{ id, oneWay, version: 3, contentKey: null, edited: true },
  terms: texts.map((text) => ({ text, lang: text.startsWith('the ') ? 'EN' : 'FR' })),
});
const groups = [
  stored('a', false, 'vidéo ; "protection"', 'CCTV', 'the cameras'),
  stored('b', true, '=1+1', '-moins', '@nom', "'=déjà", 'Œuvre'),
];
const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const faults = (text: string): string[] =>
  readGlossaryTable(bytes(text)).problems.map(({ code, row, column }) => `${code} ${row} ${column}`);

describe('the glossary as a table', () => {
  it('comes back as it went out, in any order of rows', () => {
    const table = glossaryTable(groups);
    const read = readGlossaryTable(bytes(table));
    expect(read.problems).toEqual([]);
    const plain = groups.map(({ id, version, oneWay, terms }) => ({ id, version, oneWay, terms }));
    expect(read.groups.map(({ id, version, oneWay, terms }) => ({ id, version, oneWay, terms }))).toEqual(plain);
    const [header, ...rows] = table.trimEnd().split('\r\n');
    const mixed = readGlossaryTable(bytes([header, ...rows.reverse()].join('\r\n')));
    const sorted = [...mixed.groups].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(sorted.map(({ terms }) => terms)).toEqual(plain.map(({ terms }) => terms));
  });

  it('has no cell that a spreadsheet would compute', () => {
    const cells = glossaryTable(groups)
      .replace('\ufeff', '')
      .split(/;|\r\n/);
    expect(cells.filter((cell) => /^"?[=+\-@\t]/.test(cell))).toEqual([]);
  });

  it('is read as spreadsheets write it: commas, tabs, Windows-1252, yes in two languages, no position', () => {
    const wanted = [{ id: 'neuf', oneWay: true, rows: [2, 3] }];
    for (const delimiter of [',', '\t', ';']) {
      const text =
        ['ID', 'One_Way', 'Term'].join(delimiter) +
        `\nneuf${delimiter}Oui${delimiter}déchet\nneuf${delimiter}${delimiter}à jeter\n`;
      for (const encoding of ['utf8', 'latin1'] as const) {
        const read = readGlossaryTable(Buffer.from(text, encoding));
        expect(read.problems).toEqual([]);
        expect(read.groups).toMatchObject(wanted);
        expect(read.groups[0]?.terms.map((term) => term.text)).toEqual(['déchet', 'à jeter']);
      }
    }
  });

  it.each([
    ['', ['TABLE_EMPTY null null']],
    ['id;term\n', ['TABLE_EMPTY null null']],
    ['id;mot\na;b\n', ['COLUMN_MISSING 1 term']],
    ['id;term\n;b\n', ['ID_MISSING 2 id']],
    ['id;term\na;\na;c\n', ['TERM_MISSING 2 term']],
    ['id;lang;term\na;DE;b\n', ['LANG_UNKNOWN 2 lang']],
    ['id;one_way;term\na;peut-être;b\n', ['ONE_WAY_UNKNOWN 2 one_way']],
    ['id;one_way;term\na;oui;b\na;non;c\n', ['DIFFERENT_IN_GROUP 3 one_way']],
    ['id;version;position;term\na;x;-1;b\n', ['NUMBER_INVALID 2 version', 'NUMBER_INVALID 2 position']],
    ['id;term\na;b\na;"c\n', ['TABLE_BROKEN 3 null']],
  ])('tells what is wrong, where: %j', (text, expected) => {
    expect(faults(text)).toEqual(expected);
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.string({ unit: 'binary' }).map(bytes)), (any) => {
        expect(readGlossaryTable(any).groups.length).toBeGreaterThanOrEqual(0);
        expect(() => readGlossaryTable(Buffer.concat([bytes('id;term\n'), any]))).not.toThrow();
      }),
    );
  });
});
