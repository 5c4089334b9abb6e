import type { EntryView, OrganizationCard } from '@maillage/catalogue';
import { entryUri } from './kind-slug.js';

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
    isBasedOn: origin?.sourceUrl ?? undefined,
    license:
      content['licence'] === 'LICENCE_OUVERTE_2_0'
        ? 'https://www.etalab.gouv.fr/licence-ouverte-open-licence'
        : content['licence'],
  };
}

function organization({ name, siren }: OrganizationCard): Readonly<Record<string, unknown>> {
  return { '@type': 'Organization', name, identifier: siren ?? undefined };
}
