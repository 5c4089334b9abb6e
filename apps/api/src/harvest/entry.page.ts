import { type EntryView, kindOf, licences, themes } from '@maillage/catalogue';
import { licenceAddress } from '@maillage/exchange';
import type { Language } from '@maillage/kernel';
import type { RouteRefusal } from '../answers/http-refusal.js';
import { type Html, html } from '../sign-in/pages/html.js';
import { day, publicPage } from './public.page.js';

const words = {
  fr: {
    owner: 'Fiche tenue par',
    subject: 'Au sujet de',
    unconfirmed: 'non confirmé par cette organisation',
    archived: 'Cette fiche est archivée : elle n’est plus tenue à jour.',
    themes: 'Thèmes',
    keywords: 'Mots-clés',
    published: 'Publiée le',
    updated: 'Modifiée le',
    review: 'À revoir avant le',
    licence: 'Licence',
    source: 'Source',
    links: 'Liens',
    data: 'Les mêmes données, pour des programmes',
    catalogue: 'Catalogue public',
    colon: ' : ',
  },
  en: {
    owner: 'Maintained by',
    subject: 'About',
    unconfirmed: 'not confirmed by that organization',
    archived: 'This entry is archived: nobody keeps it up to date any more.',
    themes: 'Themes',
    keywords: 'Keywords',
    published: 'Published',
    updated: 'Changed',
    review: 'To be reviewed before',
    licence: 'Licence',
    source: 'Source',
    links: 'Links',
    data: 'The same data, for programs',
    catalogue: 'Public catalogue',
    colon: ': ',
  },
} as const;

/** An entry for whoever opens its address in a browser: what it is, whose, of when; nothing runs. @param view of the audience PUBLIC */
export function entryPage(view: EntryView, uri: string, language: Language): string {
  const told = words[language];
  const { content, origin } = view;
  const text = (name: string): string => String(content[name] ?? '');
  const document = uri.replace('/id/', '/doc/');
  const head = html`<link rel="canonical" href="${uri}" />
    <link rel="alternate" type="application/ld+json" href="${document}" />
    <link rel="alternate" type="text/turtle" href="${document}" />`;
  const links = (content['links'] as readonly EntryLink[] | undefined) ?? [];
  const body = html`<h1>${text('title')}</h1>
    <p class="text">${text('summary')}</p>
    ${view.state === 'ARCHIVED' && html`<p class="note" lang="${language}">${told.archived}</p>`}
    <ul class="rows" lang="${language}">
      ${facts(view, language)}
    </ul>
    ${text('description')
      .split(/\n{2,}/)
      .map((part) => html`<p class="text">${part}</p>`)}
    ${
      links.length > 0 &&
      html`<h2 lang="${language}">${told.links}</h2>
        <ul>
          ${links.map(({ url, title }) => html`<li>${outside(url, title ?? url)}</li>`)}
        </ul>`
    }
    ${
      origin?.sourceUrl
        ? html`<p lang="${language}">${told.source}${told.colon}${outside(origin.sourceUrl, origin.sourceUrl)}</p>`
        : null
    }
    <p class="quiet" lang="${language}">
      ${told.data}${told.colon}<code>curl -L -H 'Accept: application/ld+json' ${uri}</code>
    </p>`;
  const lang = text('lang').toLowerCase() || language;
  return publicPage({ lang, language, title: text('title'), aside: kindOf(view.kind).label[language], head, body });
}

/** What a browser is told where there is no entry, or no longer. */
export function entryRefusalPage({ localized }: RouteRefusal, language: Language): string {
  const title = localized[language];
  const body = html`<h1>${title}</h1>
    <p><a href="/">${words[language].catalogue}</a></p>`;
  return publicPage({ lang: language, language, title, aside: '', head: null, body });
}

interface EntryLink {
  readonly url: string;
  readonly title?: string;
}

function facts(view: EntryView, language: Language): (Html | null)[] {
  const told = words[language];
  const { content, owner, subjectOrganization, publishedAt, updatedAt, reviewBy } = view;
  const licence = licences.values[content['licence'] as keyof typeof licences.values]?.label[language];
  const address = licenceAddress(content['licence']);
  const listed = (content['themes'] as readonly (keyof typeof themes.values)[] | undefined) ?? [];
  const keywords = (content['keywords'] as readonly string[] | undefined) ?? [];
  const subject = `${subjectOrganization.name}${view.confirmedBySubject ? '' : ` (${told.unconfirmed})`}`;
  return [
    row(told.owner, owner.name),
    subjectOrganization.id === owner.id ? null : row(told.subject, subject),
    row(told.themes, listed.map((theme) => themes.values[theme]?.label[language] ?? theme).join(', ')),
    row(told.keywords, keywords.join(', ')),
    row(told.published, publishedAt && day(publishedAt, language)),
    row(told.updated, day(updatedAt, language)),
    row(told.review, reviewBy && day(reviewBy, language)),
    row(told.licence, licence && address ? outside(address, licence) : licence),
  ];
}

function row(label: string, value: string | Html | null | undefined): Html | null {
  if (!value) return null;
  return html`<li>
    <strong>${label}</strong>
    <div>${value}</div>
  </li>`;
}

function outside(address: string, label: string): Html {
  return html`<a href="${address}" rel="nofollow noopener">${label}</a>`;
}
