import { EntryReadModel, type EntryRecord, type EntryView, FIRST_ID } from '@maillage/catalogue';
import { isVisibleTo, projectEntry, visibilityOf } from '@maillage/catalogue';
import { FeedReader, Relay } from '@maillage/changes';
import { isUuid } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';

/** Entries read at once: what a reader who takes his time holds in memory. */
const PAGE = 200;

/** What anybody may take away: entries of the audience PUBLIC through the one projection, demonstrations left out. */
@Injectable()
export class PublicEntries {
  constructor(
    @Inject(EntryReadModel) private readonly entries: EntryReadModel,
    @Inject(FeedReader) private readonly feed: FeedReader,
    @Inject(Relay) private readonly relay: Relay,
  ) {}

  /** Every entry of a kind, in the order of ids, a page at a time: the next one is read when the last was taken. */
  async *ofKind(kind: string): AsyncGenerator<EntryView> {
    for (let after = FIRST_ID; ;) {
      const page = await this.entries.visible('PUBLIC', after, PAGE);
      const last = page.at(-1);
      if (last === undefined) return;
      for (const record of await this.entries.records(page.map(({ id }) => id))) {
        if (record.kind === kind && isHarvested(record)) yield projectEntry(record, 'PUBLIC', new Date());
      }
      after = last.id;
    }
  }

  /** Null for what is unknown, hidden or a demonstration: alike. */
  async one(id: string): Promise<EntryView | null> {
    if (!isUuid(id)) return null;
    const [record] = await this.entries.records([id]);
    return record && isHarvested(record) ? projectEntry(record, 'PUBLIC', new Date()) : null;
  }

  /**
   * Mark of the catalogue as it is now: another after every committed change, numbered or not. Says nothing of what
   * changed, so that a change of a hidden entry tells only that something happened.
   */
  async mark(): Promise<string> {
    const [head, pending] = await Promise.all([this.feed.head(), this.relay.pending()]);
    return `${head.epoch}-${head.seq}-${pending}`;
  }
}

/** Asked of the record again: what was narrowed between the page of ids and its records is not given. */
function isHarvested(record: EntryRecord): boolean {
  const { owner, subjectOrganization } = record;
  return isVisibleTo(visibilityOf(record), 'PUBLIC') && !owner.demonstration && !subjectOrganization.demonstration;
}
