import type { MirrorErrorCode } from '@maillage/mirror';

/** What the command's exit says; documented in `docs/guides/mirror.md`. */
export const MirrorExit = {
  /** Everything that was asked for is done; with `--verify`, the mirror is equal. */
  DONE: 0,
  /** The mirror differs from the feed. */
  DIFFERS: 1,
  /** The command was not understood. */
  USAGE: 2,
  /** The feed is away, or does not stand still. */
  AWAY: 3,
  /** The key is refused. */
  REFUSED: 4,
  /** The store cannot be used, or another process writes it. */
  STORE: 5,
  /** The address is no feed, or the store is of another one. */
  FEED: 6,
  /** Stopped by a signal before the end. */
  STOPPED: 7,
} as const;

export type MirrorExit = (typeof MirrorExit)[keyof typeof MirrorExit];

export const exitOf: Readonly<Record<MirrorErrorCode, MirrorExit>> = {
  AWAY: MirrorExit.AWAY,
  MOVING: MirrorExit.AWAY,
  REFUSED: MirrorExit.REFUSED,
  STORE: MirrorExit.STORE,
  BUSY: MirrorExit.STORE,
  FEED: MirrorExit.FEED,
  CURSOR_INVALID: MirrorExit.FEED,
  POKE: MirrorExit.USAGE,
};
