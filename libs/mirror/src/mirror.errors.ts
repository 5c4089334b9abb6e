/** Why a mirror could not go on; `code` for programs, `message` for people: what happened and how to mend it. */
export class MirrorError extends Error {
  constructor(
    readonly code: MirrorErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'MirrorError';
  }
}

/**
 * `AWAY`: the feed cannot be reached, or only with faults, though asked again and again. `REFUSED`: it does not accept the
 * key. `CURSOR_INVALID`: what the store kept is no cursor of this feed. `MOVING`: changes came faster than they could be
 * compared. `STORE`: the store cannot be written or is not what it should be. `BUSY`: another process writes it.
 * `POKE`: a webhook that is not the feed's. `FEED`: an answer that is none of a feed.
 */
export type MirrorErrorCode = 'AWAY' | 'REFUSED' | 'CURSOR_INVALID' | 'MOVING' | 'STORE' | 'BUSY' | 'POKE' | 'FEED';

/** Codes of the feed that mean: load everything again, beside what is there. */
export const RESYNC_CODES = ['CURSOR_EXPIRED', 'FEED_RESET', 'CURSOR_SCOPE_MISMATCH'] as const;
export type ResyncCode = (typeof RESYNC_CODES)[number];

/** The feed asks for a full resync; `Mirror` answers it by itself, so users never meet it. */
export class ResyncNeededError extends Error {
  constructor(readonly reason: ResyncCode) {
    super(`The feed asks for a full resync: ${reason}`);
    this.name = 'ResyncNeededError';
  }
}

/** A snapshot that ended before its trailer. */
export class CutTransferError extends Error {
  constructor(options?: ErrorOptions) {
    super('The transfer was cut before its end', options);
    this.name = 'CutTransferError';
  }
}
