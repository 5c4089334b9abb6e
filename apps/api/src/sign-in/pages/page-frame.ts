import { type Html, html } from './html.js';

const STYLE_PATH = '/account/style.css';

export interface PageFrame {
  readonly lang: string;
  readonly title: string;
  readonly head?: Html | null;
  /** Where the name of the network leads. */
  readonly home: string;
  readonly aside?: Html | null;
  readonly body: Html;
}

/** What is around every page: nothing of it runs, nothing comes from elsewhere. */
export function pageFrame({ lang, title, head = null, home, aside = null, body }: PageFrame): string {
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Maillage</title>
        ${head}
        <link rel="stylesheet" href="${STYLE_PATH}" />
      </head>
      <body>
        <header><a href="${home}">Maillage</a><span></span>${aside}</header>
        <main>${body}</main>
      </body>
    </html> `.text;
}
