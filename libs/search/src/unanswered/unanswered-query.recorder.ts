import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { SearchPage } from '../query/search-page.js';
import type { FoundPage, SearchFilter } from '../query/search.types.js';
import { maskedQuery } from './masked-query.js';
import { type SeenQuery, UnansweredQueryRepository } from './unanswered-query.repository.js';

/** Milliseconds that queries are gathered before they are written. */
const GATHERED = 5_000;
/** Different queries that wait at most; what comes beyond is not counted. */
export const MAX_WAITING = 500;

/**
 * Gathers queries that found nothing and writes them now and then, in one statement. A search neither waits for it nor
 * fails with it; what waits in a process that is killed is lost: these are counts for people who look for missing
 * words, not a record.
 */
@Injectable()
export class UnansweredQueryRecorder implements BeforeApplicationShutdown {
  private waiting = new Map<string, SeenQuery>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;

  constructor(@Inject(UnansweredQueryRepository) private readonly repository: UnansweredQueryRepository) {}

  /**
   * Notes a search that was settled and found nothing: its first page, no filter that explains it. What the fallback
   * answers says nothing about the words of the index. Never throws.
   */
  observe(query: string, page: SearchPage, filter: SearchFilter | null | undefined, found: FoundPage): void {
    if (page.listing || page.offset > 0 || found.totalCount > 0 || found.mode === 'FALLBACK') return;
    if (narrows(filter) || page.words.excluded.length > 0) return;
    this.note(query, found.edges.length > 0);
  }

  /** Never throws. @param hadApproaching entries with some of the words were shown */
  note(query: string, hadApproaching: boolean, at = new Date()): void {
    const masked = maskedQuery(query);
    if (!masked) return;
    this.add({ ...masked, times: 1, hadApproaching, firstSeen: at, lastSeen: at });
    this.timer ??= setTimeout(() => void this.flush(), GATHERED).unref();
  }

  /** Writes what waits; when the database is away it waits on, within the same bound. Never throws. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.writing;
    const queries = settled([...this.waiting.values()]);
    this.waiting = new Map();
    if (queries.length === 0) return;
    this.writing = this.repository.record(queries).catch(() => {
      for (const query of queries) this.add(query);
      this.timer ??= setTimeout(() => void this.flush(), GATHERED).unref();
    });
    await this.writing;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.flush();
    clearTimeout(this.timer);
  }

  private add(query: SeenQuery): void {
    const known = this.waiting.get(query.stems);
    if (!known && this.waiting.size >= MAX_WAITING) return;
    this.waiting.set(query.stems, known ? together(known, query) : query);
  }
}

function narrows(filter: SearchFilter | null | undefined): boolean {
  return Object.entries(filter ?? {}).some(
    ([field, value]) => field !== 'includeArchived' && value !== null && value !== undefined,
  );
}

function together(one: SeenQuery, other: SeenQuery): SeenQuery {
  const [earlier, later] = one.lastSeen <= other.lastSeen ? [one, other] : [other, one];
  return {
    ...later,
    times: one.times + other.times,
    hadApproaching: one.hadApproaching || other.hadApproaching,
    firstSeen: earlier.firstSeen < later.firstSeen ? earlier.firstSeen : later.firstSeen,
  };
}

/** Without what somebody was still typing: the start of another text of the same seconds. */
function settled(queries: readonly SeenQuery[]): SeenQuery[] {
  const sorted = [...queries].sort((a, b) => (a.text < b.text ? -1 : 1));
  return sorted.filter(({ text }, index) => !sorted[index + 1]?.text.startsWith(text));
}
