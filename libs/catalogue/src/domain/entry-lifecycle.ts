import { UserInputError } from '@maillage/kernel';
import { lifecycleMessages } from './entry.messages.js';

export const ENTRY_STATES = ['DRAFT', 'PUBLISHED', 'ARCHIVED', 'WITHDRAWN', 'MERGED'] as const;
export type EntryState = (typeof ENTRY_STATES)[number];

export const REVISION_STATES = [
  'DRAFT',
  'SUBMITTED',
  'CHANGES_REQUESTED',
  'PUBLISHED',
  'SUPERSEDED',
  'REDACTED',
] as const;
export type RevisionState = (typeof REVISION_STATES)[number];

/** What can be done to an entry. */
export const ENTRY_MOVES = [
  'REVISE',
  'SUBMIT',
  'REQUEST_CHANGES',
  'PUBLISH',
  'CONFIRM',
  'SET_AUDIENCE',
  'CLAIM',
  'ARCHIVE',
  'WITHDRAW',
  'MERGE',
] as const;
export type EntryMove = (typeof ENTRY_MOVES)[number];

/** Where an entry and its newest revision stand. */
export interface Standing {
  readonly entry: EntryState;
  /** State of the newest revision. */
  readonly revision: RevisionState;
  /** Where it is edited, when it came from a node that this one follows: nothing here changes it. */
  readonly followedFrom?: string | null;
}

type Rule = Readonly<{ entry: readonly EntryState[]; revision?: readonly RevisionState[] }>;

const OPEN: readonly EntryState[] = ['DRAFT', 'PUBLISHED', 'ARCHIVED'];
const READABLE: readonly EntryState[] = ['PUBLISHED', 'ARCHIVED'];

/** The whole workflow, as a table. A move is allowed when the entry's state and its newest revision's are listed. */
const rules: Readonly<Record<EntryMove, Rule>> = {
  REVISE: { entry: OPEN },
  SUBMIT: { entry: OPEN, revision: ['DRAFT', 'CHANGES_REQUESTED'] },
  REQUEST_CHANGES: { entry: OPEN, revision: ['SUBMITTED'] },
  PUBLISH: { entry: OPEN, revision: ['DRAFT', 'SUBMITTED', 'CHANGES_REQUESTED'] },
  CONFIRM: { entry: ['PUBLISHED'] },
  SET_AUDIENCE: { entry: OPEN },
  CLAIM: { entry: OPEN },
  ARCHIVE: { entry: ['PUBLISHED'] },
  WITHDRAW: { entry: OPEN },
  MERGE: { entry: READABLE },
};

export function isAllowed(move: EntryMove, standing: Standing): boolean {
  const rule = rules[move];
  if (standing.followedFrom) return false;
  return (
    rule.entry.includes(standing.entry) && (rule.revision === undefined || rule.revision.includes(standing.revision))
  );
}

/**
 * @throws UserInputError FOLLOWED_ENTRY for one of another node, naming where to edit it; ENTRY_CLOSED for a tombstone, else ENTRY_MOVE_NOT_ALLOWED, telling where the entry stands
 */
export function assertAllowed(move: EntryMove, standing: Standing): void {
  if (isAllowed(move, standing)) return;
  if (standing.followedFrom) {
    const message = lifecycleMessages.followed(standing.followedFrom);
    throw UserInputError.of('FOLLOWED_ENTRY', message, ['input', 'id'], { editedAt: standing.followedFrom });
  }
  const closed = standing.entry === 'WITHDRAWN' || standing.entry === 'MERGED';
  const code = closed ? 'ENTRY_CLOSED' : 'ENTRY_MOVE_NOT_ALLOWED';
  throw UserInputError.of(code, lifecycleMessages.refused(move, standing), ['input', 'id'], {
    entryState: standing.entry,
    revisionState: standing.revision,
  });
}

/** Entries of this source come from another node of the network: it alone changes them. */
export const FOLLOWED_SOURCE = 'maillage:';

/** Where an entry is edited when it came from a followed node; null when it is edited here. */
export function followedFrom(source: string | null, sourceUrl: string | null): string | null {
  if (!source?.startsWith(FOLLOWED_SOURCE)) return null;
  return sourceUrl ?? source.slice(FOLLOWED_SOURCE.length);
}

/** A submission by others first, unless the organization lets its coordinators publish in one step. */
export function needsSubmission(revision: RevisionState, oneStepPublishing: boolean): boolean {
  return revision !== 'SUBMITTED' && !oneStepPublishing;
}
