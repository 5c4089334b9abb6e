import { CheckpointRepository, FeedReader } from '@maillage/changes';
import { withDeadline } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { type BreakerState, EngineBreaker } from '../engine/engine-breaker.js';
import { SearchEngine } from '../engine/search-engine.js';
import {
  INDEXED_AUDIENCES,
  type IndexedAudience,
  readerOf,
  type SearchIndex,
  searchIndex,
} from '../engine/search-index.js';
import { DOCUMENT_READER } from '../fallback/document-follower.js';
import { DOCUMENTS, SearchDocumentRepository } from '../fallback/search-document.repository.js';
import { QuarantineRepository } from '../indexing/quarantine.repository.js';
import { SEARCH_OPTIONS, type SearchOptions } from '../search-options.js';

/** Longest waits, in milliseconds: of one request to the engine, of the whole check. */
const REQUEST = 1_200;
const PATIENCE = 1_400;

/** State of one index. What could not be read is null. */
export interface SearchIndexHealth {
  readonly index: string;
  readonly audience: IndexedAudience;
  readonly exists: boolean | null;
  readonly documents: number | null;
  /** Numbers of the feed that it has not followed yet. */
  readonly lag: number | null;
  /** Documents that the engine refuses, set aside in `search_quarantine`. */
  readonly quarantined: number | null;
  /** An index with older settings answers on; some filters or words may not be found. */
  readonly settings: 'current' | 'outdated, run maillage reindex' | null;
}

/** State of what answers while the engine is away. What could not be read is null. */
export interface FallbackHealth {
  /** Rows of `search_document`: one an entry and audience. */
  readonly documents: number | null;
  /** Numbers of the feed that it has not followed yet. */
  readonly lag: number | null;
  /** Documents that PostgreSQL refuses, set aside in `search_quarantine`. */
  readonly quarantined: number | null;
}

export interface SearchHealth {
  /** The engine answers. */
  readonly reachable: boolean;
  /** Of Meilisearch, e.g. `1.21.0`. */
  readonly version: string | null;
  readonly indexes: readonly SearchIndexHealth[];
  /** Of this process: unless CLOSED, its searches are answered by PostgreSQL. */
  readonly breaker: BreakerState;
  readonly fallback: FallbackHealth;
  /** Why it is not reachable, for operators. */
  readonly error: string | null;
}

@Injectable()
export class SearchHealthService {
  private readonly engine: SearchEngine;

  constructor(
    @Inject(SEARCH_OPTIONS) options: SearchOptions,
    @Inject(CheckpointRepository) private readonly checkpoints: CheckpointRepository,
    @Inject(FeedReader) private readonly feed: FeedReader,
    @Inject(QuarantineRepository) private readonly quarantine: QuarantineRepository,
    @Inject(SearchDocumentRepository) private readonly documents: SearchDocumentRepository,
    @Inject(EngineBreaker) private readonly breaker: EngineBreaker,
  ) {
    // A client of its own: what the indexer may wait for half a minute, a health page may not.
    this.engine = new SearchEngine(options, REQUEST);
  }

  /** Answers within 1.5 s, whatever happens to the engine or the database; never throws. */
  async check(): Promise<SearchHealth> {
    const indexes = INDEXED_AUDIENCES.map((audience) => searchIndex(this.engine.indexPrefix, audience));
    const [told, states, fallback] = await Promise.all([
      withDeadline(PATIENCE, this.engine.version()).then(
        (version) => ({ reachable: true, version, error: null }),
        (error: unknown) => ({ reachable: false, version: null, error: (error as Error).message }),
      ),
      Promise.all(indexes.map((index) => this.stateOf(index))),
      this.fallbackState(),
    ]);
    return { ...told, indexes: states, breaker: this.breaker.state, fallback };
  }

  private async fallbackState(): Promise<FallbackHealth> {
    const place = async (): Promise<number> => {
      const [places, head] = await Promise.all([this.checkpoints.places([DOCUMENT_READER]), this.feed.head()]);
      return head.seq - (places.get(DOCUMENT_READER) ?? 0);
    };
    const set = async (): Promise<number> => (await this.quarantine.counts([DOCUMENTS])).get(DOCUMENTS) ?? 0;
    const inTime = <T>(work: Promise<T>): Promise<T | null> => known(withDeadline(PATIENCE, work));
    const [documents, lag, quarantined] = await Promise.all([
      inTime(this.documents.count()),
      inTime(place()),
      inTime(set()),
    ]);
    return { documents, lag, quarantined };
  }

  private async stateOf(index: SearchIndex): Promise<SearchIndexHealth> {
    const { uid, audience } = index;
    const found = withDeadline(PATIENCE, this.engine.find(uid));
    const exists = known(found.then((there) => there !== undefined));
    // Questions about an index that is not there are not asked.
    const asked = <T>(question: () => Promise<T>): Promise<T | null> =>
      known(
        withDeadline(
          PATIENCE,
          found.then((there) => (there ? question() : null)),
        ),
      );
    const place = async (): Promise<number> => {
      const reader = readerOf(index, (await found)?.createdAt ?? '');
      const [places, head] = await Promise.all([this.checkpoints.places([reader]), this.feed.head()]);
      return head.seq - (places.get(reader) ?? 0);
    };
    const [there, documents, lag, quarantined, current] = await Promise.all([
      exists,
      asked(() => this.engine.documentCount(uid)),
      asked(place),
      known(
        withDeadline(
          PATIENCE,
          this.quarantine.counts([uid]).then((counts) => counts.get(uid) ?? 0),
        ),
      ),
      asked(() => this.engine.hasCurrentSettings(uid)),
    ]);
    const settings = current === null ? null : current ? 'current' : 'outdated, run maillage reindex';
    return { index: uid, audience, exists: there, documents, lag, quarantined, settings };
  }
}

/** Null for what cannot be known now. */
async function known<T>(answer: Promise<T>): Promise<T | null> {
  return answer.catch(() => null);
}
