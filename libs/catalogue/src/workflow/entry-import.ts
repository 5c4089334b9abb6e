import type { Audience } from '@maillage/identity';
import type { UserError } from '@maillage/kernel';
import type { ImportConflict } from '../domain/import-decision.js';
import type { EntryContent } from '../fields/entry-content.js';
import type { RelationInput } from './entry-commands.js';

/** A row of a source, mapped to an entry. */
export interface EntryImportRow {
  readonly kind: string;
  /** Organization that the entry is about. */
  readonly subjectOrganizationId: string;
  /** Of a new entry; default PUBLIC. An entry that exists keeps its own. */
  readonly audience?: Audience;
  readonly content: Readonly<Record<string, unknown>>;
  readonly relations?: readonly RelationInput[];
  readonly origin: {
    /** Stable in the source; one entry for each. */
    readonly sourceId: string;
    readonly sourceUrl?: string | null;
    /** Values of the row as read; shown to those who may edit the entry. */
    readonly raw: Readonly<Record<string, unknown>>;
  };
}

/** A row that passed every check that needs no database. */
export interface PreparedImportRow {
  readonly kind: string;
  readonly subjectOrganizationId: string;
  readonly audience: Audience;
  readonly content: EntryContent;
  readonly relations: readonly RelationInput[];
  readonly origin: { readonly sourceId: string; readonly sourceUrl: string | null; readonly raw: EntryContent };
  readonly hash: string;
  readonly titleHash: string;
  readonly textHash: string | null;
}

export interface EntryImportCommand {
  /** Name of the source, e.g. `interconnectes`. With the row's `sourceId` it tells an entry. */
  readonly source: string;
  /** Organization that maintains new entries. */
  readonly ownerId: string;
  readonly publish: boolean;
  /** 100 to 500 are written fastest; each source id once. */
  readonly rows: readonly PreparedImportRow[];
}

/**
 * - CREATED, REVISED: a revision was written; PUBLISHED: a draft of an earlier run was published
 * - REFRESHED: only the kept row of the source; UNCHANGED: nothing
 * - CONFLICT: a person has spoken since: a draft beside (`revision`), or nothing
 * - REFUSED: nothing was written, `errors` say why
 */
export type EntryImportOutcome =
  'CREATED' | 'REVISED' | 'PUBLISHED' | 'REFRESHED' | 'UNCHANGED' | 'CONFLICT' | 'REFUSED';

export interface EntryImportResult {
  readonly outcome: EntryImportOutcome;
  /** Null for what is refused, and for what a preview would create. */
  readonly entryId: string | null;
  /** Number of the revision written; null when none was. */
  readonly revision: number | null;
  /** Readers see that revision. */
  readonly published: boolean;
  readonly conflict: ImportConflict | null;
  readonly errors: readonly UserError[];
}
