import {
  entryPath,
  type EntryRecord,
  type EntryView,
  type OrganizationCard,
  projectEntry,
  type SystemCard,
  territoriesOf,
} from '@maillage/catalogue';
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
  return { view, text: canonicalText(view) };
}

/** Names in their order, as canonical JSON has them; what many entries share is not made into text for each of them. */
function canonicalText(view: EntryView): string {
  const first = canonicalJson({
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
  });
  const middle = canonicalJson({
    publishedAt: view.publishedAt,
    relations: view.relations,
    reviewBy: view.reviewBy,
    revision: view.revision,
    state: view.state,
  });
  const last = canonicalJson({ updatedAt: view.updatedAt, uri: entryPath(view), version: view.version });
  // Joined, not added up: of a sum, the parts would be kept until somebody reads it.
  return [
    first.slice(0, -1),
    `,"owner":`,
    sharedText(view.owner),
    ',',
    middle.slice(1, -1),
    `,"subjectOrganization":`,
    sharedText(view.subjectOrganization),
    `,"system":`,
    sharedText(view.system),
    ',',
    last.slice(1),
  ].join('');
}

/** By the object: records of one batch have the same organizations and systems. */
const texts = new WeakMap<object, string>();

function sharedText(part: OrganizationCard | SystemCard | null): string {
  if (part === null) return 'null';
  const known = texts.get(part);
  if (known !== undefined) return known;
  const text = canonicalJson(part);
  texts.set(part, text);
  return text;
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
