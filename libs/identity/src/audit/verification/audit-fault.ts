/** Kinds of damage that a verification tells apart. */
export const AUDIT_FAULTS = {
  LINK_BROKEN: {
    differs: 'the event (or the link before, rewritten together with its event) no longer gives the hash of this link',
    mend: 'take the row of this event from a backup and compare; put the original back, then verify again',
  },
  HASH_CHANGED: {
    differs: 'the hash of this link was changed: its event and the next link still agree with the one expected',
    mend: 'put the expected hash back into audit_chain, then verify again',
  },
  LINK_MISSING: {
    differs: 'links are missing between two that are there',
    mend: 'take the rows of audit_chain and audit_event from a backup; do not number the others anew',
  },
  EVENT_MISSING: {
    differs: 'the link is there, its event is gone',
    mend: 'put the row of audit_event back from a backup, then verify again',
  },
  EVENT_UNLINKED: {
    differs: 'an event that the relay never linked: it was written past the triggers',
    mend: 'find who wrote it; if it is a forgery, note its row and remove it',
  },
  EVENT_LOST: {
    differs: 'an event was waiting for its link and is gone',
    mend: 'put the row of audit_event back from a backup; the relay then links it',
  },
  PERSONAL_CHANGED: {
    differs: 'the personal data in the side table is not what the event vouches for',
    mend: 'put the row of audit_personal back from a backup, or erase it in due form',
  },
  PERSONAL_MISSING: {
    differs: 'the personal data is gone without an erasure',
    mend: 'put the row of audit_personal back from a backup, or erase it in due form',
  },
  PERSONAL_STRAY: {
    differs: 'a row of the side table that no event vouches for',
    mend: 'find who wrote it, note it and remove it',
  },
  ERASURE_UNPROVEN: {
    differs: 'the personal data was emptied, and the event named does not list it',
    mend: 'put the row of audit_personal back from a backup, or erase it in due form',
  },
  ERASURE_UNDONE: {
    differs: 'personal data that this event erased is back: a restored backup, or a hand',
    mend: 'erase it again (`memberErase`, or wait for the worker’s retention)',
  },
  TAIL_CUT: {
    differs: 'the chain ends before what its counter or a published head says',
    mend: 'take the missing rows of audit_chain and audit_event from a backup',
  },
  TAIL_FORGED: {
    differs: 'the chain goes on beyond its counter: links that the relay did not make',
    mend: 'find who wrote them, note the rows and remove them',
  },
  HEAD_DIFFERS: {
    differs: 'this link is not the one that a head or the counter names: the chain was rewritten, or that row edited',
    mend: 'compare with a head kept elsewhere; if that differs too, restore audit_chain and audit_event from a backup',
  },
} as const;

export type AuditFaultCode = keyof typeof AUDIT_FAULTS;

/** One place where the log is not what it was. */
export interface AuditFault {
  readonly code: AuditFaultCode;
  /** Link concerned; null for what has none. */
  readonly sequence: number | null;
  readonly eventId: string | null;
  /** What was expected and found, for whoever mends it. */
  readonly detail: string;
}
