import { entryPath, type EntryView, projectEntry, type EntryRecord, territoriesOf } from '@maillage/catalogue';
import { canonicalJson } from '@maillage/kernel';
import type { FeedAudience, FeedScope } from './feed-filter.js';

/** Form of the documents: raise it when a field is added, renamed or dropped, and every mirror begins anew. */
export const DOCUMENT_VERSION = 2;

/** An entry as one audience sees it now. */
export interface FeedDocument {
  readonly view: EntryView;
  /** Canonical JSON: sorted keys, no blanks. */
  readonly text: string;
}

/**
 * A pure function of the entry, its version and the audience: freshness, which the calendar changes alone, is left to
 * the reader (`reviewBy` says it), and named contacts are people's data that no mirror could take back.
 * @param now of the projection; nothing of it is in the document
 */
export function feedDocument(record: EntryRecord, audience: FeedAudience, now: Date): FeedDocument {
  const view = projectEntry(record, audience, now);
  return { view, text: canonicalJson(shownOf(view)) };
}

function shownOf(view: EntryView): Readonly<Record<string, unknown>> {
  return {
    adoptionTotal: view.adoptionTotal,
    adoptions: view.adoptions,
    audience: view.audience,
    claimedAt: view.claimedAt,
    confirmedBySubject: view.confirmedBySubject,
    content: view.content,
    createdAt: view.createdAt,
    id: view.id,
    kind: view.kind,
    lastConfirmedAt: view.lastConfirmedAt,
    mergedIntoId: view.mergedIntoId,
    origin: view.origin,
    owner: view.owner,
    publishedAt: view.publishedAt,
    relations: view.relations,
    reviewBy: view.reviewBy,
    revision: view.revision,
    state: view.state,
    subjectOrganization: view.subjectOrganization,
    system: view.system,
    updatedAt: view.updatedAt,
    uri: entryPath(view),
    version: view.version,
  };
}

/** Whether a filter lets an entry through, as it is now. */
export function matchesScope(view: EntryView, { kinds, territories, themes }: FeedScope): boolean {
  return (
    (kinds === null || kinds.includes(view.kind)) &&
    (territories === null || sharesOne(territories, territoriesOf(view.subjectOrganization))) &&
    (themes === null || sharesOne(themes, (view.content['themes'] as readonly string[] | undefined) ?? []))
  );
}

function sharesOne(wanted: readonly string[], given: readonly string[]): boolean {
  return given.some((value) => wanted.includes(value));
}
