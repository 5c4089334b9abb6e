import { type Actor, type Audience, audienceOf } from '@maillage/identity';
import { type Clock, DomainError, isUuid } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../catalogue.tokens.js';
import type { EntryState, RevisionState } from '../domain/entry-lifecycle.js';
import { type ChecklistItem, checklistOf } from '../fields/content-checklist.js';
import { kindOf } from '../kinds/kind.registry.js';
import { type EntryListFilter, type EntryListPage, EntryListView } from './entry-list.view.js';
import { canReadAsOwner, readingAudience } from './entry.policy.js';
import { type EntryPermissions, ownerFactsOf, permissionsOn } from './entry-permissions.js';
import { type EntryView, projectEntry, visibilityOf } from './entry-projection.js';
import type { EntryRecord } from './entry-record.js';
import { EntryRecordView } from './entry-record.view.js';

/** An entry as the caller sees it, with what the caller may do. */
export interface ReadableEntry extends EntryView {
  readonly permissions: EntryPermissions;
  /** State of the newest revision; null for readers outside the owner. */
  readonly draftState: RevisionState | null;
  /** The reviewer's words on the newest revision; null for readers outside the owner. */
  readonly reviewComment: string | null;
}

/** What is left of an entry that readers once saw. */
export interface EntryTombstone {
  readonly id: string;
  readonly state: EntryState;
  readonly replacedById: string | null;
}

const ENTRY = { fr: 'Fiche', en: 'Entry' };

@Injectable()
export class EntryReadingService {
  constructor(
    @Inject(EntryRecordView) private readonly records: EntryRecordView,
    @Inject(EntryListView) private readonly lists: EntryListView,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * One entry in one statement; null when it is absent or hidden from the caller.
   * @param revision a number from the history; absent: what readers see, or the newest draft for its owner
   */
  async entry(actor: Actor, id: string, revision?: number | null): Promise<ReadableEntry | null> {
    if (!isUuid(id)) return null;
    const found = await this.records.one(id, revision ?? null);
    if (!found) return null;
    const audience = this.audienceFor(actor, found.record, found.revisionWasPublished);
    if (audience === null) return null;
    const view = projectEntry(found.record, audience, this.clock.now());
    const insider = audience === 'ORGANIZATION';
    return {
      ...view,
      permissions: permissionsOn(actor, found.record, found.newestState),
      draftState: insider ? found.newestState : null,
      reviewComment: insider ? found.reviewComment : null,
    };
  }

  /** A page of the catalogue, or of an organization's own entries in every state. */
  async entries(actor: Actor, filter: EntryListFilter, first: number, after: string | null): Promise<EntryListPage> {
    const owns = filter.ownerId != null && canReadAsOwner(actor, { id: filter.ownerId, isNetwork: false });
    const reader: Audience = owns ? 'ORGANIZATION' : audienceOf(actor);
    const page = await this.lists.page(filter, reader, first, after);
    const now = this.clock.now();
    return { ...page, entries: page.records.map((record) => projectEntry(record, reader, now)) };
  }

  /** Null unless the caller's audience once saw the entry and it is withdrawn or merged. */
  async tombstone(actor: Actor, id: string): Promise<EntryTombstone | null> {
    return isUuid(id) ? this.records.tombstone(id, audienceOf(actor)) : null;
  }

  /** What the entry's newest revision still lacks for publication. @throws DomainError NOT_FOUND for others than its owner */
  async checklist(actor: Actor, id: string): Promise<readonly ChecklistItem[]> {
    const found = isUuid(id) ? await this.records.newest(id) : null;
    if (!found || !canReadAsOwner(actor, ownerFactsOf(found.record))) throw DomainError.notFound(ENTRY);
    return checklistOf(kindOf(found.record.kind), found.record.content);
  }

  private audienceFor(actor: Actor, record: EntryRecord, wasPublished: boolean): Audience | null {
    const owner = ownerFactsOf(record);
    const audience = readingAudience(actor, visibilityOf(record), owner);
    return audience === 'ORGANIZATION' || wasPublished ? audience : null;
  }
}
