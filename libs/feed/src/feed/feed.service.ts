import { CLOCK, EntryReadModel, type EntryRecord, isVisibleTo, visibilityOf } from '@maillage/catalogue';
import type { Clock } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { type FeedCursor, readCursor, signedCursor } from './feed-cursor.js';
import { DOCUMENT_VERSION, feedDocument, matchesScope } from './feed-document.js';
import { type FeedScope, scopeName } from './feed-filter.js';
import { FeedCursorError } from './feed.messages.js';
import { type ChangedEntry, type FeedState, FeedView } from './feed.view.js';

export const FEED_OPS = ['UPSERT', 'REMOVE'] as const;
export type FeedOp = (typeof FEED_OPS)[number];

/** Entries whose records are read by one statement. */
const PORTION = 250;
/** Portions of one page that are read at once. */
const READERS = 2;

/** What became of one entry, for readers of one scope. */
export interface FeedChange {
  readonly seq: number;
  readonly entryId: string;
  readonly version: number;
  readonly op: FeedOp;
  /** Canonical JSON of what the audience sees; null of a REMOVE. */
  readonly document: string | null;
}

export interface FeedPage extends FeedState {
  readonly changes: readonly FeedChange[];
  readonly nextCursor: string;
  /** How far `nextCursor` stands. */
  readonly seq: number;
  readonly hasMore: boolean;
}

/** The change feed: the latest state of each entry that changed, in the order of the numbers of their changes. */
@Injectable()
export class FeedService {
  private key: Promise<string> | undefined;

  constructor(
    @Inject(FeedView) private readonly view: FeedView,
    @Inject(EntryReadModel) private readonly entries: EntryReadModel,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * One page: its numbers in one statement, its records in one more for every 250 of them. An entry is told as it is *now*; what an audience or filter showed
   * once and does not now is a REMOVE, without saying why.
   * @param after `nextCursor` of the page before; null: from the beginning
   * @param first entries at most, up to 1,000
   * @throws FeedCursorError
   */
  async page(scope: FeedScope, after: string | null, first: number): Promise<FeedPage> {
    const key = await this.cursorKey();
    const name = scopeName(scope);
    const cursor = after === null ? null : readCursor(after, key);
    const page = await this.view.page(scope, cursor, first + 1);
    if (cursor) check(cursor, page, name);
    const { epoch, headSeq, horizonSeq } = page;
    const hasMore = page.entries.length > first;
    const entries = page.entries.slice(0, first);
    const from = cursor?.from ?? headSeq;
    const changes = (await this.changesOf(scope, entries)).filter(({ op, seq }) => op === 'UPSERT' || seq > from);
    // Nothing of this scope lies between the last entry and the head: the next page need not look there again.
    const seq = hasMore ? (entries.at(-1)?.seq ?? 0) : headSeq;
    const nextCursor = signedCursor({ epoch, seq, from, scope: name, documents: DOCUMENT_VERSION }, key);
    return { epoch, headSeq, horizonSeq, changes, seq, hasMore, nextCursor };
  }

  /** What became of these entries; those that the scope never showed are left out. @param ids at most 1,000 */
  async present(scope: FeedScope, ids: readonly string[]): Promise<FeedChange[]> {
    return this.changesOf(scope, await this.view.present(scope, ids));
  }

  async state(): Promise<FeedState> {
    return this.view.state();
  }

  /**
   * Portions of a large page are read two at a time and made into documents as they come, so that the database and this
   * process work at once. Each record is at least as new as the page: what a single statement promises, too.
   */
  private async changesOf(scope: FeedScope, changed: readonly ChangedEntry[]): Promise<FeedChange[]> {
    const starts = Array.from({ length: Math.ceil(changed.length / PORTION) }, (_, n) => n * PORTION);
    const made = new Array<FeedChange[]>(starts.length);
    const next = starts.entries();
    const reader = async (): Promise<void> => {
      for (const [n, start] of next) made[n] = await this.portion(scope, changed.slice(start, start + PORTION));
    };
    await Promise.all(Array.from({ length: READERS }, reader));
    return made.flat();
  }

  private async portion(scope: FeedScope, changed: readonly ChangedEntry[]): Promise<FeedChange[]> {
    const records = await this.entries.records(changed.map(({ entryId }) => entryId));
    const byId = new Map(records.map((record) => [record.id, record]));
    const now = this.clock.now();
    return changed.map((entry) => changeOf(scope, entry, byId.get(entry.entryId), now));
  }

  private cursorKey(): Promise<string> {
    this.key ??= this.view.cursorKey().catch((error: unknown) => {
      this.key = undefined;
      throw error;
    });
    return this.key;
  }
}

/** What decides is the record, which may be newer than the page: its version is what a reader then has. */
function changeOf(scope: FeedScope, changed: ChangedEntry, record: EntryRecord | undefined, now: Date): FeedChange {
  const { entryId, seq } = changed;
  const version = record?.version ?? changed.version;
  if (record && isVisibleTo(visibilityOf(record), scope.audience)) {
    const { view, text } = feedDocument(record, scope.audience, now);
    if (matchesScope(view, scope)) return { seq, entryId, version, op: 'UPSERT', document: text };
  }
  return { seq, entryId, version, op: 'REMOVE', document: null };
}

function check(cursor: FeedCursor, state: FeedState, scope: string): void {
  const isOfToday =
    cursor.epoch === state.epoch && cursor.seq <= state.headSeq && cursor.documents === DOCUMENT_VERSION;
  if (!isOfToday) throw new FeedCursorError('FEED_RESET');
  if (cursor.scope !== scope) throw new FeedCursorError('CURSOR_SCOPE_MISMATCH');
  if (Math.max(cursor.seq, cursor.from) < state.horizonSeq) throw new FeedCursorError('CURSOR_EXPIRED');
}
