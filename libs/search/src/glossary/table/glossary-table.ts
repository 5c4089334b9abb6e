import { stringify } from 'csv-stringify/sync';
import type { StoredGroup } from '../store/stored-group.js';

/**
 * Columns of the table: a row is a term, rows with the same `id` are a group. Rows may be sorted as one likes:
 * `position` keeps the order of a group's terms, 1 is the one to show.
 */
export const TABLE_COLUMNS = ['id', 'version', 'one_way', 'position', 'lang', 'term'] as const;
export type TableColumn = (typeof TABLE_COLUMNS)[number];

/** What spreadsheets take for a formula at the start of a cell; behind apostrophes too, which make a cell plain text. */
const formula = /^'*[=+\-@\t\r]/;

/**
 * The glossary as a table for a spreadsheet: semicolons and a byte order mark, as French spreadsheets open without
 * asking; no cell is a formula.
 */
export function glossaryTable(groups: readonly StoredGroup[]): string {
  const rows = groups.flatMap(({ id, version, oneWay, terms }) =>
    terms.map(({ text, lang }, index) => [id, version, oneWay ? 'yes' : 'no', index + 1, lang, text]),
  );
  const cells = rows.map((row) => row.map((cell) => safeCell(String(cell))));
  return `\ufeff${stringify([[...TABLE_COLUMNS], ...cells], { delimiter: ';', record_delimiter: 'windows' })}`;
}

function safeCell(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell;
}

/** The cell as it was before it was made safe. */
export function plainCell(cell: string): string {
  return cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell;
}
