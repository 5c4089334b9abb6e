import type { IncomingHttpHeaders } from 'node:http';
import type { WebOptions } from './web-options.js';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/;

/**
 * Origin of this site as the browser of a request sees it. Told by the configuration; in demo mode also by the `Host`
 * header when it names this machine itself, so that any free port works. Null: nobody can be signed in here.
 */
export function ownOrigin(headers: IncomingHttpHeaders, { mode, publicUrl }: WebOptions): string | null {
  if (publicUrl !== undefined) return publicUrl;
  const { host = '' } = headers;
  return mode === 'demo' && LOOPBACK.test(host) ? `http://${host}` : null;
}

/**
 * Whether a request comes from a page of ours. A browser tells the origin of every POST, and where a request comes from
 * by `Sec-Fetch-Site`; what tells neither is no browser, and has no business with a cookie.
 */
export function isFromOwnPage(headers: IncomingHttpHeaders, own: string | null): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  if (own === null || (origin === undefined && site === undefined)) return false;
  return (origin === undefined || origin === own) && (site === undefined || site === 'same-origin');
}
