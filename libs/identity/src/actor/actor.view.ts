import { ReadPool, type Statement } from '@maillage/database';
import { JoinedCalls } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { ApiKeyScope, Audience } from '../api-key/api-key.entity.js';
import { type HeldRole, heldRolesSql } from './held-role.sql.js';

/** A key with its holder, as it stands now. */
export interface KeyHolder {
  readonly keyId: string;
  readonly secretHash: string;
  readonly scopes: readonly ApiKeyScope[];
  readonly audience: Audience;
  /** Neither revoked nor expired. */
  readonly valid: boolean;
  /** Its last day of use is today. */
  readonly usedToday: boolean;
  /** The secret before the last rotation, for as long as it still opens. */
  readonly previousSecretHash: string | null;
  readonly previousUsedToday: boolean;
  /** Of a portal. */
  readonly organizationId: string | null;
  readonly organizationVerified: boolean | null;
  readonly memberId: string | null;
  readonly displayName: string | null;
  readonly roles: readonly HeldRole[];
}

const holderStatement: Statement = {
  name: 'key-holder',
  text: `SELECT k.id AS "keyId", k.secret_hash AS "secretHash", k.scopes, k.audience,
      k.revoked_at IS NULL AND k.expires_at > now() AS valid,
      k.last_used_on IS NOT DISTINCT FROM current_date AS "usedToday",
      CASE WHEN k.previous_until > now() THEN k.previous_secret_hash END AS "previousSecretHash",
      k.previous_used_on IS NOT DISTINCT FROM current_date AS "previousUsedToday",
      k.organization_id AS "organizationId",
      (SELECT p.state = 'VERIFIED' FROM organization p WHERE p.id = k.organization_id) AS "organizationVerified",
      m.id AS "memberId", m.display_name AS "displayName", ${heldRolesSql('m.id')} AS roles
    FROM api_key k LEFT JOIN member m ON m.id = k.member_id
   WHERE k.short_id = $1`,
};

@Injectable()
export class ActorView {
  private readonly holders: JoinedCalls<KeyHolder | null>;

  constructor(@Inject(ReadPool) pool: ReadPool) {
    this.holders = new JoinedCalls(async (shortId) => {
      const [row] = await pool.query<KeyHolder>(holderStatement, [shortId]);
      return row ?? null;
    });
  }

  /** As it stands after the call: requests that come at the same time share a look, none is kept. */
  keyHolder(shortId: string): Promise<KeyHolder | null> {
    return this.holders.get(shortId);
  }
}
