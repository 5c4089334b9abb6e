import { closeSync, openSync, writeSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { type Language } from '@maillage/kernel';
import type { RejectedRow } from './import.service.js';
import { REJECT_COLUMNS } from './reject-columns.js';

/**
 * Rejected rows as a table that can be mended and imported again: the source's columns and values as written, then why.
 * Made with the first rejected row; UTF-8 with a byte order mark, so that spreadsheets read its accents.
 */
export class RejectsFile {
  private file: number | null = null;

  constructor(
    private readonly path: string,
    private readonly language: Language,
  ) {}

  /** True when a row was written. */
  get written(): boolean {
    return this.file !== null;
  }

  /** @throws Error of the file system: the path cannot be written */
  add(row: RejectedRow): void {
    const { header, delimiter } = row.from;
    // Columns of an earlier file of rejects are written anew.
    const own = new Set<string>(REJECT_COLUMNS);
    const kept = header.flatMap((name, index) => (own.has(name.trim()) ? [] : [index]));
    if (this.file === null) {
      this.file = openSync(this.path, 'w');
      writeSync(this.file, '\ufeff');
      this.write([...kept.map((index) => header[index] ?? ''), ...REJECT_COLUMNS], delimiter);
    }
    const cells = kept.map((index) => row.cells[index] ?? '');
    const extra = row.cells.slice(header.length);
    if (extra.length > 0) cells.push([cells.pop() ?? '', ...extra].join(delimiter));
    this.write([...cells, ...this.reasons(row)], delimiter);
  }

  close(): void {
    if (this.file !== null) closeSync(this.file);
  }

  private write(cells: readonly string[], delimiter: string): void {
    if (this.file === null) return;
    writeSync(this.file, stringify([[...cells]], { delimiter, record_delimiter: 'windows' }));
  }

  private reasons({ problems }: RejectedRow): string[] {
    const errors = problems.filter((problem) => problem.severity === 'ERROR');
    const all = (pick: (problem: (typeof errors)[number]) => string | null): string =>
      errors.flatMap((problem) => pick(problem) ?? []).join(' | ');
    return [
      String(errors[0]?.row ?? ''),
      all((problem) => problem.column),
      all((problem) => problem.code),
      all((problem) => problem.message[this.language]),
      all((problem) => problem.suggestion?.[this.language] ?? null),
    ];
  }
}
