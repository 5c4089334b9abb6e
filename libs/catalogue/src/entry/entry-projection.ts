import type { CommitmentCompliance } from '../kinds/relation-types.js';
import { type Audience, readableStates, shownBeyond, shownTo } from '@maillage/identity';
import type { EntryContent } from '../fields/entry-content.js';
import { projectContent } from '../fields/content-projection.js';
import { kindOf } from '../kinds/kind.registry.js';
import type { EntryState } from '../domain/entry-lifecycle.js';
import { type Freshness, freshnessOf } from '../domain/freshness.js';
import type { AdoptionCounts, EntryOrigin, EntryRecord, RelatedEntry, SystemCard, Visibility } from './entry-record.js';

/** A relation as one audience sees it: its target is visible to that audience. */
export interface EntryRelationView {
  readonly type: string;
  readonly targetEntry: Pick<RelatedEntry, 'id' | 'kind' | 'title'> | null;
  readonly targetSystem: SystemCard | null;
  readonly compliance: readonly CommitmentCompliance[] | null;
}

/** An entry as one audience sees it: the only form in which an entry leaves the server. */
export interface EntryView extends Omit<EntryRecord, 'content' | 'relations' | 'origin'> {
  readonly content: EntryContent;
  readonly origin: Omit<EntryOrigin, 'raw'> | EntryOrigin | null;
  readonly relations: readonly EntryRelationView[];
  readonly adoptionTotal: number;
  /** Null while it has no review date. Computed at read. */
  readonly freshness: Freshness | null;
  /** False: what it says of its subject was not confirmed by that organization. */
  readonly confirmedBySubject: boolean;
}

/** The others are drafts and tombstones. */
export function isReadableState(state: EntryState): boolean {
  return readableStates[state];
}

/**
 * Whether an audience sees an entry at all. ORGANIZATION means the owner's own members, whom the caller has checked.
 * Entries of a PENDING organization are shown beyond it only when they come from a source.
 */
export function isVisibleTo(entry: Visibility, audience: Audience): boolean {
  if (!readableStates[entry.state] || !shownTo[audience][entry.audience]) return false;
  return audience === 'ORGANIZATION' || shownBeyond[entry.ownerState][entry.hasOrigin ? 'taken' : 'written'];
}

export function visibilityOf(record: EntryRecord): Visibility {
  return {
    state: record.state,
    audience: record.audience,
    ownerId: record.owner.id,
    ownerState: record.owner.state,
    hasOrigin: record.origin !== null,
  };
}

/**
 * The one projection of the product (principle 4): what `audience` sees of `record`. Pure. Used by the API, the index,
 * the feed, exports and counts. It does not decide whether the entry is visible: see `isVisibleTo`.
 */
export function projectEntry(record: EntryRecord, audience: Audience, now: Date): EntryView {
  const { origin, reviewBy, claimedAt, owner, subjectOrganization, adoptions } = record;
  // Written out, not spread: lists make twenty of these a request, and copies of copies were a quarter of its cost.
  return {
    id: record.id,
    kind: record.kind,
    state: record.state,
    audience: record.audience,
    version: record.version,
    revision: record.revision,
    publishedRevision: record.publishedRevision,
    lastRevision: record.lastRevision,
    owner,
    subjectOrganization,
    claimedAt,
    mergedIntoId: record.mergedIntoId,
    system: record.system,
    adoptions,
    namedContact: audience === 'PUBLIC' ? null : record.namedContact,
    createdAt: record.createdAt,
    publishedAt: record.publishedAt,
    updatedAt: record.updatedAt,
    lastConfirmedAt: record.lastConfirmedAt,
    reviewBy,
    content: projectContent(kindOf(record.kind), record.content, audience),
    origin: origin === null ? null : audience === 'ORGANIZATION' ? origin : withoutRaw(origin),
    relations: record.relations.flatMap((relation): EntryRelationView[] => {
      const { targetEntry, targetSystem, type, compliance } = relation;
      if (targetEntry === null) return [{ type, targetEntry: null, targetSystem, compliance }];
      if (!isVisibleTo(targetEntry, targetEntry.ownerId === owner.id ? audience : narrowed(audience))) return [];
      const { id, kind: targetKind, title } = targetEntry;
      return [{ type, targetEntry: { id, kind: targetKind, title }, targetSystem: null, compliance }];
    }),
    adoptionTotal: adoptionTotal(adoptions),
    freshness: reviewBy === null ? null : freshnessOf(reviewBy, now),
    confirmedBySubject: owner.id === subjectOrganization.id || claimedAt !== null,
  };
}

/** What an owner sees of *others'* entries is what the network sees. */
function narrowed(audience: Audience): Audience {
  return audience === 'ORGANIZATION' ? 'NETWORK' : audience;
}

/** Organizations that use or mean to use it; those that dropped it are told by state, not counted here. */
export function adoptionTotal(counts: AdoptionCounts): number {
  return Object.entries(counts).reduce((sum, [state, count]) => sum + (state === 'DROPPED' ? 0 : count), 0);
}

function withoutRaw(origin: EntryOrigin): Omit<EntryOrigin, 'raw'> {
  const { source, sourceId, sourceUrl } = origin;
  return { source, sourceId, sourceUrl };
}
