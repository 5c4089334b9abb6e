import type { Change, Checkpoint } from '../change.js';

/** What a store holds of an entry. */
export interface StoredEntry {
  readonly entryId: string;
  readonly version: number;
  readonly seq: number;
  /** As the feed gave it: canonical JSON text. */
  readonly document: string;
  /** False where the document is not what was written (a checksum, a length, JSON that does not parse). */
  readonly sound: boolean;
}

/** `LIVE` is what readers see; `NEXT` is a full load beside it, which they do not see until `swap`. */
export type Side = 'LIVE' | 'NEXT';

/**
 * Where a mirror keeps entries. Write one of your own for your database: each method is one atomic step (a transaction),
 * after which a killed process finds either all of it or nothing. One process at a time writes a store; refuse a second
 * one (`MirrorError` of code BUSY).
 */
export interface Store {
  /** Makes what is missing. Called once, before anything else. */
  open(): Promise<void>;
  /** How far this side has come; null before its first page (and always for a `NEXT` that was not begun). */
  checkpoint(side: Side): Promise<Checkpoint | null>;
  /**
   * Applies changes in their order and keeps the checkpoint, both or neither. UPSERT replaces what is there, REMOVE of an
   * entry that is not there is nothing: the same page again changes nothing.
   */
  apply(side: Side, changes: readonly Change[], checkpoint: Checkpoint): Promise<void>;
  /** Empties `NEXT` for a full load; `LIVE` stays as it is. */
  begin(): Promise<void>;
  /** `NEXT`, with its checkpoint, becomes `LIVE` in one step; what only the old `LIVE` held is gone. */
  swap(): Promise<void>;
  /** What `LIVE` holds, in any order, each entry once, in bounded memory. */
  entries(): AsyncIterable<StoredEntry>;
  close(): Promise<void>;
}
