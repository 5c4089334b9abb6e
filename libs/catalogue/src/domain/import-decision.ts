import type { EntryState, RevisionState } from './entry-lifecycle.js';

/** An entry that came from a source, as a further import of its row finds it. */
export interface ImportedEntry {
  readonly state: EntryState;
  /** State of the newest revision. */
  readonly revisionState: RevisionState;
  readonly lastRevision: number;
  readonly publishedRevision: number | null;
  /** The newest revision was written by this importer, not by a person. */
  readonly newestByImport: boolean;
  /** The published one was; null while nothing is published. */
  readonly publishedByImport: boolean | null;
  /** Its subject has taken it over. */
  readonly claimed: boolean;
}

/** What a row is to the entry that it made. */
export interface RowChange {
  /** The row is the very row that was applied last. */
  readonly sameRow: boolean;
  /** It says the same of the entry: what differs is only in columns that the entry does not carry. */
  readonly sameContent: boolean;
  readonly sameKind: boolean;
}

/** Why an import does not speak for an entry any more. */
export const IMPORT_CONFLICTS = ['CLAIMED', 'EDITED', 'DRAFT_OPEN', 'ARCHIVED', 'CLOSED', 'KIND_CHANGED'] as const;
export type ImportConflict = (typeof IMPORT_CONFLICTS)[number];

/**
 * - UNCHANGED: nothing is written
 * - REFRESH: only what is kept of the source's row
 * - PUBLISH: the draft that an earlier import left becomes what readers see
 * - REVISE: a new revision, published or as a draft
 * - LEAVE: nothing is written, the conflict is told
 */
export type ImportDecision =
  | { readonly action: 'UNCHANGED' | 'REFRESH' | 'PUBLISH' }
  | { readonly action: 'REVISE'; readonly publish: boolean; readonly conflict: ImportConflict | null }
  | { readonly action: 'LEAVE'; readonly conflict: ImportConflict };

const WAITING: ReadonlySet<RevisionState> = new Set(['DRAFT', 'SUBMITTED']);
const CLOSED: ReadonlySet<EntryState> = new Set(['WITHDRAWN', 'MERGED']);

/** What an import may do to an entry that it made earlier. People's words are never written over. Pure. */
export function decideImport(entry: ImportedEntry, row: RowChange, publish: boolean): ImportDecision {
  if (CLOSED.has(entry.state)) {
    return row.sameContent ? { action: 'UNCHANGED' } : { action: 'LEAVE', conflict: 'CLOSED' };
  }
  if (!row.sameKind) return { action: 'LEAVE', conflict: 'KIND_CHANGED' };
  const conflict = conflictOf(entry);
  if (row.sameContent) return decideSame(entry, row, publish && conflict === null);
  // A draft that a person has under way would be superseded by ours: it is left, and the conflict is told each time.
  if (conflict === 'DRAFT_OPEN') return { action: 'LEAVE', conflict };
  return { action: 'REVISE', publish: publish && conflict === null, conflict };
}

function decideSame(entry: ImportedEntry, row: RowChange, publish: boolean): ImportDecision {
  const waits = entry.lastRevision !== entry.publishedRevision && WAITING.has(entry.revisionState);
  if (publish && waits) return { action: 'PUBLISH' };
  return { action: row.sameRow ? 'UNCHANGED' : 'REFRESH' };
}

/** Why a source does not speak for an entry any more; null while it does. */
export function conflictOf(entry: ImportedEntry): ImportConflict | null {
  if (!entry.newestByImport && entry.lastRevision !== entry.publishedRevision) return 'DRAFT_OPEN';
  if (entry.claimed) return 'CLAIMED';
  if (!entry.newestByImport || entry.publishedByImport === false) return 'EDITED';
  return entry.state === 'ARCHIVED' ? 'ARCHIVED' : null;
}
