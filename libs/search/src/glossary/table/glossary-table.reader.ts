import { localize, type Localized } from '@maillage/kernel';
import { CsvError, parse } from 'csv-parse/sync';
import type { AnalysisLanguage } from '../../analysis/word.js';
import type { GlossaryTerm } from '../glossary-group.js';
import { type GroupDraft, tidyTerms } from '../group-rules.js';
import { plainCell, TABLE_COLUMNS, type TableColumn } from './glossary-table.js';
import { tableMessages, type TableProblemCode } from './table.messages.js';

const MAX_ROWS = 20_000;

/** What is wrong with a table, where, and how to mend it. */
export interface TableProblem {
  readonly code: string;
  /** As spreadsheets count: the header is 1; null: the file as a whole. */
  readonly row: number | null;
  readonly column: TableColumn | null;
  readonly message: Localized;
}

/** A group as a table has it. */
export interface TableGroup extends GroupDraft {
  /** Id of a group, or a name that the table's writer gave a new one. */
  readonly id: string;
  /** The group's version that was exported; null: whatever it is. */
  readonly version: number | null;
  /** Row of each term, in the same order. */
  readonly rows: readonly number[];
}

export interface ReadTable {
  readonly groups: readonly TableGroup[];
  /** Empty: the table is readable; whether its groups can be is for `groupProblems`. */
  readonly problems: readonly TableProblem[];
}

/** A row in a spreadsheet: its cells by column, its number. */
interface Row {
  readonly number: number;
  readonly cells: Readonly<Record<TableColumn, string>>;
}

interface ReadRow {
  readonly number: number;
  readonly id: string;
  readonly version: number | null;
  readonly oneWay: boolean | null;
  readonly position: number | null;
  readonly term: GlossaryTerm;
}

const yes = new Set(['yes', 'y', 'oui', 'o', 'true', 'vrai', '1', 'x']);
const no = new Set(['no', 'n', 'non', 'false', 'faux', '0']);

/** Total: any bytes give groups or problems. UTF-8, else Windows-1252; semicolons, commas or tabs. */
export function readGlossaryTable(bytes: Uint8Array): ReadTable {
  const problems: TableProblem[] = [];
  const rows = rowsOf(decoded(bytes), problems).flatMap((row) => readRow(row, problems) ?? []);
  const byId = new Map<string, ReadRow[]>();
  for (const row of rows) byId.set(row.id, [...(byId.get(row.id) ?? []), row]);
  return { groups: [...byId].map(([id, own]) => groupOf(id, own, problems)), problems };
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // spreadsheets on Windows save "CSV" in this encoding, in which every byte is a character
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function rowsOf(text: string, problems: TableProblem[]): Row[] {
  const records = recordsOf(text, problems);
  const [header, ...rest] = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (!header) return problems.length > 0 ? [] : fail(problems, 'TABLE_EMPTY');
  const names = header.cells.map((name) => name.trim().toLowerCase());
  const missing = (['id', 'term'] as const).filter((column) => !names.includes(column));
  for (const column of missing) problems.push(problemOf('COLUMN_MISSING', header.number, column, { column }));
  if (missing.length > 0) return [];
  if (rest.length === 0 && problems.length === 0) return fail(problems, 'TABLE_EMPTY');
  if (rest.length > MAX_ROWS) return fail(problems, 'TABLE_TOO_LONG', { max: MAX_ROWS });
  return rest.map(({ cells, number }) => {
    const cell = (column: TableColumn): string => plainCell((cells[names.indexOf(column)] ?? '').trim());
    return { number, cells: Object.fromEntries(TABLE_COLUMNS.map((column) => [column, cell(column)])) as Row['cells'] };
  });
}

/** Records with the line each starts at, which is what spreadsheets show as its row unless cells hold line breaks. */
function recordsOf(text: string, problems: TableProblem[]): { readonly cells: string[]; readonly number: number }[] {
  const delimiter = [';', '\t', ','].find((one) => text.split('\n', 1)[0]?.includes(one)) ?? ';';
  const records: string[][] = [];
  try {
    const options = { delimiter, bom: true, relax_column_count: true, skip_empty_lines: false };
    parse(text, {
      ...options,
      on_record: (record: string[]) => {
        records.push(record);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problems.push(problemOf('TABLE_BROKEN', records.length + 1, null));
  }
  return records.map((cells, index) => ({ cells, number: index + 1 }));
}

function readRow({ number, cells }: Row, problems: TableProblem[]): ReadRow | undefined {
  const before = problems.length;
  const bad = (code: TableProblemCode, column: TableColumn): null => {
    problems.push(problemOf(code, number, column));
    return null;
  };
  const count = (column: 'version' | 'position'): number | null => {
    if (cells[column] === '') return null;
    return /^[1-9]\d{0,8}$/.test(cells[column]) ? Number(cells[column]) : bad('NUMBER_INVALID', column);
  };
  const [term] = tidyTerms([{ text: cells.term, lang: langOf(cells.lang) ?? 'FR' }]);
  if (cells.id === '') bad('ID_MISSING', 'id');
  if (!term || term.text === '') bad('TERM_MISSING', 'term');
  if (langOf(cells.lang) === undefined) bad('LANG_UNKNOWN', 'lang');
  const way = cells.one_way.toLowerCase();
  if (way !== '' && !yes.has(way) && !no.has(way)) bad('ONE_WAY_UNKNOWN', 'one_way');
  const oneWay = way === '' ? null : yes.has(way);
  const read = { number, id: cells.id, version: count('version'), oneWay, position: count('position') };
  return problems.length > before || !term ? undefined : { ...read, term };
}

function langOf(cell: string): AnalysisLanguage | undefined {
  const lang = cell.toUpperCase() || 'FR';
  return lang === 'FR' || lang === 'EN' ? lang : undefined;
}

function groupOf(id: string, rows: readonly ReadRow[], problems: TableProblem[]): TableGroup {
  // Stable: rows without a position stand behind the others, as they are in the file.
  const ordered = [...rows].sort((a, b) => (a.position ?? Infinity) - (b.position ?? Infinity) || a.number - b.number);
  const oneWay = shared(rows, 'oneWay', 'one_way', problems) ?? false;
  const version = shared(rows, 'version', 'version', problems);
  return { id, version, oneWay, terms: ordered.map(({ term }) => term), rows: ordered.map(({ number }) => number) };
}

/** The value that the rows of a group agree on; empty cells agree with any. */
function shared<Name extends 'oneWay' | 'version'>(
  rows: readonly ReadRow[],
  name: Name,
  column: TableColumn,
  problems: TableProblem[],
): ReadRow[Name] | null {
  const given = rows.filter((row) => row[name] !== null);
  const [first] = given;
  if (!first) return null;
  const other = given.find((row) => row[name] !== first[name]);
  if (other) problems.push(problemOf('DIFFERENT_IN_GROUP', other.number, column, { row: first.number }));
  return first[name];
}

function fail(problems: TableProblem[], code: TableProblemCode, values: Record<string, number> = {}): [] {
  problems.push(problemOf(code, null, null, values));
  return [];
}

/** A problem of the table, in its place. */
export function problemOf(
  code: TableProblemCode,
  row: number | null,
  column: TableColumn | null,
  values: Readonly<Record<string, string | number>> = {},
): TableProblem {
  return { code, row, column, message: localize(tableMessages[code], values) };
}
