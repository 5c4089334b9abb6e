import { htmlText } from '@maillage/kernel';

/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | null | false | readonly Part[];

/** HTML from a template: every value that is not HTML itself is escaped, so that nobody's name becomes markup. */
export function html(fixed: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(fixed.reduce((text, piece, index) => `${text}${textOf(values[index - 1] ?? null)}${piece}`));
}

function textOf(part: Part): string {
  if (part === null || part === false) return '';
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(textOf).join('');
  return htmlText(String(part));
}
