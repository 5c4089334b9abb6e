import type { Transaction } from '@maillage/database';
import { newId } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SessionEnd } from './session.entity.js';

export interface NewSession {
  readonly selectorHash: string;
  readonly tokenHash: string;
  readonly memberId: string;
  readonly acr: string | null;
  readonly amr: readonly string[];
  readonly label: string;
  readonly idToken: string;
  /** Milliseconds from now. */
  readonly lifetime: number;
}

/** Kept after its end, for its owner to see why; in days. */
export const SESSION_DAYS = 30;

@Injectable()
export class SessionRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async insert(transaction: Transaction, session: NewSession): Promise<string> {
    const id = newId();
    const { selectorHash, tokenHash, memberId, acr, amr, label, idToken, lifetime } = session;
    await transaction.query(
      `INSERT INTO session (id, selector_hash, token_hash, member_id, acr, amr, label, id_token, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(secs => $9))`,
      [id, selectorHash, tokenHash, memberId, acr, amr, label, idToken, lifetime / 1_000],
    );
    return id;
  }

  /**
   * The secret that was sent becomes the one before. Of requests side by side one alone succeeds; the others pass with
   * the secret before.
   * @param sent hash of the secret of the request
   * @returns false when another request has renewed it, or the session ended meanwhile
   */
  async rotate(id: string, sent: string, next: string): Promise<boolean> {
    const [, count] = await this.dataSource.query<[unknown[], number]>(
      `UPDATE session SET previous_hash = $2, token_hash = $3, rotated_at = now(), successor_used_at = NULL,
              last_seen_at = now()
        WHERE id = $1 AND ended_at IS NULL
          AND (token_hash = $2 OR (previous_hash = $2 AND successor_used_at IS NULL
                                   AND rotated_at < now() - interval '1 second'))`,
      [id, sent, next],
    );
    return count === 1;
  }

  /** The secret before passes a moment longer, from now on. */
  async markSuccessorUsed(id: string, tokenHash: string): Promise<void> {
    await this.dataSource.query(
      'UPDATE session SET successor_used_at = now() WHERE id = $1 AND token_hash = $2 AND successor_used_at IS NULL',
      [id, tokenHash],
    );
  }

  async touch(id: string): Promise<void> {
    await this.dataSource.query('UPDATE session SET last_seen_at = now() WHERE id = $1 AND ended_at IS NULL', [id]);
  }

  /** @returns the ID token that the session kept, for signing out at the issuer; null when it had ended already */
  async end(transaction: Transaction, id: string, reason: SessionEnd): Promise<{ idToken: string | null } | null> {
    const [row] = await transaction.query<{ idToken: string | null }[]>(
      'SELECT id_token AS "idToken" FROM session WHERE id = $1 AND ended_at IS NULL FOR UPDATE',
      [id],
    );
    if (!row) return null;
    await transaction.query('UPDATE session SET ended_at = now(), end_reason = $2, id_token = NULL WHERE id = $1', [
      id,
      reason,
    ]);
    return row;
  }

  /** @returns how many were open */
  async endAllOf(transaction: Transaction, memberId: string, reason: SessionEnd): Promise<number> {
    const [, count] = await transaction.query<[unknown[], number]>(
      `UPDATE session SET ended_at = now(), end_reason = $2, id_token = NULL
        WHERE member_id = $1 AND ended_at IS NULL`,
      [memberId, reason],
    );
    return count;
  }

  /** Whose session it is, locked; null when there is none. */
  async lock(transaction: Transaction, id: string): Promise<{ memberId: string; ended: boolean } | null> {
    const [row] = await transaction.query<{ memberId: string; ended: boolean }[]>(
      `SELECT member_id AS "memberId", ended_at IS NOT NULL AS ended FROM session WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }

  /** @returns how many sessions that were over were forgotten */
  async prune(): Promise<number> {
    const [, count] = await this.dataSource.query<[unknown[], number]>(
      `DELETE FROM session WHERE coalesce(ended_at, expires_at) < now() - make_interval(days => $1)`,
      [SESSION_DAYS],
    );
    return count;
  }
}
