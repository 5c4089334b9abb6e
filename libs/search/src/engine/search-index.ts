/** Audiences with an index of their own. ORGANIZATION entries are in no index: their owner lists them. */
export const INDEXED_AUDIENCES = ['PUBLIC', 'NETWORK'] as const;
export type IndexedAudience = (typeof INDEXED_AUDIENCES)[number];

/** One index of the engine and the audience whose projection it holds. */
export interface SearchIndex {
  readonly uid: string;
  readonly audience: IndexedAudience;
}

/** `maillage_public`, `maillage_network`. */
export function searchIndex(prefix: string, audience: IndexedAudience): SearchIndex {
  return { uid: `${prefix}_${audience.toLowerCase()}`, audience };
}

/** Where a rebuild is prepared beside the index in use. */
export function nextOf(index: SearchIndex): SearchIndex {
  return { uid: `${index.uid}_next`, audience: index.audience };
}

/**
 * Name of the follower that maintains one *incarnation* of an index. The engine keeps an index's moment of creation
 * with its contents (through swaps too), so an index that was lost and made again has no place in the feed: it starts
 * from 0, by itself. The uid tells an index in use from one that a rebuild prepares: contents that were swapped out
 * stand under the prepared one's uid, where they have no place, so no rebuild ever goes on from them.
 */
export function readerOf(index: SearchIndex, createdAt: string): string {
  return `${readersOf(index)}${createdAt}`;
}

/** What names of readers of an index start with. */
export function readersOf(index: SearchIndex): string {
  return `${index.uid}@`;
}
