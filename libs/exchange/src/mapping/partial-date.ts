/** What a cell says of a date. */
export type ReadDate =
  | { readonly kind: 'NONE' }
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`: what the source knows, no invented day. */
  | { readonly kind: 'DATE'; readonly date: string; readonly precision: 'DAY' | 'MONTH' | 'YEAR' }
  /** A spreadsheet's serial number, with the day that it stands for. */
  | { readonly kind: 'SERIAL'; readonly day: string }
  | { readonly kind: 'UNREADABLE' };

const FORMS: readonly (readonly [RegExp, (match: readonly string[]) => readonly (string | undefined)[]])[] = [
  [/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/, ([, day, month, year]) => [year, month, day]],
  [/^(\d{1,2})[/.-](\d{4})$/, ([, month, year]) => [year, month]],
  [/^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?$/, ([, year, month, day]) => [year, month, day]],
];

/** Reads JJ/MM/AAAA, MM/AAAA, AAAA and ISO dates. Days that do not exist are unreadable. */
export function readDate(text: string): ReadDate {
  if (text === '') return { kind: 'NONE' };
  if (/^[2-6]\d{4}$/.test(text)) return { kind: 'SERIAL', day: dayOfSerial(Number(text)) };
  for (const [form, parts] of FORMS) {
    const match = form.exec(text);
    if (!match) continue;
    const [year = '', month, day] = parts(match);
    const written = [year, month, day].flatMap((part) => (part === undefined ? [] : [part.padStart(2, '0')]));
    return exists(Number(year), Number(month ?? 1), Number(day ?? 1))
      ? { kind: 'DATE', date: written.join('-'), precision: day ? 'DAY' : month ? 'MONTH' : 'YEAR' }
      : { kind: 'UNREADABLE' };
  }
  return { kind: 'UNREADABLE' };
}

function exists(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && year <= 2200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Spreadsheets count days from 30 December 1899. */
function dayOfSerial(serial: number): string {
  return new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10);
}
