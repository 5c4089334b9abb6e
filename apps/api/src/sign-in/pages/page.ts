import type { Language } from '@maillage/kernel';
import type { FastifyReply } from 'fastify';
import { type Html, html } from './html.js';
import { pageFrame } from './page-frame.js';

export interface PageContent {
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
  /** Of an origin that a form may lead to, beside our own. */
  readonly formTargets?: readonly string[];
  readonly status?: number;
}

/** Sends a page of people: nothing of it runs, nothing comes from elsewhere, nobody frames or keeps it. */
export function sendPage(
  reply: FastifyReply,
  { language, title, body, formTargets = [], status = 200 }: PageContent,
): void {
  const page = pageFrame({
    lang: language,
    title,
    home: '/account',
    body: html`<h1>${title}</h1>
      ${body}`,
  });
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    // A browser follows the redirect of a form only to where this allows.
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  void reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-language', language)
    .header('content-security-policy', policy.join('; '))
    .header('x-content-type-options', 'nosniff')
    // With `no-referrer` forms would be sent from the origin `null`.
    .header('referrer-policy', 'same-origin')
    .header('cache-control', 'no-store')
    .header('vary', 'accept-language, cookie')
    .send(page);
}
