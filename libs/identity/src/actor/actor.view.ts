import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import type { ApiKeyScope, Audience } from '../api-key/api-key.entity.js';
import type { NetworkRole } from '../member/member.entity.js';
import type { ActorMembership } from './actor.js';
import { memberRights } from './member-rights.sql.js';

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
  readonly organizationId: string | null;
  readonly memberId: string | null;
  readonly displayName: string | null;
  readonly memberships: readonly ActorMembership[];
  readonly networkRoles: readonly NetworkRole[];
}

const holderStatement: Statement = {
  name: 'key-holder',
  text: `SELECT k.id AS "keyId", k.secret_hash AS "secretHash", k.scopes, k.audience,
      k.revoked_at IS NULL AND k.expires_at > now() AS valid,
      k.last_used_on IS NOT DISTINCT FROM current_date AS "usedToday", k.organization_id AS "organizationId",
      ${memberRights}
    FROM api_key k LEFT JOIN member m ON m.id = k.member_id WHERE k.short_id = $1`,
};

@Injectable()
export class ActorView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  async keyHolder(shortId: string): Promise<KeyHolder | null> {
    const [row] = await this.pool.query<KeyHolder>(holderStatement, [shortId]);
    return row ?? null;
  }
}
