import { foldText, nearestName } from '@maillage/kernel';
import { type ImportProblem, problemOf } from '../core/import-problem.js';
import type { ColumnSpec } from '../core/importer.js';
import { REJECT_COLUMNS } from '../core/reject-columns.js';
import { readerTexts as texts } from './reader.messages.js';

/** How cells of a file become values by column. */
export interface Header {
  /** Cells of the header as written. */
  readonly cells: readonly string[];
  /** For each cell: the schema's name, the file's own for an unknown column, null for a column of ours. */
  readonly names: readonly (string | null)[];
  readonly problems: readonly ImportProblem[];
}

/** Candidates in the order in which a tie is settled. */
const DELIMITERS = [',', ';', '\t', '|'] as const;

/** The delimiter that the first record has most of, outside quotation marks. */
export function delimiterOf(text: string): string {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) break;
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...DELIMITERS].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0] ?? ',';
}

const place = { row: 1, column: null };

/** Header or the problem for which the file is refused. */
export function readHeader(cells: readonly string[], columns: readonly ColumnSpec[]): Header | ImportProblem {
  const byFold = new Map(columns.map((column) => [foldText(column.name), column.name]));
  const ours = new Set(REJECT_COLUMNS.map(foldText));
  const names = cells.map((cell) => {
    const folded = foldText(cell);
    return ours.has(folded) ? null : (byFold.get(folded) ?? cell.trim());
  });
  const present = names.filter((name) => name !== null && name !== '');
  const missing = columns.filter((column) => column.needed && !present.includes(column.name));
  const strangers = present.filter((name) => name !== null && !byFold.has(foldText(name)));
  if (missing.length > 0) return missingColumns(missing, strangers, cells);
  const twice = present.find((name, index) => present.indexOf(name) !== index);
  if (twice) return problemOf(texts.COLUMN_TWICE, place, { column: twice });
  const absent = columns.map((column) => column.name).filter((name) => !present.includes(name));
  return { cells, names, problems: strangers.map((name) => stranger(name ?? '', absent)) };
}

function missingColumns(
  missing: readonly ColumnSpec[],
  strangers: readonly (string | null)[],
  cells: readonly string[],
): ImportProblem {
  const unused = strangers.flatMap((name) => (name === null ? [] : [name]));
  const described = missing.map(({ name }) => {
    const near = nearestName(name, unused);
    return near === null ? `« ${name} »` : `« ${name} » (≈ « ${near} » ?)`;
  });
  const found = cells.slice(0, 40).map((cell) => cell.slice(0, 40).trim());
  // A list of names is read whole: it is not shortened as quoted cells are.
  const { message, ...rest } = problemOf(texts.COLUMNS_MISSING, place);
  const fill = (text: string): string =>
    text.replace('{columns}', () => described.join(', ')).replace('{found}', () => found.join(', '));
  return { ...rest, message: { fr: fill(message.fr), en: fill(message.en) } };
}

function stranger(name: string, absent: readonly string[]): ImportProblem {
  const near = nearestName(name, absent);
  const problem = problemOf(texts.COLUMN_UNKNOWN, place, { column: name });
  const fill = (text: string, question: string): string =>
    text.replace('{near}', () => (near ? ` ${question.replace('{}', near)}` : ''));
  const { fr, en } = problem.message;
  return { ...problem, message: { fr: fill(fr, 'Serait-ce « {} » ?'), en: fill(en, 'Is it “{}”?') } };
}
