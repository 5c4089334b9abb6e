import {
  CLOCK,
  EntryReadModel,
  type EntryRecord,
  type EntryRecordBatch,
  isVisibleTo,
  visibilityOf,
} from '@maillage/catalogue';
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

/** Where a page stands in the feed, and what comes after it. */
export interface FeedPlace extends FeedState {
  readonly nextCursor: string;
  /** How far `nextCursor` stands. */
  readonly seq: number;
  readonly hasMore: boolean;
}

export interface FeedPage extends FeedPlace {
  readonly changes: readonly FeedChange[];
}

/**
 * Reads the records of one portion of a page, and gives its changes to `made`. Each of them is put together when it is
 * taken: who keeps something else of it (its line, as bytes) never holds a page of them.
 */
export type FeedPortion = <T>(made: (changes: Iterable<FeedChange>) => T) => Promise<T>;

/** A page whose records are not read yet. */
export interface FeedOutline extends FeedPlace {
  readonly portions: readonly FeedPortion[];
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
   * One page: its numbers in one statement, its records in one more for every 250 of them. An entry is told as it is
   * *now*; what an audience or filter showed once and does not now is a REMOVE, without saying why.
   * @param after `nextCursor` of the page before; null: from the beginning
   * @param first entries at most, up to 1,000
   * @throws FeedCursorError
   */
  async page(scope: FeedScope, after: string | null, first: number): Promise<FeedPage> {
    const { portions, ...place } = await this.outline(scope, after, first);
    return { ...place, changes: await all(portions) };
  }

  /** The same, before any record is read: for who takes the portions of many pages, one after the other. */
  async outline(scope: FeedScope, after: string | null, first: number): Promise<FeedOutline> {
    const key = await this.cursorKey();
    const name = scopeName(scope);
    const cursor = after === null ? null : readCursor(after, key);
    const page = await this.view.page(scope, cursor, first + 1);
    if (cursor) check(cursor, page, name);
    const { epoch, headSeq, horizonSeq } = page;
    const hasMore = page.entries.length > first;
    const entries = page.entries.slice(0, first);
    const from = cursor?.from ?? headSeq;
    // Nothing of this scope lies between the last entry and the head: the next page need not look there again.
    const seq = hasMore ? (entries.at(-1)?.seq ?? 0) : headSeq;
    const nextCursor = signedCursor({ epoch, seq, from, scope: name, documents: DOCUMENT_VERSION }, key);
    return { epoch, headSeq, horizonSeq, portions: this.portionsOf(scope, entries, from), seq, hasMore, nextCursor };
  }

  /** What became of these entries; those that the scope never showed are left out. @param ids at most 1,000 */
  async present(scope: FeedScope, ids: readonly string[]): Promise<FeedChange[]> {
    return all(this.portionsOf(scope, await this.view.present(scope, ids), 0));
  }

  async state(): Promise<FeedState> {
    return this.view.standing();
  }

  /**
   * Each record is at least as new as the page: what a single statement promises, too.
   * @param from removals up to it are of what the reader has never had
   */
  private portionsOf(scope: FeedScope, changed: readonly ChangedEntry[], from: number): FeedPortion[] {
    return Array.from({ length: Math.ceil(changed.length / PORTION) }, (_, n) => {
      const portion = changed.slice(n * PORTION, (n + 1) * PORTION);
      return async (made) => {
        const records = await this.entries.batch(portion.map(({ entryId }) => entryId));
        return made(changesOf(scope, portion, records, { now: this.clock.now(), from }));
      };
    });
  }

  private cursorKey(): Promise<string> {
    this.key ??= this.view.cursorKey().catch((error: unknown) => {
      this.key = undefined;
      throw error;
    });
    return this.key;
  }
}

/** Two at a time, made into documents as they come: so the database and this process work at once. */
async function all(portions: readonly FeedPortion[]): Promise<FeedChange[]> {
  const made = new Array<readonly FeedChange[]>(portions.length);
  const next = portions.entries();
  const reader = async (): Promise<void> => {
    for (const [n, portion] of next) made[n] = await portion((changes) => [...changes]);
  };
  await Promise.all(Array.from({ length: READERS }, reader));
  return made.flat();
}

function* changesOf(
  scope: FeedScope,
  changed: readonly ChangedEntry[],
  records: EntryRecordBatch,
  { now, from }: { readonly now: Date; readonly from: number },
): Generator<FeedChange> {
  for (const entry of changed) {
    const change = changeOf(scope, entry, records.get(entry.entryId), now);
    if (change.op === 'UPSERT' || change.seq > from) yield change;
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
