import type { Language } from '@maillage/kernel';
import { type Html, html } from '../sign-in/pages/html.js';
import { pageFrame } from '../sign-in/pages/page-frame.js';

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

/** A page of the public catalogue. */
export function publicPage({ lang, language, title, aside, head, body }: PublicPage): string {
  return pageFrame({
    lang,
    title,
    head: html`<link rel="icon" href="data:," /> ${head}`,
    home: '/',
    aside: html`<span lang="${language}">${aside}</span>`,
    body,
  });
}

/** @param moment ISO 8601 */
export function day(moment: string, language: Language): Html {
  const date = moment.slice(0, 10);
  const locale = language === 'en' ? 'en-GB' : language;
  const shown = new Date(`${date}T00:00:00Z`).toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return html`<time datetime="${date}">${shown}</time>`;
}
