import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import type { ApiKeyScope, Audience } from './api-key.entity.js';

/** A key as its organization's coordinators see it; the secret is kept nowhere. */
export interface ApiKeyItem {
  readonly id: string;
  readonly name: string;
  /** Readable part of the key. */
  readonly shortId: string;
  readonly organizationId: string | null;
  /** Person that it acts as; null for a portal's. */
  readonly memberId: string | null;
  readonly scopes: readonly ApiKeyScope[];
  readonly audience: Audience;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** `YYYY-MM-DD`. */
  readonly lastUsedOn: string | null;
  /** Within 30 days; false for what is revoked or has expired. */
  readonly expiresSoon: boolean;
  /** When it last got a new secret. */
  readonly rotatedAt: Date | null;
  /** Until when the secret before still opens; null when it does not. */
  readonly previousUntil: Date | null;
  /** Last day of use of the secret before the rotation, `YYYY-MM-DD`. */
  readonly previousUsedOn: string | null;
}

const columns = `id, name, short_id AS "shortId", organization_id AS "organizationId", member_id AS "memberId", scopes,
  audience, created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt",
  last_used_on::text AS "lastUsedOn", rotated_at AS "rotatedAt", previous_used_on::text AS "previousUsedOn",
  revoked_at IS NULL AND expires_at > now() AND expires_at <= now() + interval '30 days' AS "expiresSoon",
  CASE WHEN revoked_at IS NULL AND previous_until > now() THEN previous_until END AS "previousUntil"`;

const byOrganization: Statement = {
  name: 'api-keys-of-organization',
  text: `SELECT ${columns} FROM api_key WHERE organization_id = $1::uuid ORDER BY created_at DESC, id LIMIT 200`,
};
const byId: Statement = { name: 'api-key-by-id', text: `SELECT ${columns} FROM api_key WHERE id = $1::uuid` };

@Injectable()
export class ApiKeyView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /** Newest first, at most 200. */
  async ofOrganization(organizationId: string): Promise<ApiKeyItem[]> {
    return this.pool.query<ApiKeyItem>(byOrganization, [organizationId]);
  }

  async byId(id: string): Promise<ApiKeyItem | null> {
    const [row] = await this.pool.query<ApiKeyItem>(byId, [id]);
    return row ?? null;
  }
}
