import type { EntryView } from '@maillage/catalogue';
import { htmlText } from '@maillage/kernel';
import { entryUri } from '../harvest/kind-slug.js';
import { licenceAddress, OPEN_LICENCE } from '../harvest/licence-address.js';

/** One page of an Atom feed (RFC 4287, paged as RFC 5005 says). */
export interface AtomPage {
  /** Origin of the API, without a slash at its end. */
  readonly base: string;
  /** Addresses with their query; the first page also names the feed. */
  readonly self: string;
  readonly first: string;
  readonly next: string | null;
  readonly title: string;
  readonly items: readonly AtomItem[];
}

export type AtomItem = { readonly view: EntryView } | { readonly removed: AtomRemoval };

/** An entry that left the feed (RFC 6721): its address and when, nothing of what it held. */
export interface AtomRemoval {
  readonly id: string;
  readonly kind: string;
  readonly when: string;
}

/** Characters that no XML 1.0 document may hold, not even as a reference; halves of surrogate pairs among them. */
const UNWRITABLE = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\u{10000}-\u{10ffff}]/gu;

/** A text as content or quoted attribute of XML. A carriage return is a reference: readers would change it otherwise. */
export function xmlText(text: string): string {
  return htmlText(text.replace(UNWRITABLE, '')).replaceAll('\r', '&#13;');
}

/** Where there is nothing yet: a date that never changes, since Atom asks for one. */
const NEVER = '1970-01-01T00:00:00Z';

export function atomFeed({ base, self, first, next, title, items }: AtomPage): string {
  const moments = items.map((item) => ('view' in item ? item.view.updatedAt : item.removed.when));
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="fr">',
    element('id', first),
    element('title', title),
    element(
      'updated',
      moments.reduce((newest, moment) => (moment > newest ? moment : newest), NEVER),
    ),
    link('self', self, 'application/atom+xml'),
    link('first', first, 'application/atom+xml'),
    ...(next === null ? [] : [link('next', next, 'application/atom+xml')]),
    link('alternate', `${base}/catalog`, 'application/ld+json'),
    link('license', OPEN_LICENCE),
    '<author><name>Maillage</name></author>',
    ...items.map((item) => ('view' in item ? atomEntry(item.view, base) : tombstone(item.removed, base))),
    '</feed>\n',
  ].join('\n');
}

function atomEntry(view: EntryView, base: string): string {
  const { id, kind, content, owner } = view;
  const uri = entryUri(base, kind, id);
  const licence = licenceAddress(content['licence']);
  const themes = (content['themes'] as readonly string[] | undefined) ?? [];
  const categories = [kind, ...themes].map((term, at) => {
    const scheme = at === 0 ? 'kind' : 'theme';
    return `<category term="${xmlText(term)}" scheme="${xmlText(`${base}/catalog#${scheme}`)}"/>`;
  });
  return [
    '<entry>',
    element('id', uri),
    element('title', String(content['title'] ?? '')),
    element('updated', view.updatedAt),
    ...(view.publishedAt === null ? [] : [element('published', view.publishedAt)]),
    `<author>${element('name', owner.name)}</author>`,
    ...categories,
    link('alternate', uri),
    link('self', uri.replace(`${base}/id/`, `${base}/doc/`), 'application/ld+json'),
    ...(licence === null ? [] : [link('license', licence)]),
    element('summary', String(content['summary'] ?? '')),
    '</entry>',
  ].join('\n');
}

function tombstone({ id, kind, when }: AtomRemoval, base: string): string {
  return `<at:deleted-entry ref="${xmlText(entryUri(base, kind, id))}" when="${xmlText(when)}"/>`;
}

function element(name: string, text: string): string {
  return `<${name}>${xmlText(text)}</${name}>`;
}

function link(rel: string, href: string, type?: string): string {
  return `<link rel="${rel}" href="${xmlText(href)}"${type ? ` type="${type}"` : ''}/>`;
}
