import { isRoleMailbox } from '@maillage/catalogue';
import type { ProblemText, ProblemValues, RowReport } from '../core/import-problem.js';
import type { SourceRow } from '../core/importer.js';
import { cellLine, cellText, saysNothing } from '../mapping/cell-text.js';
import type { LabelMatcher } from '../mapping/label-matcher.js';
import { readLinks } from '../mapping/link-cell.js';
import { readDate } from '../mapping/partial-date.js';
import { interconnectesTexts as texts } from './interconnectes.messages.js';

/** Reads cells of one row, and tells what was not as the schema has it. */
export class CellMapper {
  constructor(
    private readonly row: SourceRow,
    readonly report: RowReport,
  ) {}

  /** The cell's text; empty for what says that there is nothing to say. */
  text(column: string): string {
    const text = cellText(this.row.values[column]);
    return saysNothing(text) ? '' : text;
  }

  /** The cell as written, on one line. */
  line(column: string): string {
    return cellLine(this.row.values[column]);
  }

  tell(text: ProblemText, column: string, values: ProblemValues = {}): void {
    this.report.tell(text, column, values);
  }

  /** One value of a closed list; null when the cell is empty, or holds what the list does not. */
  value<Value extends string>(column: string, matcher: LabelMatcher<Value>): Value | null {
    const [found] = this.values(column, matcher, [this.text(column)]);
    return found ?? null;
  }

  /** Several, separated by commas. @param further labels outside of the schema's list that are understood all the same */
  list<Value extends string>(column: string, matcher: LabelMatcher<Value>, further?: LabelMatcher<Value>): Value[] {
    return this.values(column, matcher, this.text(column).split(/[,;\n]/u), further);
  }

  private values<Value extends string>(
    column: string,
    matcher: LabelMatcher<Value>,
    labels: readonly string[],
    further?: LabelMatcher<Value>,
  ): Value[] {
    const found = labels.map((label) => label.trim()).filter((label) => label !== '');
    const values = found.flatMap((label): Value[] => {
      const match = matcher.find(label);
      if (match) {
        if (match.near) this.tell(texts.VALUE_NEAR, column, { value: label, label: match.value });
        return [match.value];
      }
      const understood = further?.find(label)?.value;
      const as = understood ? ` → ${understood}` : '';
      this.tell(texts.VALUE_OUTSIDE_SCHEMA, column, { value: label, understood: as });
      return understood ? [understood] : [];
    });
    return [...new Set(values)];
  }

  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
  date(column: string): string | undefined {
    const value = this.text(column);
    const read = readDate(value);
    switch (read.kind) {
      case 'NONE':
        return undefined;
      case 'UNREADABLE':
        return void this.tell(texts.DATE_UNREADABLE, column, { value });
      case 'SERIAL':
        return void this.tell(texts.DATE_SERIAL, column, { value, day: read.day });
      case 'DATE':
        if (read.precision !== 'DAY') this.tell(texts.DATE_WITHOUT_DAY, column, { value, date: read.date });
        return read.date;
    }
  }

  links(column: string, rel: string): { rel: string; url: string }[] {
    const { urls, completed, phrases } = readLinks(this.line(column));
    for (const value of completed) this.tell(texts.URL_COMPLETED, column, { value });
    for (const value of phrases) this.tell(texts.URL_PHRASE, column, { value });
    return urls.map((url) => ({ rel, url }));
  }

  /** A functional mailbox, or nothing. */
  mailbox(column: string): string | undefined {
    const written = this.text(column);
    if (written === '') return undefined;
    const mailbox = written.split(/[\s,;]+/u).find(isRoleMailbox);
    if (!mailbox) this.tell(texts.CONTACT_LEFT_OUT, column);
    return mailbox;
  }
}
