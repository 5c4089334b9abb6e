import type { EntryImportResult, PreparedImportRow } from '@maillage/catalogue';
import type { UserError } from '@maillage/kernel';
import { coreTexts } from './core.messages.js';
import type { RowReport } from './import-problem.js';
import type { MappedRow } from './importer.js';

/** A row on its way: what was read, what it means, what became of it. */
export interface RowInHand {
  readonly cells: readonly string[];
  readonly report: RowReport;
  /** What the row means and what is kept of it; null when it was rejected before. */
  readonly mapped: (MappedRow & { readonly raw: Readonly<Record<string, string>> }) | null;
  prepared: PreparedImportRow | null;
}

/** What the catalogue refuses, told by column. */
export function tellErrors(row: RowInHand, errors: readonly UserError[]): void {
  for (const { code, message, path } of errors) {
    const column = path[0] === undefined ? null : (row.mapped?.columnOf(path[0]) ?? null);
    row.report.problems.push({ code, severity: 'ERROR', row: row.report.row, column, message, suggestion: null });
  }
}

/** What became of a row, where there is something to say. */
export function tellResult(row: RowInHand, result: EntryImportResult): void {
  tellErrors(row, result.errors);
  if (result.conflict === null) return;
  const text = coreTexts[`CONFLICT_${result.conflict}`];
  row.report.tell(text, null, { revision: result.revision ?? '–', kind: row.mapped?.kind ?? '' });
}
