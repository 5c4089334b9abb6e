import type { EntryView, OrganizationCard } from '@maillage/catalogue';
import { Parser } from 'n3';
import { asTurtle } from '../dcat/catalog-writer.js';
import { entryUri } from './kind-slug.js';
import { licenceAddress } from './licence-address.js';

const SCHEMA = 'http://schema.org/';
const XSD = 'http://www.w3.org/2001/XMLSchema#';
const ADDRESS = { '@type': '@id' };
const DATE = { '@type': `${SCHEMA}Date` };

/** What schema.org's own context says of the terms used here: nothing has to be fetched to read them. */
export const ENTRY_CONTEXT = {
  '@vocab': SCHEMA,
  ...{ url: ADDRESS, isBasedOn: ADDRESS, license: ADDRESS, datePublished: DATE, dateModified: DATE },
};

/** An entry for search engines and linked data, in the words of schema.org. @param view made for the audience PUBLIC */
export function entryJsonLd(view: EntryView, base: string): Readonly<Record<string, unknown>> {
  const { content, kind, id, owner, subjectOrganization, origin } = view;
  const uri = entryUri(base, kind, id);
  return {
    '@context': 'https://schema.org',
    '@type': 'CreativeWork',
    '@id': uri,
    url: uri,
    identifier: id,
    name: content['title'],
    abstract: content['summary'],
    text: content['description'],
    inLanguage: String(content['lang'] ?? 'FR').toLowerCase(),
    keywords: content['keywords'],
    version: view.version,
    datePublished: view.publishedAt,
    dateModified: view.updatedAt,
    author: organization(owner),
    about: organization(subjectOrganization),
    spatialCoverage: subjectOrganization.territory
      ? { '@type': 'Place', name: subjectOrganization.territory.name }
      : undefined,
    isBasedOn: origin?.sourceUrl ? iriOf(origin.sourceUrl) : undefined,
    license: licenceAddress(content['licence']) ?? undefined,
  };
}

/** The same statements as `entryJsonLd` makes, in Turtle. @param view made for the audience PUBLIC */
export async function entryTurtle(view: EntryView, base: string): Promise<string> {
  const document = JSON.parse(JSON.stringify({ ...entryJsonLd(view, base), '@context': ENTRY_CONTEXT })) as object;
  // Read here: with what it brings it is one file in 25 of a process's start, and nothing else needs it.
  const { default: jsonld } = await import('jsonld');
  const lines = (await jsonld.toRDF(document, { format: 'application/n-quads' })) as unknown as string;
  return asTurtle(new Parser({ format: 'N-Quads' }).parse(lines), { schema: SCHEMA, xsd: XSD });
}

/** Browsers take characters in an address that RDF does not. */
function iriOf(address: string): string {
  return new URL(address).href.replace(/[<>"{}|\\^`\s]/g, (character) => encodeURIComponent(character));
}

function organization({ name, siren }: OrganizationCard): Readonly<Record<string, unknown>> {
  return { '@type': 'Organization', name, identifier: siren ?? undefined };
}
