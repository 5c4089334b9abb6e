import { ReadPool, type Statement } from '@maillage/database';
import { JoinedCalls } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { type HeldRole, heldRolesSql } from '../actor/held-role.sql.js';
import type { SessionRecord } from './session-judgement.js';

/** A session with its holder, as both stand now. */
export interface SessionHolder extends SessionRecord {
  readonly sessionId: string;
  readonly acr: string | null;
  readonly amr: readonly string[];
  readonly memberId: string;
  readonly displayName: string;
  readonly roles: readonly HeldRole[];
}

/** A session as its owner sees it. */
export interface SessionItem {
  readonly id: string;
  readonly label: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** `YYYY-MM-DD`. */
  readonly lastUsedOn: string;
  readonly acr: string | null;
}

const age = (column: string): string => `(extract(epoch FROM now() - ${column}) * 1000)::float8`;

const holderStatement: Statement = {
  name: 'session-holder',
  text: `SELECT w.id AS "sessionId", w.token_hash AS "tokenHash", w.previous_hash AS "previousHash", w.acr, w.amr,
      w.ended_at IS NOT NULL AS ended, w.expires_at <= now() AS expired, ${age('w.last_seen_at')} AS "seenAgo",
      ${age('w.rotated_at')} AS "rotatedAgo", ${age('w.successor_used_at')} AS "successorUsedAgo",
      m.id AS "memberId", m.display_name AS "displayName", ${heldRolesSql('m.id')} AS roles
    FROM session w JOIN member m ON m.id = w.member_id WHERE w.selector_hash = $1`,
};

const openSessions: Statement = {
  name: 'sessions-of-member',
  text: `SELECT id, label, created_at AS "createdAt", expires_at AS "expiresAt", last_seen_at::date::text AS "lastUsedOn",
      acr
    FROM session WHERE member_id = $1 AND ended_at IS NULL AND expires_at > now()
      AND last_seen_at > now() - make_interval(secs => $2) ORDER BY created_at DESC, id LIMIT 100`,
};

@Injectable()
export class SessionView {
  private readonly holders: JoinedCalls<SessionHolder | null>;

  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {
    this.holders = new JoinedCalls(async (selectorHash) => {
      const [row] = await pool.query<SessionHolder>(holderStatement, [selectorHash]);
      return row ?? null;
    });
  }

  /** As it stands after the call: what was revoked or changed holds at once. Calls at the same time share a look. */
  holder(selectorHash: string): Promise<SessionHolder | null> {
    return this.holders.get(selectorHash);
  }

  /** Open ones, newest first, at most 100. @param idle milliseconds without use after which one is over */
  async openOf(memberId: string, idle: number): Promise<SessionItem[]> {
    return this.pool.query<SessionItem>(openSessions, [memberId, idle / 1_000]);
  }
}
