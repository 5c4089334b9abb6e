import type { EntryView, OrganizationCard } from '@maillage/catalogue';
import { entryUri } from './kind-slug.js';

/** An entry as downloads give it: the public projection, without what the clock alone changes. */
export type PublicDocument = Readonly<Record<string, unknown>>;

/** @param view made for the audience PUBLIC @param base origin of the API */
export function publicDocument(view: EntryView, base: string): PublicDocument {
  const { id, kind, version, revision, state, content, system, adoptions, adoptionTotal, origin } = view;
  return {
    uri: entryUri(base, kind, id),
    id,
    kind,
    version,
    revision,
    state,
    owner: organization(view.owner),
    subjectOrganization: organization(view.subjectOrganization),
    confirmedBySubject: view.confirmedBySubject,
    origin: origin && { source: origin.source, sourceId: origin.sourceId, sourceUrl: origin.sourceUrl },
    content,
    system,
    relations: view.relations,
    adoptions,
    adoptionTotal,
    createdAt: view.createdAt,
    publishedAt: view.publishedAt,
    updatedAt: view.updatedAt,
    lastConfirmedAt: view.lastConfirmedAt,
    reviewBy: view.reviewBy,
  };
}

function organization({ id, name, type, siren, territory }: OrganizationCard): Record<string, unknown> {
  return { id, name, type, siren, territory: territory && { code: territory.code, name: territory.name } };
}
