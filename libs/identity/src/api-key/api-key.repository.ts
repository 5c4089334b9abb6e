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

/** Of a key that was rotated, which of its two secrets. */
export type KeySecret = 'CURRENT' | 'PREVIOUS';

export interface LockedApiKey {
  readonly id: string;
  readonly shortId: string;
  readonly name: string;
  readonly expired: boolean;
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
      `SELECT id, short_id AS "shortId", name, member_id AS "memberId", organization_id AS "organizationId",
              revoked_at IS NOT NULL AS revoked, expires_at <= now() AS expired
         FROM api_key WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }

  /** Remembers the day of use, once a day; a statement of its own, which no request waits for. */
  async markUsed(id: string, secret: KeySecret): Promise<void> {
    const column = secret === 'CURRENT' ? 'last_used_on' : 'previous_used_on';
    await this.dataSource.query(
      `UPDATE api_key SET ${column} = current_date WHERE id = $1 AND ${column} IS DISTINCT FROM current_date`,
      [id],
    );
  }

  /**
   * A new secret from the next request on; the one before it opens until `overlapUntil`, or until it would have expired.
   * Of two rotations within an overlap, the oldest secret ends at once.
   */
  async rotate(
    transaction: Transaction,
    id: string,
    change: { readonly secretHash: string; readonly expiresAt: Date; readonly overlapUntil: Date },
  ): Promise<void> {
    await transaction.query(
      `UPDATE api_key SET previous_secret_hash = secret_hash, previous_until = least($3::timestamptz, expires_at),
              previous_used_on = last_used_on, secret_hash = $2, expires_at = $4, last_used_on = NULL, rotated_at = now()
        WHERE id = $1`,
      [id, change.secretHash, change.overlapUntil, change.expiresAt],
    );
  }

  /** Both secrets of a rotated key, from the next request on: keys are looked up by every request. */
  async revoke(transaction: Transaction, id: string): Promise<void> {
    await transaction.query('UPDATE api_key SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL', [id]);
  }
}
