import type { Audience } from '@maillage/identity';
import type { UserError } from '@maillage/kernel';
import type { RelationInput, Repeatable } from '../workflow/entry-commands.js';

/** Where an item wants its entry to be. */
export const PUSHED_STATES = ['CURRENT', 'ARCHIVED', 'WITHDRAWN'] as const;
export type PushedState = (typeof PUSHED_STATES)[number];

/** What the pushing program says of one entry of its source. */
export interface EntryPushItem {
  /** Stable in the source, 1 to 300 characters; one entry for each. */
  readonly sourceId: string;
  readonly sourceUrl?: string | null;
  /** CURRENT by default. Of ARCHIVED and WITHDRAWN the content is not read. */
  readonly state?: PushedState | null;
  /** Kind and content; null where none was given, or none that could be read (`errors`). */
  readonly content: PushedContent | null;
  /** What is wrong with the item already; it is rejected. Paths start in the item. */
  readonly errors?: readonly UserError[];
  /** Organization that the entry is about; the owner by default. */
  readonly subjectOrganizationId?: string | null;
  /** Of a new entry PUBLIC by default; of an entry that is there, absent: as it is. */
  readonly audience?: Audience | null;
  /** Number of the newest revision that the program knows of; 0: none yet. Absent: whatever it is. */
  readonly baseRevision?: number | null;
}

export interface PushedContent {
  readonly kind: string;
  /** Field of the caller's input that holds the kind's own fields, for the paths of errors. */
  readonly kindField: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly relations: readonly RelationInput[];
}

export interface EntryPushCommand extends Repeatable {
  /** The caller's name of the batch: kept in the audit log. */
  readonly batchId: string;
  /** Belongs to one organization, from its first push on. */
  readonly source: string;
  /** Organization that owns source and entries; of a portal, its own by default. */
  readonly ownerId?: string | null;
  /** True: readers see it at once; false: drafts, which a coordinator publishes. */
  readonly publish: boolean;
  /** True: nothing is written, the answer is what it would have been. */
  readonly dryRun: boolean;
  readonly items: readonly EntryPushItem[];
}

/**
 * - CREATED, UPDATED, WITHDRAWN: done; UNCHANGED: nothing to do
 * - CONFLICT: somebody has spoken since, `errors` say who and how: a draft beside what they wrote, or nothing
 * - REJECTED: nothing was written, `errors` say why
 */
export const PUSH_OUTCOMES = ['CREATED', 'UPDATED', 'UNCHANGED', 'CONFLICT', 'REJECTED', 'WITHDRAWN'] as const;
export type PushOutcome = (typeof PUSH_OUTCOMES)[number];

export interface EntryPushResult {
  /** Place in the batch, from 0. */
  readonly index: number;
  readonly sourceId: string;
  readonly outcome: PushOutcome;
  /** Null where there is no entry, and for what a dry run would create. */
  readonly entryId: string | null;
  /** Number of the entry's newest revision now; null where there is none. */
  readonly revision: number | null;
  readonly errors: readonly UserError[];
}

export interface EntryPushAnswer {
  readonly results: readonly EntryPushResult[];
  /** An earlier call with the same idempotency key had the effect; this is its answer. */
  readonly replayed: boolean;
}
