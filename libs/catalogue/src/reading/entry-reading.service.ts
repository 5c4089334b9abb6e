import { type Actor, type Audience, audienceOf, isModerator } from '@maillage/identity';
import { type Clock, isUuid } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../catalogue.tokens.js';
import type { EntryState, RevisionState } from '../domain/entry-lifecycle.js';
import { cursorOf, type EntryListFilter, EntryListView, type EntryStanding } from './entry-list.view.js';
import { canReadAsOwner, readingAudience } from '../entry/entry.policy.js';
import { type EntryPermissions, ownerFactsOf, permissionsOn } from './entry-permissions.js';
import { type EntryView, projectEntry, visibilityOf } from '../entry/entry-projection.js';
import type { EntryRecord } from '../entry/entry-record.js';
import { EntryRecordView } from '../entry/entry-record.view.js';
import { type EntryParts, WHOLE_ENTRY } from '../entry/entry-record.sql.js';
import { type Completeness, completenessOf } from '../fields/content-checklist.js';
import { kindOf } from '../kinds/kind.registry.js';

/** An entry as the caller sees it, with what the caller may do. */
export interface ReadableEntry extends EntryView {
  /** Null when it was not asked for. */
  readonly permissions: EntryPermissions | null;
  /** Null when it was not asked for. */
  readonly completeness: Completeness | null;
  /** State of the newest revision; null for readers outside the owner. */
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
    const found = await this.records.one(id, revision, parts);
    if (!found) return null;
    const audience = this.audienceFor(actor, found.record, found.revisionWasPublished);
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
    const { rows, hasNextPage } = await this.lists.page(filter, reader, page, parts);
    const reading = { actor, audience: reader, parts, now: this.clock.now() };
    return {
      entries: rows.map((row) => readable(reading, row)),
      cursorAt: (index) => {
        const row = rows.at(index);
        return row ? cursorOf(row) : null;
      },
      hasNextPage,
    };
  }

  /** Null unless the caller's audience once saw the entry and it is withdrawn or merged. */
  async tombstone(actor: Actor, id: string): Promise<EntryTombstone | null> {
    return isUuid(id) ? this.records.tombstone(id, audienceOf(actor)) : null;
  }

  /** Members list what is theirs; moderators also what the network's own body has. */
  private async readsAsOwner(actor: Actor, ownerId: string | null | undefined): Promise<boolean> {
    if (ownerId == null) return false;
    if (canReadAsOwner(actor, { id: ownerId, isNetwork: false })) return true;
    return isModerator(actor) && canReadAsOwner(actor, { id: ownerId, isNetwork: await this.lists.isNetwork(ownerId) });
  }

  private audienceFor(actor: Actor, record: EntryRecord, wasPublished: boolean): Audience | null {
    const owner = ownerFactsOf(record);
    const audience = readingAudience(actor, visibilityOf(record), owner);
    return audience === 'ORGANIZATION' || wasPublished ? audience : null;
  }
}

interface Reading {
  readonly actor: Actor;
  readonly audience: Audience;
  readonly parts: EntryParts;
  readonly now: Date;
}

function readable({ actor, audience, parts, now }: Reading, found: EntryStanding): ReadableEntry {
  const { record, newestState, reviewComment } = found;
  const insider = audience === 'ORGANIZATION';
  // Onto the fresh view, which nobody else holds: one object an entry.
  return Object.assign(projectEntry(record, audience, now), {
    permissions: parts.permissions ? permissionsOn(actor, record, newestState) : null,
    completeness: parts.completeness ? completenessOf(kindOf(record.kind), record.content) : null,
    draftState: insider ? newestState : null,
    reviewComment: insider ? reviewComment : null,
  });
}
