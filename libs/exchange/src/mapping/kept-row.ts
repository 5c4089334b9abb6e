import { isHttpUrl, withoutPersonalData } from '@maillage/catalogue';
import type { ColumnSpec, SourceRow } from '../core/importer.js';

/** What stands where a person's data stood. */
export const REMOVED_MARK = '[donnée personnelle retirée]';

const DIGITS = /^[\d\s.,/+-]*$/u;

/** The row as it is kept in `origin.raw`, and the columns in which something of a person was removed. */
export interface KeptRow {
  readonly raw: Readonly<Record<string, string>>;
  readonly cleaned: readonly string[];
}

/**
 * Values as written, but for what the gates on personal data find: it is kept nowhere. `origin.raw` goes to whoever
 * owns the entry, later the city that claims it, and into every backup; nobody asked the person. The source's own file
 * still has it. People write names into any column, closed lists and addresses included.
 */
export function keptRow(row: SourceRow, columns: readonly ColumnSpec[]): KeptRow {
  const numbers = new Set(columns.filter((column) => column.digits).map((column) => column.name));
  const cleaned: string[] = [];
  const raw = Object.entries(row.values).map(([name, value]) => {
    if (isHttpUrl(value.trim()) || (numbers.has(name) && DIGITS.test(value))) return [name, value] as const;
    const { text, found } = withoutPersonalData(value, REMOVED_MARK);
    if (found.length > 0) cleaned.push(name);
    return [name, text] as const;
  });
  return { raw: Object.fromEntries(raw), cleaned };
}
