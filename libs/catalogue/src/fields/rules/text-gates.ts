/** Gates on free text, each seen broken in a real register. Pure. */

const ARTEFACTS = /^(#?n\/?a|\[blank\]|#ref!|#name\?|#value!|#n\/a|null|undefined|-+|\.+|\?+)$/iu;

/** A whole value that a spreadsheet or a form left behind instead of an answer. */
export function isArtefact(text: string): boolean {
  return ARTEFACTS.test(text.trim());
}

/** What neither PostgreSQL nor JSON keeps (U+0000, half a character), and controls that no person types. */
export function isClean(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);
}

/** Days since 1899 that a spreadsheet shows when a date column lost its format. */
export function isSpreadsheetSerial(text: string): boolean {
  return /^[2-6]\d{4}(\.\d+)?$/.test(text);
}

/** A day, month or year that exists. */
export function isRealDate(text: string, partial: boolean): boolean {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!match || (!partial && match[3] === undefined)) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && year <= 2200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

export function isHttpUrl(text: string): boolean {
  if (text.length > 2_000 || /\s/.test(text) || !isClean(text) || !URL.canParse(text)) return false;
  const { protocol, hostname, username } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && hostname.includes('.') && username === '';
}
