import { EntryReadModel, type EntryVersion } from '@maillage/catalogue';
import { FeedReader } from '@maillage/changes';
import { isUuid } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { SearchEngine } from '../engine/search-engine.js';
import type { SearchIndex } from '../engine/search-index.js';
import { DocumentWriter } from '../indexing/document-writer.js';
import type { HeldIndex } from '../indexing/index-follower.js';
import { QuarantineRepository } from '../indexing/quarantine.repository.js';
import { allOf, type Differences, differencesOf, differingIds, versionsById } from './differences.js';
import type { VerificationTally } from './index-verification.js';

/** Compares single pages of an index with the database, and mends them. */
@Injectable()
export class IndexComparison {
  constructor(
    @Inject(SearchEngine) private readonly engine: SearchEngine,
    @Inject(EntryReadModel) private readonly entries: EntryReadModel,
    @Inject(FeedReader) private readonly feed: FeedReader,
    @Inject(DocumentWriter) private readonly writer: DocumentWriter,
    @Inject(QuarantineRepository) private readonly quarantine: QuarantineRepository,
  ) {}

  /** Entries that look different at a first glance: a follower may be about to write them. */
  async suspects(index: SearchIndex, entries: readonly EntryVersion[]): Promise<string[]> {
    const ids = entries.map(({ id }) => id);
    const documents = versionsById(await this.engine.versionsOf(index.uid, ids));
    return differingIds(ids, documents, versionsById(entries));
  }

  /** Looks at entries while nobody writes into the index, and with `repair` writes again what differs. */
  async examine(held: HeldIndex, ids: readonly string[], tally: VerificationTally, repair: boolean): Promise<void> {
    const { index } = held;
    const found = await this.found(held, ids);
    tally.addAll(found);
    const differing = allOf(found);
    if (differing.length === 0) return;
    if (repair) await this.writer.write(index, differing);
    const left = repair ? await this.differing(held, differing) : differing;
    tally.left += left.length;
    tally.quarantined += await this.quarantine.countAmong(index.uid, left);
  }

  /**
   * Looks at a page of documents for such as must not be there. Those that stand for no entry at all count too.
   * @returns documents taken out
   */
  async examineExtra(
    held: HeldIndex,
    page: readonly EntryVersion[],
    tally: VerificationTally,
    repair: boolean,
  ): Promise<number> {
    const entryIds = page.map(({ id }) => id).filter(isUuid);
    const visible = new Set((await this.entries.visibleAmong(held.index.audience, entryIds)).map(({ id }) => id));
    const notVisible = page.map(({ id }) => id).filter((id) => !visible.has(id));
    const extra = await this.settledOf(held, notVisible);
    tally.add('EXTRA', extra);
    if (repair) await this.writer.remove(held.index, extra);
    else tally.left += extra.length;
    return repair ? extra.length : 0;
  }

  /** Those of the entries that the index does not show as they are, changes in flight apart. */
  async differing(held: HeldIndex, ids: readonly string[]): Promise<string[]> {
    return allOf(await this.found(held, ids));
  }

  private async found(held: HeldIndex, ids: readonly string[]): Promise<Differences> {
    const { index } = held;
    const documents = versionsById(await this.engine.versionsOf(index.uid, ids));
    const visible = versionsById(await this.entries.visibleAmong(index.audience, ids));
    const differing = await this.settledOf(held, differingIds(ids, documents, visible));
    return differencesOf(differing, documents, visible);
  }

  /**
   * Without the entries whose last change the follower has still to follow. Asked after the entries were read: a change
   * that was seen then has its row in the outbox, as both were committed at once.
   */
  private async settledOf({ reader, follower }: HeldIndex, ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const inFlight = await this.feed.inFlight(ids.filter(isUuid), await follower.place(reader));
    return ids.filter((id) => !inFlight.has(id));
  }
}
