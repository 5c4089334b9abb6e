import { setTimeout as pause } from 'node:timers/promises';
import { CLOCK, EntryReadModel } from '@maillage/catalogue';
import { CheckpointRepository, FeedReader, type HeldFollower, Relay } from '@maillage/changes';
import type { Clock } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { audienceDocuments } from '../document/audience-documents.js';
import { INDEXED_AUDIENCES } from '../engine/search-index.js';
import { BATCH } from '../indexing/index-follower.js';
import { RETRY } from '../indexing/when-true.js';
import { SearchDocumentRepository } from './search-document.repository.js';
import { DocumentStorer } from './stored-document.js';

/** Raise it when rows are made otherwise than before: they are then written anew, by themselves. */
const EDITION = 1;

/** Name of the follower of `search_document`, and of the right to write into it. */
export const DOCUMENT_READER = `search_document@${EDITION}`;

/**
 * Follows the feed into `search_document`. A reader of its own, because PostgreSQL must be able to answer when the
 * engine has been away for a week: nothing here asks for the engine. Rows and place are one transaction.
 */
@Injectable()
export class DocumentFollower {
  constructor(
    @Inject(CheckpointRepository) private readonly checkpoints: CheckpointRepository,
    @Inject(FeedReader) private readonly feed: FeedReader,
    @Inject(Relay) private readonly relay: Relay,
    @Inject(EntryReadModel) private readonly entries: EntryReadModel,
    @Inject(SearchDocumentRepository) private readonly documents: SearchDocumentRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One batch; what another process holds is left to it. @returns entries followed; 0 at the head */
  async step(): Promise<number> {
    return (await this.checkpoints.hold(DOCUMENT_READER, (held) => this.follow(held))) ?? 0;
  }

  /**
   * Writes all rows anew, in place: they stay searchable meanwhile. A worker may take a hand in it.
   * @param onProgress called with the number of entries followed so far, and of those known
   */
  async rebuild(onProgress: (followed: number, total: number) => void = () => undefined): Promise<void> {
    await this.relay.drain();
    const head = await this.feed.head();
    const total = await this.feed.remaining(0);
    while (!(await this.restart())) await pause(RETRY);
    for (;;) {
      const followed = await this.step();
      const place = (await this.checkpoints.places([DOCUMENT_READER])).get(DOCUMENT_READER) ?? 0;
      onProgress(total - (await this.feed.remaining(place)), total);
      if (place >= head.seq) return;
      if (followed === 0) await pause(RETRY);
    }
  }

  /** @returns undefined when another process holds the right now */
  private async restart(): Promise<boolean | undefined> {
    return this.checkpoints.hold(DOCUMENT_READER, async (held) => {
      await held.advance(DOCUMENT_READER, 0);
      return true;
    });
  }

  private async follow(held: HeldFollower): Promise<number> {
    const changes = await this.feed.after(await held.place(DOCUMENT_READER), BATCH);
    const last = changes.at(-1);
    if (!last) return 0;
    await this.write(
      held,
      changes.map((change) => change.entryId),
    );
    await held.advance(DOCUMENT_READER, last.seq);
    return changes.length;
  }

  /** Makes the rows of these entries say what the entries are now. @param ids at most 1,000 */
  async write(held: HeldFollower, ids: readonly string[]): Promise<void> {
    const records = await this.entries.records(ids);
    const now = this.clock.now();
    const storer = new DocumentStorer();
    const documents = INDEXED_AUDIENCES.flatMap((audience) =>
      audienceDocuments(records, audience, now).map((document) => storer.row(document, audience)),
    );
    await this.documents.replace(held.transaction, ids, documents);
    await this.documents.sweep(held.transaction);
  }
}
