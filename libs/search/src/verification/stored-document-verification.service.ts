import { EntryReadModel, type EntryVersion, FIRST_ID } from '@maillage/catalogue';
import { CheckpointRepository, FeedReader, type HeldFollower } from '@maillage/changes';
import { Inject, Injectable } from '@nestjs/common';
import { INDEXED_AUDIENCES, type IndexedAudience } from '../engine/search-index.js';
import { DOCUMENT_READER, DocumentFollower } from '../fallback/document-follower.js';
import { DOCUMENTS, SearchDocumentRepository } from '../fallback/search-document.repository.js';
import { QuarantineRepository } from '../indexing/quarantine.repository.js';
import { whenTrue } from '../indexing/when-true.js';
import { allOf, type Differences, differencesOf, differingIds, versionsById } from './differences.js';
import {
  type IndexVerification,
  patienceOf,
  type VerificationOptions,
  VerificationTally,
} from './index-verification.js';

/** Entries, or rows, of a page. */
const PAGE = 1_000;
/** Milliseconds to get hold of the rows. */
const HOLD_PATIENCE = 600_000;

/**
 * Compares PostgreSQL's own documents, from which it answers when the engine is away, with the entries: page by page,
 * both in the order of their ids. Asks nothing of the engine. What looks different is looked at again while no follower
 * can write, and a change that the follower has still to follow is no difference.
 */
@Injectable()
export class StoredDocumentVerificationService {
  constructor(
    @Inject(EntryReadModel) private readonly entries: EntryReadModel,
    @Inject(SearchDocumentRepository) private readonly documents: SearchDocumentRepository,
    @Inject(DocumentFollower) private readonly follower: DocumentFollower,
    @Inject(FeedReader) private readonly feed: FeedReader,
    @Inject(CheckpointRepository) private readonly checkpoints: CheckpointRepository,
    @Inject(QuarantineRepository) private readonly quarantine: QuarantineRepository,
  ) {}

  async verify(options: VerificationOptions): Promise<IndexVerification[]> {
    const behind = await this.behind(patienceOf(options));
    const results: IndexVerification[] = [];
    for (const audience of INDEXED_AUDIENCES) {
      const tally = new VerificationTally(`${DOCUMENTS}/${audience}`);
      tally.behind = behind;
      await this.compare(audience, tally, options);
      results.push(tally.result);
    }
    return results;
  }

  private async compare(
    audience: IndexedAudience,
    tally: VerificationTally,
    options: VerificationOptions,
  ): Promise<void> {
    const index = tally.result.index;
    const known = await this.entries.visibleCount(audience);
    for (let after = FIRST_ID; ;) {
      const entries = await this.entries.visible(audience, after, PAGE);
      const rows = await this.documents.versions(audience, after, PAGE);
      const end = endOf(entries, rows);
      const within = ({ id }: EntryVersion): boolean => end === null || id <= end;
      const visible = versionsById(entries.filter(within));
      const stored = versionsById(rows.filter(within));
      const suspects = differingIds(new Set([...visible.keys(), ...stored.keys()]), stored, visible);
      if (suspects.length > 0) await this.examine(audience, suspects, tally, options.repair);
      tally.entries += visible.size;
      tally.documents += stored.size;
      options.onProgress?.({ index, compared: tally.entries, total: Math.max(known, tally.entries) });
      if (end === null) return;
      after = end;
    }
  }

  private async examine(
    audience: IndexedAudience,
    suspects: readonly string[],
    tally: VerificationTally,
    repair: boolean,
  ): Promise<void> {
    await this.whenHeld(async (held) => {
      const found = await this.found(audience, held, suspects);
      tally.addAll(found);
      const differing = allOf(found);
      if (differing.length === 0) return;
      if (repair) await this.follower.write(held, differing);
      const left = repair ? allOf(await this.found(audience, held, differing)) : differing;
      tally.left += left.length;
      tally.quarantined += await this.quarantine.countAmong(DOCUMENTS, left);
    });
  }

  private async found(audience: IndexedAudience, held: HeldFollower, ids: readonly string[]): Promise<Differences> {
    const stored = versionsById(await this.documents.versionsOf(held.transaction, audience, ids));
    const visible = versionsById(await this.entries.visibleAmong(audience, ids));
    const inFlight = await this.feed.inFlight(ids, await held.place(DOCUMENT_READER));
    const settled = ids.filter((id) => !inFlight.has(id));
    return differencesOf(differingIds(settled, stored, visible), stored, visible);
  }

  /** @throws Error when another process holds the rows for ten minutes */
  private async whenHeld(work: (held: HeldFollower) => Promise<void>): Promise<void> {
    const done = await whenTrue(HOLD_PATIENCE, async () => {
      const held = await this.checkpoints.hold(DOCUMENT_READER, async (follower) => {
        await work(follower);
        return true;
      });
      return held ?? false;
    });
    if (!done) throw new Error(`another process has held ${DOCUMENTS} for ${HOLD_PATIENCE / 1_000} s`);
  }

  /** Waits for what was committed before. @returns changes that were not followed in time */
  private async behind(patience: number): Promise<number> {
    const head = await this.feed.head();
    const place = async (): Promise<number> =>
      (await this.checkpoints.places([DOCUMENT_READER])).get(DOCUMENT_READER) ?? 0;
    const followed = await whenTrue(patience, async () => (await place()) >= head.seq);
    return followed ? 0 : this.feed.remaining(await place());
  }
}

/** Up to which id both pages are whole; null: they are the last. */
function endOf(...pages: readonly (readonly EntryVersion[])[]): string | null {
  const ends = pages.flatMap((page) => (page.length < PAGE ? [] : [page.at(-1)?.id ?? FIRST_ID]));
  return ends.sort()[0] ?? null;
}
