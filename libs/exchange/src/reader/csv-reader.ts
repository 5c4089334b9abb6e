import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type ImportProblem, problemOf } from '../core/import-problem.js';
import type { ColumnSpec, SourceRow } from '../core/importer.js';
import type { ByteSource } from './byte-source.js';
import { delimiterOf, type Header, readHeader } from './csv-header.js';
import { readerTexts as texts } from './reader.messages.js';
import { decodedText, headText, scanBytes, type ScannedBytes } from './text-encoding.js';

/** A row that was read, with its cells as written. */
export interface ReadRow {
  readonly type: 'ROW';
  readonly row: SourceRow;
  readonly cells: readonly string[];
  readonly problems: readonly ImportProblem[];
}

/** What reading a table gives, in order: its shape, then rows. A FAULT is the last item. */
export type TableItem =
  | { readonly type: 'TABLE'; readonly header: Header; readonly delimiter: string; readonly scanned: ScannedBytes }
  | ReadRow
  | {
      readonly type: 'BAD_ROW';
      readonly number: number;
      readonly cells: readonly string[];
      readonly problem: ImportProblem;
    }
  | { readonly type: 'FAULT'; readonly problem: ImportProblem };

/** Longest record, in characters: one unclosed quotation mark must not fill the memory. */
const MAX_RECORD = 1_000_000;

/**
 * Reads a table in constant memory. Encoding (UTF-8, Windows-1252, UTF-16 with a mark) and delimiter are found. Total:
 * any bytes give items, never an exception; errors of the disk itself are thrown.
 * @param onBytes called with the bytes read so far
 */
export async function* readTable(
  source: ByteSource,
  columns: readonly ColumnSpec[],
  onBytes: (read: number) => void = () => undefined,
): AsyncGenerator<TableItem> {
  const scanned = await scanBytes(source);
  const fault = notCsv(scanned);
  if (fault) return yield { type: 'FAULT', problem: fault };
  const delimiter = delimiterOf(headText(scanned));
  const parser = parse({ delimiter, relax_column_count: true, relax_quotes: true, max_record_size: MAX_RECORD });
  const input = Readable.from(decodedText(source, scanned.encoding, onBytes), { objectMode: false, encoding: 'utf8' });
  input.once('error', (error) => parser.destroy(error));
  let header: Header | null = null;
  let number = 0;
  let rows = 0;
  try {
    for await (const cells of input.pipe(parser) as AsyncIterable<string[]>) {
      number += 1;
      if (cells.every((cell) => cell.trim() === '')) continue;
      if (header === null) {
        const read = readHeader(cells, columns);
        if (!('cells' in read)) return yield { type: 'FAULT', problem: read };
        header = read;
        yield { type: 'TABLE', header, delimiter, scanned };
      } else {
        rows += 1;
        yield rowItem(header, cells, number);
      }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return yield { type: 'FAULT', problem: cutAt(number + 1, error) };
  } finally {
    input.destroy();
    parser.destroy();
  }
  if (header === null) yield { type: 'FAULT', problem: problemOf(texts.FILE_EMPTY, { row: null, column: null }) };
  else if (rows === 0) {
    yield { type: 'FAULT', problem: problemOf(texts.FILE_WITHOUT_ROWS, { row: null, column: null }) };
  }
}

/** A cell without control characters, which no text means; NUL could not be stored either. */
export function cleanCell(cell: string): string {
  // eslint-disable-next-line no-control-regex
  return cell.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');
}

function rowItem(header: Header, cells: readonly string[], number: number): TableItem {
  const width = header.names.length;
  const extra = cells.slice(width).some((cell) => cell.trim() !== '');
  if (cells.length < width || extra) {
    const values = { cells: cells.length, columns: width };
    return {
      type: 'BAD_ROW',
      number,
      cells,
      problem: problemOf(texts.ROW_CELLS, { row: number, column: null }, values),
    };
  }
  const problems: ImportProblem[] = [];
  const values = header.names.flatMap((name, index) => {
    if (name === null || name === '') return [];
    const cell = cells[index] ?? '';
    const clean = cleanCell(cell);
    if (clean !== cell) problems.push(problemOf(texts.CONTROL_CHARACTERS, { row: number, column: name }));
    return [[name, clean] as const];
  });
  return { type: 'ROW', row: { number, values: Object.fromEntries(values) }, cells, problems };
}

function cutAt(row: number, error: CsvError): ImportProblem {
  const reason = error.code === 'CSV_MAX_RECORD_SIZE' ? `> ${MAX_RECORD}` : error.code;
  return problemOf(texts.FILE_CUT, { row, column: null }, { reason });
}

const SIGNATURES: readonly (readonly [what: string, test: (head: Uint8Array, text: string) => boolean])[] = [
  ['XLSX, ODS, ZIP', (_, text) => text.startsWith('PK\u0003\u0004')],
  ['XLS', (head) => head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11 && head[3] === 0xe0],
  ['PDF', (_, text) => text.startsWith('%PDF-')],
  ['HTML, XML', (_, text) => /^\s*<[!?a-z]/i.test(text)],
  ['JSON', (_, text) => /^\s*[[{]/.test(text)],
  ['binaire / binary', (_, text) => text.includes('\u0000')],
];

function notCsv(scanned: ScannedBytes): ImportProblem | null {
  const place = { row: null, column: null };
  if (scanned.head.length === 0) return problemOf(texts.FILE_EMPTY, place);
  const text = headText(scanned);
  const found = SIGNATURES.find(([, test]) => test(scanned.head, text));
  return found ? problemOf(texts.FILE_NOT_CSV, place, { what: found[0] }) : null;
}
