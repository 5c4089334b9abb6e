/** Private-use characters that mark found words: no document contains them, the mapper removes them. */
export const MARK_OPEN = '\u{E000}';
export const MARK_CLOSE = '\u{E001}';

const marks = new RegExp(`[${MARK_OPEN}${MARK_CLOSE}]`, 'g');

export function withoutMarks(text: string): string {
  return text.replace(marks, '');
}
