import type { SessionConfig } from '@maillage/kernel';
import { sameHash } from '../secret/secret-hash.js';

/** A session as one statement reads it; ages in milliseconds by the database's clock. */
export interface SessionRecord {
  readonly tokenHash: string;
  readonly previousHash: string | null;
  readonly ended: boolean;
  readonly expired: boolean;
  readonly seenAgo: number;
  readonly rotatedAgo: number;
  /** Null: the present secret was not used yet. */
  readonly successorUsedAgo: number | null;
}

/**
 * `CURRENT` and `PREVIOUS` pass. `REUSED`: a secret that was replaced comes after its time, or one that never was: the
 * token has been copied, nobody knows by whom, so the session ends for both.
 */
export type Judgement = 'CURRENT' | 'PREVIOUS' | 'REUSED' | 'ENDED';

export function isOpen(session: SessionRecord, limits: SessionConfig): boolean {
  return !session.ended && !session.expired && session.seenAgo <= limits.idle;
}

/** @param secretHash of the token that was sent, SHA-256 */
export function judge(session: SessionRecord, secretHash: string, limits: SessionConfig): Judgement {
  if (!isOpen(session, limits)) return 'ENDED';
  if (sameHash(secretHash, session.tokenHash)) return 'CURRENT';
  const { successorUsedAgo } = session;
  const inTime = successorUsedAgo === null || successorUsedAgo <= limits.overlap;
  return sameHash(secretHash, session.previousHash) && inTime ? 'PREVIOUS' : 'REUSED';
}

/**
 * A new secret is due: the present one is old, or the one before is still in use because the answer that carried the
 * present one was lost.
 */
export function isRotationDue(session: SessionRecord, judgement: Judgement, limits: SessionConfig): boolean {
  if (judgement === 'CURRENT') return session.rotatedAgo > limits.rotation;
  return judgement === 'PREVIOUS' && session.successorUsedAgo === null && session.rotatedAgo > limits.overlap;
}
