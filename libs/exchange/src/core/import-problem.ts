import { localize, type Localized } from '@maillage/kernel';

/**
 * - ERROR: the row is rejected (or, without a row, the file)
 * - WARNING: the row is taken, something of it is not in the entry
 * - NOTICE: the row is taken, something was understood that is not written so
 */
export type ProblemSeverity = 'ERROR' | 'WARNING' | 'NOTICE';

/** One thing about the source that its owner should know. */
export interface ImportProblem {
  readonly code: string;
  readonly severity: ProblemSeverity;
  /** As a spreadsheet counts: the header is row 1. Null: the file. */
  readonly row: number | null;
  readonly column: string | null;
  readonly message: Localized;
  /** How to mend the source; null when there is nothing to do. */
  readonly suggestion: Localized | null;
}

/** What a kind of problem says; `{name}` places are filled for each case. */
export interface ProblemText {
  readonly code: string;
  readonly severity: ProblemSeverity;
  readonly message: Localized;
  readonly suggestion: Localized | null;
}

type Written = readonly [
  severity: ProblemSeverity,
  fr: string,
  en: string,
  suggestionFr?: string,
  suggestionEn?: string,
];

/** Declares kinds of problem by code: `[severity, French, English, French suggestion, English suggestion]`. */
export function problemTexts<const Code extends string>(
  written: Readonly<Record<Code, Written>>,
): Readonly<Record<Code, ProblemText>> {
  const entries = Object.entries(written) as [Code, Written][];
  return Object.fromEntries(
    entries.map(([code, [severity, fr, en, suggestionFr, suggestionEn]]) => {
      const suggestion = suggestionFr && suggestionEn ? { fr: suggestionFr, en: suggestionEn } : null;
      return [code, { code, severity, message: { fr, en }, suggestion }];
    }),
  ) as unknown as Record<Code, ProblemText>;
}

export type ProblemValues = Readonly<Record<string, string | number>>;

export function problemOf(
  text: ProblemText,
  place: { readonly row: number | null; readonly column: string | null },
  values: ProblemValues = {},
): ImportProblem {
  const { code, severity, message, suggestion } = text;
  const shown = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shorten(value)]));
  return {
    code,
    severity,
    ...place,
    message: localize(message, shown),
    suggestion: suggestion && localize(suggestion, shown),
  };
}

/** A cell may hold a page of text: messages quote its beginning. */
function shorten(value: string | number): string | number {
  if (typeof value === 'number') return value;
  const line = value.replace(/\s+/gu, ' ');
  return line.length <= 120 ? line : `${[...line].slice(0, 119).join('')}…`;
}

/** Gathers what there is to say of one row. */
export class RowReport {
  readonly problems: ImportProblem[] = [];

  constructor(readonly row: number) {}

  tell(text: ProblemText, column: string | null, values: ProblemValues = {}): void {
    this.problems.push(problemOf(text, { row: this.row, column }, values));
  }

  get rejected(): boolean {
    return this.problems.some((problem) => problem.severity === 'ERROR');
  }
}
