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
