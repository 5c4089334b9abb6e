import { CLOCK, EntryReadModel } from '@maillage/catalogue';
import { type Clock, isUuid } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { audienceDocuments } from '../document/audience-documents.js';
import type { SearchDocument } from '../document/search-document.js';
import { EngineRefusal, EngineUnavailable } from '../engine/engine.errors.js';
import { SearchEngine } from '../engine/search-engine.js';
import type { SearchIndex } from '../engine/search-index.js';
import { DocumentVectorsService } from '../vector/document-vectors.service.js';
import { DoubtRepository } from './doubt.repository.js';
import { QuarantineRepository } from './quarantine.repository.js';

/** A document and the entry it stands for: the entry is what is told when the engine refuses the document. */
interface Written {
  readonly entryId: string;
  readonly version: number;
  readonly document: SearchDocument;
}

/**
 * Makes an index say what entries are *now*: their document, or none. Only for who holds the index
 * (`IndexFollower.hold`): of two writers at once, one could put an older state over a newer one.
 */
@Injectable()
export class DocumentWriter {
  constructor(
    @Inject(SearchEngine) private readonly engine: SearchEngine,
    @Inject(EntryReadModel) private readonly entries: EntryReadModel,
    @Inject(QuarantineRepository) private readonly quarantine: QuarantineRepository,
    @Inject(DoubtRepository) private readonly doubts: DoubtRepository,
    @Inject(DocumentVectorsService) private readonly vectors: DocumentVectorsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Returns when the engine's tasks have succeeded. A document that the engine refuses is set aside, the others go on.
   * What is not answered is noted as in doubt: the engine may do it later, after what is written next.
   * @param entryIds at most 1,000
   * @param onSent called when the engine has queued the documents
   */
  async write(index: SearchIndex, entryIds: readonly string[], onSent?: () => void): Promise<void> {
    try {
      await this.writeAll(index, entryIds, onSent);
    } catch (error) {
      if (error instanceof EngineUnavailable) await this.doubts.add(index.uid, entryIds);
      throw error;
    }
  }

  private async writeAll(index: SearchIndex, entryIds: readonly string[], onSent?: () => void): Promise<void> {
    const records = await this.entries.records(entryIds);
    const written = audienceDocuments(records, index.audience, this.clock.now()).map((document) => ({
      entryId: document.id,
      version: document.version,
      document,
    }));
    const shown = new Set(written.map(({ entryId }) => entryId));
    const gone = entryIds.filter((id) => !shown.has(id));
    await this.put(index, written, onSent);
    await this.remove(index, gone);
  }

  /** Takes documents out of an index, also such as stand for no entry. @param documentIds at most 1,000 */
  async remove(index: SearchIndex, documentIds: readonly string[]): Promise<void> {
    if (documentIds.length === 0) return;
    await this.engine.delete(index.uid, documentIds);
    await this.quarantine.release(index.uid, documentIds.filter(isUuid));
  }

  /** One bad document fails its whole task: halves are tried until it is alone, then it is set aside. */
  private async put(index: SearchIndex, written: readonly Written[], onSent?: () => void): Promise<void> {
    const [only] = written;
    if (!only) return;
    try {
      await this.engine.put(index.uid, await this.vectors.of(written.map(({ document }) => document)), onSent);
    } catch (error) {
      if (!(error instanceof EngineRefusal)) throw error;
      if (written.length === 1) return this.setAside(index, only, error.message);
      const half = Math.ceil(written.length / 2);
      await this.put(index, written.slice(0, half));
      return this.put(index, written.slice(half));
    }
    await this.quarantine.release(
      index.uid,
      written.map(({ entryId }) => entryId),
    );
  }

  /** The old document must not be found in place of the one that was refused. */
  private async setAside(index: SearchIndex, { entryId, version }: Written, error: string): Promise<void> {
    await this.engine.delete(index.uid, [entryId]);
    await this.quarantine.add(index.uid, entryId, version, error);
  }
}
