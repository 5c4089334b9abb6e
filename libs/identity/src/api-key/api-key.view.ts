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
  readonly scopes: readonly ApiKeyScope[];
  readonly audience: Audience;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** `YYYY-MM-DD`. */
  readonly lastUsedOn: string | null;
}

const columns = `id, name, short_id AS "shortId", organization_id AS "organizationId", scopes, audience,
  created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt", last_used_on::text AS "lastUsedOn"`;

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
