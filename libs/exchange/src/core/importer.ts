import type { Localized } from '@maillage/kernel';
import type { OrganizationMention } from '../organization/organization-mention.js';
import type { RowReport } from './import-problem.js';

/** A column of a source. */
export interface ColumnSpec {
  /** As the source's own schema names it; case, accents and separators do not count. */
  readonly name: string;
  /** Without it the file is refused. Default false. */
  readonly needed?: boolean;
  /** Holds numbers or dates, whose digits must not be taken for a telephone or social security number. Default false. */
  readonly digits?: boolean;
}

/** A row as read: every value by the name of its column, as written. */
export interface SourceRow {
  /** As a spreadsheet counts: the header is row 1. */
  readonly number: number;
  readonly values: Readonly<Record<string, string>>;
}

/** What a row says, in the catalogue's words. */
export interface MappedRow {
  /** Stable over exports of the source; one entry for each. */
  readonly sourceId: string;
  readonly sourceUrl: string | null;
  /** A kind of the catalogue. */
  readonly kind: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** Whom it is about. */
  readonly organization: OrganizationMention;
  /** Column at fault for a field of the content, so that validation can name it. */
  readonly columnOf: (field: string) => string | null;
}

/** A source that can be imported: its columns, and what a row means. */
export interface Importer {
  /** Stable name: `origin.source`, the command line, the audit log. */
  readonly name: string;
  readonly label: Localized;
  readonly columns: readonly ColumnSpec[];
  /** Total: any texts give a row or errors in the report, never an exception. Null when the row is rejected. */
  map(row: SourceRow, report: RowReport): MappedRow | null;
}
