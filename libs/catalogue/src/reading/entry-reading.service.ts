import { type Actor, type Audience, audienceOf, reachOf } from '@maillage/identity';
import { type Clock, isUuid } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../catalogue.tokens.js';
import type { EntryState, RevisionState } from '../domain/entry-lifecycle.js';
import {
  cursorOf,
  type EntryListFilter,
  type EntryListPage,
  EntryListView,
  type EntryStanding,
  type ListedEntry,
} from './entry-list.view.js';
import { canReadAsOwner, readingAudience } from '../entry/entry.policy.js';
import { type EntryPermissions, ownerFactsOf, permissionsOn, reviews } from './entry-permissions.js';
import { type EntryView, projectEntry, visibilityOf } from '../entry/entry-projection.js';
import { EntryRecordView, type FoundEntry } from '../entry/entry-record.view.js';
import { type EntryParts, WHOLE_ENTRY } from '../entry/entry-record.sql.js';
import { type Completeness, completenessOf } from '../fields/content-checklist.js';
import { kindOf } from '../kinds/kind.registry.js';

/** An entry as the caller sees it, with what the caller may do. */
export interface ReadableEntry extends EntryView {
  /** Null when it was not asked for. */
  readonly permissions: EntryPermissions | null;
  /** Null when it was not asked for. */
  readonly completeness: Completeness | null;
  /** State of the newest revision; null for readers outside the owner, but for those who review it. */
  readonly draftState: RevisionState | null;
  /** The reviewer's words on the newest revision; null for readers outside the owner. */
  readonly reviewComment: string | null;
}

export interface EntryPage {
  readonly entries: readonly ReadableEntry[];
  /** Cursor of the entry at an index; made when asked for. */
  readonly cursorAt: (index: number) => string | null;
  readonly hasNextPage: boolean;
}

/** What is left of an entry that readers once saw. */
export interface EntryTombstone {
  readonly id: string;
  readonly state: EntryState;
  readonly replacedById: string | null;
}

@Injectable()
export class EntryReadingService {
  constructor(
    @Inject(EntryRecordView) private readonly records: EntryRecordView,
    @Inject(EntryListView) private readonly lists: EntryListView,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * One entry in one statement; null when it is absent or hidden from the caller.
   * @param revision a number from the history; null: what readers see, or the newest draft for its owner
   * @param parts what is read of it
   */
  async entry(
    actor: Actor,
    id: string,
    revision: number | null = null,
    parts: EntryParts = WHOLE_ENTRY,
  ): Promise<ReadableEntry | null> {
    if (!isUuid(id)) return null;
    const found = await this.records.one(id, revision, partsFor(actor, parts));
    if (!found) return null;
    const audience = audienceFor(actor, found);
    if (audience === null) return null;
    return readable({ actor, audience, parts, now: this.clock.now() }, found);
  }

  /** A page of the catalogue, or of an organization's own entries in every state. */
  async entries(
    actor: Actor,
    filter: EntryListFilter,
    page: { readonly first: number; readonly after: string | null },
    parts: EntryParts = WHOLE_ENTRY,
  ): Promise<EntryPage> {
    const reader: Audience = (await this.readsAsOwner(actor, filter.ownerId)) ? 'ORGANIZATION' : audienceOf(actor);
    const found = await this.lists.page(filter, reader, page, partsFor(actor, parts));
    return this.pageOf(found, { actor, audience: reader, parts, now: this.clock.now() });
  }

  /**
   * What the caller is asked to review: submitted revisions of its organizations, and of those in its territories whose
   * entries are not for themselves alone. Each at its submitted revision, the newest entry first.
   */
  async submissions(
    actor: Actor,
    page: { readonly first: number; readonly after: string | null },
    parts: EntryParts = WHOLE_ENTRY,
  ): Promise<EntryPage> {
    const found = await this.lists.submissions(reachOf(actor, 'entrySubmissions'), page, { ...parts, places: true });
    const reading = { actor, parts, now: this.clock.now() };
    return this.pageOf(found, (row) => ({ ...reading, audience: audienceFor(actor, asSubmitted(row)) ?? 'NETWORK' }));
  }

  /** Null unless the caller's audience once saw the entry and it is withdrawn or merged. */
  async tombstone(actor: Actor, id: string): Promise<EntryTombstone | null> {
    return isUuid(id) ? this.records.tombstone(id, audienceOf(actor)) : null;
  }

  /** Members list what is theirs; moderators also what the network's own body has. */
  private async readsAsOwner(actor: Actor, ownerId: string | null | undefined): Promise<boolean> {
    if (ownerId == null) return false;
    if (canReadAsOwner(actor, { id: ownerId, isNetwork: false })) return true;
    return canReadAsOwner(actor, { id: ownerId, isNetwork: true }) && this.lists.isNetwork(ownerId);
  }

  private pageOf({ rows, hasNextPage }: EntryListPage, reading: Reading | ((row: ListedEntry) => Reading)): EntryPage {
    const readingOf = typeof reading === 'function' ? reading : () => reading;
    return {
      entries: rows.map((row) => readable(readingOf(row), row)),
      cursorAt: (index) => {
        const row = rows.at(index);
        return row ? cursorOf(row) : null;
      },
      hasNextPage,
    };
  }
}

/** Through which audience the actor sees the revision that was found; null: not at all. */
function audienceFor(actor: Actor, found: FoundRevision): Audience | null {
  const { record, newestState, revisionWasPublished } = found;
  const audience = readingAudience(actor, visibilityOf(record), ownerFactsOf(record));
  if (audience === 'ORGANIZATION' || revisionWasPublished) return audience;
  return record.revision === record.lastRevision && reviews(actor, record, newestState) ? 'NETWORK' : null;
}

function asSubmitted({ record, newestState }: ListedEntry): FoundRevision {
  return { record, newestState, revisionWasPublished: false };
}

/** Where an owner lies decides what coordinators of territories may do with its entries. */
function partsFor(actor: Actor, parts: EntryParts): EntryParts {
  return isTerritorial(actor) ? { ...parts, places: true } : parts;
}

function isTerritorial(actor: Actor): boolean {
  return actor.kind === 'MEMBER' && actor.territoryRoles.length > 0;
}

type FoundRevision = Pick<FoundEntry, 'record' | 'newestState' | 'revisionWasPublished'>;

interface Reading {
  readonly actor: Actor;
  readonly audience: Audience;
  readonly parts: EntryParts;
  readonly now: Date;
}

function readable({ actor, audience, parts, now }: Reading, found: EntryStanding): ReadableEntry {
  const { record, newestState, reviewComment } = found;
  const insider = audience === 'ORGANIZATION';
  const told = insider || (isTerritorial(actor) && reviews(actor, record, newestState));
  // Onto the fresh view, which nobody else holds: one object an entry.
  return Object.assign(projectEntry(record, audience, now), {
    permissions: parts.permissions ? permissionsOn(actor, record, newestState) : null,
    completeness: parts.completeness ? completenessOf(kindOf(record.kind), record.content) : null,
    draftState: told ? newestState : null,
    reviewComment: insider ? reviewComment : null,
  });
}
