import type { Language } from '@maillage/kernel';
import { type Html, html } from '../sign-in/pages/html.js';
import { STYLE_PATH } from '../sign-in/pages/page.js';

interface PublicPage {
  /** Language of most of it: that of an entry, where it shows one. */
  readonly lang: string;
  /** Language of what is ours. */
  readonly language: Language;
  readonly title: string;
  readonly aside: string;
  readonly head: Html | null;
  readonly body: Html;
}

/** A page of the public catalogue: nothing of it runs, nothing comes from elsewhere. */
export function publicPage({ lang, language, title, aside, head, body }: PublicPage): string {
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Maillage</title>
        <link rel="icon" href="data:," />
        ${head}
        <link rel="stylesheet" href="${STYLE_PATH}" />
      </head>
      <body>
        <header><a href="/">Maillage</a><span></span><span lang="${language}">${aside}</span></header>
        <main>${body}</main>
      </body>
    </html> `.text;
}

/** @param moment ISO 8601 */
export function day(moment: string, language: Language): Html {
  const date = moment.slice(0, 10);
  const locale = language === 'en' ? 'en-GB' : language;
  const shown = new Date(`${date}T00:00:00Z`).toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return html`<time datetime="${date}">${shown}</time>`;
}
