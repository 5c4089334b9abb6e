import type { Language, Localized } from '@maillage/kernel';
import { type Html, html } from './html.js';
import { wordsIn } from './page.messages.js';

export interface Refusal {
  readonly what: Localized;
  /** Undefined: what happened says it. */
  readonly mend: Localized | undefined;
  /** In the log, too. */
  readonly reference: string;
  /** Host of the issuer. */
  readonly where: string | undefined;
  /** A mailbox or an address of whoever runs this network. */
  readonly contact: string | undefined;
  /** What to press next. */
  readonly next: { readonly href: string; readonly label: string };
}

/** What happened, where, what to do, whom to ask. */
export function refusalBody(language: Language, refusal: Refusal): Html {
  const words = wordsIn(language);
  const { what, mend, reference, where, contact, next } = refusal;
  return html`<div class="note warn">
      <p>${what[language]}</p>
      ${mend !== undefined && html`<p>${mend[language]}</p>`}
    </div>
    <p><a class="button main" href="${next.href}">${next.label}</a></p>
    ${where !== undefined && html`<p class="quiet">${words.where} : ${where}</p>`}
    ${contact !== undefined && html`<p class="quiet">${words.ask} : ${contact}</p>`}
    <p class="quiet">${words.reference} : <code>${reference}</code></p>`;
}
