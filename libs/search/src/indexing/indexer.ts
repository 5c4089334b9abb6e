import { EntryReadModel, isVisibleTo, projectEntry, visibilityOf } from '@maillage/catalogue';
import { CheckpointRepository, FeedReader, type HeldCheckpoint, SearchHiddenRepository } from '@maillage/changes';
import { Inject, Injectable } from '@nestjs/common';
import type { SearchDocument } from '../document/search-document.js';
import { searchDocument } from '../document/search-document.mapper.js';
import { EngineRefusal } from '../engine/engine.errors.js';
import { SearchEngine } from '../engine/search-engine.js';
import { INDEXED_AUDIENCES, readerOf, type SearchIndex, searchIndex } from '../engine/search-index.js';
import { QuarantineRepository } from './quarantine.repository.js';

/** Entries of one step. */
const BATCH = 500;

/**
 * Follows the feed like any mirror: reads what changed, asks what the entry is *now*, puts or deletes its document,
 * and moves on only when the engine's task has succeeded (its 202 means "queued", no more).
 */
@Injectable()
export class Indexer {
  constructor(
    @Inject(SearchEngine) private readonly engine: SearchEngine,
    @Inject(FeedReader) private readonly feed: FeedReader,
    @Inject(CheckpointRepository) private readonly checkpoints: CheckpointRepository,
    @Inject(EntryReadModel) private readonly entries: EntryReadModel,
    @Inject(SearchHiddenRepository) private readonly hidden: SearchHiddenRepository,
    @Inject(QuarantineRepository) private readonly quarantine: QuarantineRepository,
  ) {}

  /** One batch of each index. @returns entries followed; 0 when both are at the head */
  async step(): Promise<number> {
    const readers: string[] = [];
    let followed = 0;
    for (const audience of INDEXED_AUDIENCES) {
      const index = searchIndex(this.engine.indexPrefix, audience);
      const reader = await this.readerFor(index);
      readers.push(reader);
      followed += (await this.checkpoints.hold(reader, (held) => this.follow(index, held))) ?? 0;
    }
    await this.hidden.release(readers);
    return followed;
  }

  /** An index that is not there (first start, data folder lost) is made anew, and its follower starts from 0. */
  private async readerFor(index: SearchIndex): Promise<string> {
    const found = (await this.engine.find(index.uid)) ?? (await this.engine.create(index.uid));
    return readerOf(index, found.createdAt);
  }

  private async follow(index: SearchIndex, held: HeldCheckpoint): Promise<number> {
    const changes = await this.feed.after(held.seq, BATCH);
    const last = changes.at(-1);
    if (!last) return 0;
    const ids = changes.map((change) => change.entryId);
    const now = new Date();
    const documents = (await this.entries.records(ids))
      .filter((record) => isVisibleTo(visibilityOf(record), index.audience))
      .map((record) => searchDocument(projectEntry(record, index.audience, now)));
    const shown = new Set(documents.map((document) => document.id));
    const gone = ids.filter((id) => !shown.has(id));
    await this.put(index, documents);
    if (gone.length > 0) await this.engine.delete(index.uid, gone);
    if (gone.length > 0) await this.quarantine.release(index.uid, gone);
    await held.advance(last.seq);
    return changes.length;
  }

  /** One bad document fails its whole task: halves are tried until it is alone, then it is set aside. */
  private async put(index: SearchIndex, documents: readonly SearchDocument[]): Promise<void> {
    const [only] = documents;
    if (!only) return;
    try {
      await this.engine.put(index.uid, documents);
      await this.quarantine.release(
        index.uid,
        documents.map((document) => document.id),
      );
    } catch (error) {
      if (!(error instanceof EngineRefusal)) throw error;
      if (documents.length === 1) {
        // The old document must not be found in place of the one that was refused.
        await this.engine.delete(index.uid, [only.id]);
        await this.quarantine.add(index.uid, only.id, only.version, error.message);
        return;
      }
      const half = Math.ceil(documents.length / 2);
      await this.put(index, documents.slice(0, half));
      await this.put(index, documents.slice(half));
    }
  }
}
