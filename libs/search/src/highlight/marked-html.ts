import { htmlText } from '@maillage/kernel';

/** A stretch of a text, in UTF-16 units; `end` is behind the last one. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * A part of a text as HTML that is safe to insert, as content or in a quoted attribute: everything is escaped, the
 * only tag is `<mark>`.
 * @param marks apart from each other and in order, inside the part
 */
export function markedHtml(text: string, part: Stretch, marks: readonly Stretch[]): string {
  let html = '';
  let from = part.start;
  for (const { start, end } of marks) {
    html += `${escaped(text, from, start)}<mark>${escaped(text, start, end)}</mark>`;
    from = end;
  }
  return html + escaped(text, from, part.end);
}

function escaped(text: string, start: number, end: number): string {
  return htmlText(text.slice(start, end));
}
