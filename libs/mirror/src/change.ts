/** What a mirror holds of an entry, or that it holds it no more. */
export interface Change {
  /** Place in the feed, growing within an epoch. */
  readonly seq: number;
  /** Lower-case UUID. */
  readonly entryId: string;
  readonly version: number;
  readonly op: 'UPSERT' | 'REMOVE';
  /** Canonical JSON text of the entry as the feed gives it (keys sorted); null for REMOVE. */
  readonly document: string | null;
}

/** Which entries a mirror wants: within a list any of them, between lists all. Absent or empty lists ask nothing. */
export interface FeedFilter {
  /** Such as `USE_CASE`. */
  readonly kinds?: readonly string[];
  /** Ids of territories. */
  readonly territories?: readonly string[];
  /** Names of themes as the feed's schema has them. */
  readonly themes?: readonly string[];
}

/** One answer of `changes`. */
export interface ChangePage {
  readonly changes: readonly Change[];
  readonly nextCursor: string;
  readonly hasMore: boolean;
  readonly headSeq: number;
  readonly epoch: string;
  readonly horizonSeq: number;
}

/** How far a store has followed the feed; written in the same step as what it has applied. */
export interface Checkpoint {
  /** Where to go on; null while a first transfer has told none yet. */
  readonly cursor: string | null;
  /** Of the last change applied. */
  readonly seq: number;
  readonly epoch: string;
  /** Address of the feed, and the filter (`filterKey`), for whoever looks at the store. */
  readonly feed: string;
  readonly filter: string;
}

/** The same text for the same filter, however it was written. */
export function filterKey(filter: FeedFilter = {}): string {
  const { kinds, territories, themes } = compactFilter(filter);
  return JSON.stringify({ kinds, territories, themes });
}

/** Without empty lists and doubles, in order: what is sent. */
export function compactFilter(filter: FeedFilter): FeedFilter {
  const lists = (['kinds', 'territories', 'themes'] as const).flatMap((name) => {
    const values = [...new Set(filter[name] ?? [])].sort();
    return values.length > 0 ? [[name, values] as const] : [];
  });
  return Object.fromEntries(lists);
}
