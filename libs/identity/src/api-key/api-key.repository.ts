import type { Transaction } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ApiKeyScope, Audience } from './api-key.entity.js';

/** A key about to be stored: exactly one of `memberId` and `organizationId` is given. */
export interface NewApiKey {
  readonly id: string;
  readonly shortId: string;
  readonly secretHash: string;
  readonly name: string;
  /** Acts as that person. */
  readonly memberId?: string | null;
  /** Reads for that organization's portal. */
  readonly organizationId?: string | null;
  readonly scopes: readonly ApiKeyScope[];
  readonly audience: Audience;
  readonly expiresAt: Date;
  /** Stable name of the actor that made it. */
  readonly createdBy: string;
}

export interface LockedApiKey {
  readonly id: string;
  readonly memberId: string | null;
  readonly organizationId: string | null;
  readonly revoked: boolean;
}

@Injectable()
export class ApiKeyRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async insert(transaction: Transaction, key: NewApiKey): Promise<void> {
    await transaction.query(
      `INSERT INTO api_key (id, short_id, secret_hash, name, member_id, organization_id, scopes, audience, expires_at, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        key.id,
        key.shortId,
        key.secretHash,
        key.name,
        key.memberId ?? null,
        key.organizationId ?? null,
        key.scopes,
        key.audience,
        key.expiresAt,
        key.createdBy,
      ],
    );
  }

  async lock(transaction: Transaction, id: string): Promise<LockedApiKey | null> {
    const [row] = await transaction.query<LockedApiKey[]>(
      `SELECT id, member_id AS "memberId", organization_id AS "organizationId", revoked_at IS NOT NULL AS revoked
         FROM api_key WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }

  /** Remembers the day of use, once a day; a statement of its own, which no request waits for. */
  async markUsed(id: string): Promise<void> {
    await this.dataSource.query(
      'UPDATE api_key SET last_used_on = current_date WHERE id = $1 AND last_used_on IS DISTINCT FROM current_date',
      [id],
    );
  }

  /** Holds from the next request on: keys are looked up by every request. */
  async revoke(transaction: Transaction, id: string): Promise<void> {
    await transaction.query('UPDATE api_key SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL', [id]);
  }
}
