import { type EntryView, kindOf } from '@maillage/catalogue';
import type { Language } from '@maillage/kernel';
import { html } from '../sign-in/pages/html.js';
import { STYLE_PATH } from '../sign-in/pages/page.js';

const words = {
  fr: {
    owner: 'Fiche tenue par',
    subject: 'Au sujet de',
    unconfirmed: 'non confirmé par cette organisation',
    published: 'Publiée le',
    updated: 'Modifiée le',
    review: 'À revoir avant le',
    source: 'Source',
    data: 'Les mêmes données',
  },
  en: {
    owner: 'Maintained by',
    subject: 'About',
    unconfirmed: 'not confirmed by that organization',
    published: 'Published',
    updated: 'Changed',
    review: 'To be reviewed before',
    source: 'Source',
    data: 'The same data',
  },
} as const;

/** An entry for whoever opens its address in a browser: what it is, whose, of when; nothing runs. @param view of the audience PUBLIC */
export function entryPage(view: EntryView, uri: string, language: Language): string {
  const told = words[language];
  const { content, owner, subjectOrganization, origin, publishedAt, updatedAt, reviewBy } = view;
  const text = (name: string): string => String(content[name] ?? '');
  const row = (label: string, value: string | null | undefined) =>
    value
      ? html`<li>
          <strong>${label}</strong>
          <div>${value}</div>
        </li>`
      : null;
  const subject = `${subjectOrganization.name}${view.confirmedBySubject ? '' : ` (${told.unconfirmed})`}`;
  const link = origin?.sourceUrl ?? null;
  return html`<!doctype html>
    <html lang="${text('lang').toLowerCase() || language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${text('title')} – Maillage</title>
        <link rel="canonical" href="${uri}" />
        <link rel="alternate" type="application/ld+json" href="${uri.replace('/id/', '/doc/')}" />
        <link rel="alternate" type="text/turtle" href="${uri.replace('/id/', '/doc/')}" />
        <link rel="stylesheet" href="${STYLE_PATH}" />
      </head>
      <body>
        <header>
          <a href="/catalog">Maillage</a><span></span
          ><span lang="${language}">${kindOf(view.kind).label[language]}</span>
        </header>
        <main>
          <h1>${text('title')}</h1>
          <p>${text('summary')}</p>
          <ul class="rows" lang="${language}">
            ${row(told.owner, owner.name)} ${row(told.subject, subject)}
            ${row(told.published, publishedAt?.slice(0, 10))} ${row(told.updated, updatedAt.slice(0, 10))}
            ${row(told.review, reviewBy)}
          </ul>
          ${text('description')
            .split(/\n{2,}/)
            .map((part) => html`<p>${part}</p>`)}
          ${link && html`<p lang="${language}">${told.source} : <a href="${link}" rel="nofollow noopener">${link}</a></p>`}
          <p class="quiet" lang="${language}">
            ${told.data} : <code>curl -H 'accept: application/ld+json' ${uri}</code>
          </p>
        </main>
      </body>
    </html> `.text;
}
