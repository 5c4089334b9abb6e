import { setTimeout as pause } from 'node:timers/promises';
import { CheckpointRepository, FeedReader, Relay } from '@maillage/changes';
import { Inject, Injectable } from '@nestjs/common';
import { EngineStateLost } from '../engine/engine.errors.js';
import { SearchEngine } from '../engine/search-engine.js';
import {
  INDEXED_AUDIENCES,
  nextOf,
  readerOf,
  readersOf,
  type SearchIndex,
  searchIndex,
} from '../engine/search-index.js';
import { BATCH, type HeldIndex, IndexFollower } from './index-follower.js';
import { RETRY } from './when-true.js';
import { type RebuildLockCheck, RebuildRepository } from './rebuild.repository.js';

/** Another process rebuilds the same indexes now. */
export class RebuildRunningError extends Error {
  constructor(readonly indexPrefix: string) {
    super(`the indexes ${indexPrefix}_* are being rebuilt by another process`);
    this.name = 'RebuildRunningError';
  }
}

/** Told after each batch. */
export interface RebuildProgress {
  readonly index: string;
  /** Entries followed so far, of those known now. */
  readonly followed: number;
  readonly total: number;
}

export interface RebuiltIndex {
  readonly index: string;
  readonly documents: number;
  /** True when it went on from where a killed rebuild had come. */
  readonly resumed: boolean;
}

/**
 * Rebuilds every index beside the one in use, with the settings of this version, and exchanges them: searches go on,
 * and no write is lost. A rebuild is a second reader of the feed, from its beginning. It is exchanged while the index
 * in use is held, once the reader has come to the head: so it is never behind what was shown (and what was released
 * from `search_hidden`) before. Then it is followed once more, by whoever comes first, this process or a worker.
 */
@Injectable()
export class RebuildService {
  constructor(
    @Inject(SearchEngine) private readonly engine: SearchEngine,
    @Inject(IndexFollower) private readonly follower: IndexFollower,
    @Inject(FeedReader) private readonly feed: FeedReader,
    @Inject(CheckpointRepository) private readonly checkpoints: CheckpointRepository,
    @Inject(Relay) private readonly relay: Relay,
    @Inject(RebuildRepository) private readonly rebuilds: RebuildRepository,
  ) {}

  /**
   * Killed at any moment, the next call goes on from there; what it does not need any more it removes.
   * @throws RebuildRunningError
   */
  async rebuild(onProgress: (progress: RebuildProgress) => void = () => undefined): Promise<RebuiltIndex[]> {
    const { indexPrefix } = this.engine;
    const rebuilt = await this.rebuilds.hold(indexPrefix, async (check) => {
      const indexes: RebuiltIndex[] = [];
      for (const audience of INDEXED_AUDIENCES) {
        indexes.push(await this.rebuildOne(searchIndex(indexPrefix, audience), check, onProgress));
      }
      return indexes;
    });
    if (!rebuilt) throw new RebuildRunningError(indexPrefix);
    return rebuilt;
  }

  private async rebuildOne(
    index: SearchIndex,
    check: RebuildLockCheck,
    onProgress: (progress: RebuildProgress) => void,
  ): Promise<RebuiltIndex> {
    const next = nextOf(index);
    const place = await this.placeUnderWay(next);
    if (place === undefined) await this.discard(next);
    const total = await this.feed.remaining(0);
    let followed = total - (await this.feed.remaining(place ?? 0));
    for (let batch = BATCH; batch === BATCH;) {
      await check();
      await this.relay.drain();
      batch = await this.follower.whenHeld(next, (held) => this.follower.step(held));
      followed += batch;
      onProgress({ index: index.uid, followed, total: Math.max(total, followed) });
    }
    await check();
    await this.follower.whenHeld(index, (used) => this.follower.whenHeld(next, (held) => this.exchange(used, held)));
    await this.drain(index);
    await this.cleanUp(index, next);
    return { index: index.uid, documents: await this.engine.documentCount(index.uid), resumed: place !== undefined };
  }

  /** Place of a killed rebuild that may be gone on with: made with the settings of now. Undefined: there is none. */
  private async placeUnderWay(next: SearchIndex): Promise<number | undefined> {
    const found = await this.engine.find(next.uid);
    if (!found || !(await this.engine.hasCurrentSettings(next.uid))) return undefined;
    const reader = readerOf(next, found.createdAt);
    return (await this.checkpoints.places([reader])).get(reader);
  }

  private async discard(next: SearchIndex): Promise<void> {
    await this.engine.remove(next.uid);
    await this.rebuilds.clear(next.uid);
    await this.forget(next);
  }

  /** Both indexes are held: nobody writes into either. The place goes to the name that the contents will have. */
  private async exchange({ index, follower }: HeldIndex, next: HeldIndex): Promise<void> {
    await this.relay.drain();
    const head = await this.feed.head();
    while ((await next.follower.place(next.reader)) < head.seq) await this.follower.step(next);
    // While both are held, so that no change of the glossary falls between the two.
    await this.follower.followGlossary(next);
    const seq = await next.follower.place(next.reader);
    const reader = readerOf(index, await this.createdAt(next.index));
    await this.checkpoints.set(reader, seq);
    await this.rebuilds.replace(index.uid, next.index.uid, { from: next.reader, to: reader });
    await this.engine.swap(index.uid, next.index.uid);
    // Also when what stood there before was filled only in part: what stands there now is whole.
    await follower.advance(index.uid, seq);
  }

  private async createdAt({ uid }: SearchIndex): Promise<string> {
    const found = await this.engine.find(uid);
    if (!found) throw new EngineStateLost(`index ${uid} vanished while it was rebuilt`);
    return found.createdAt;
  }

  /** What was committed before this call is in the index after it, written by us or by a worker. */
  private async drain(index: SearchIndex): Promise<void> {
    const reader = readerOf(index, await this.createdAt(index));
    await this.relay.drain();
    const head = await this.feed.head();
    while (((await this.checkpoints.places([reader])).get(reader) ?? 0) < head.seq) {
      const followed = await this.follower.hold(index, (held) => this.follower.step(held));
      if (followed === undefined) await pause(RETRY);
    }
  }

  /** The old contents and the places of readers of contents that are gone. */
  private async cleanUp(index: SearchIndex, next: SearchIndex): Promise<void> {
    await this.discard(next);
    await this.forget(index, [readerOf(index, await this.createdAt(index))]);
  }

  private async forget(index: SearchIndex, keep: readonly string[] = []): Promise<void> {
    await this.checkpoints.forget(readersOf(index), keep);
    await this.rebuilds.forgetDays(readersOf(index), keep);
  }
}
