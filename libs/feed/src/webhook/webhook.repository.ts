import type { Transaction } from '@maillage/database';
import type { FeedHead } from '@maillage/changes';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { WebhookDisabledReason, WebhookState } from './webhook-endpoint.entity.js';

/** An endpoint locked for a change. */
export interface LockedWebhook {
  readonly id: string;
  readonly organizationId: string;
  readonly url: string;
  readonly state: WebhookState;
  readonly paused: boolean;
  readonly secret: string;
}

export interface NewWebhook {
  readonly id: string;
  readonly organizationId: string;
  readonly apiKeyId: string | null;
  readonly url: string;
  readonly secret: string;
  readonly head: FeedHead;
  readonly now: Date;
  readonly createdBy: string;
}

/** Receivers of pokes: the statements of those who change them. */
@Injectable()
export class WebhookRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async insert(transaction: Transaction, webhook: NewWebhook): Promise<void> {
    const { id, organizationId, apiKeyId, url, secret, head, now, createdBy } = webhook;
    await transaction.query(
      `INSERT INTO webhook_endpoint
         (id, organization_id, api_key_id, url, secret, told_epoch, told_seq, poke_after, created_at, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`,
      [id, organizationId, apiKeyId, url, secret, head.epoch, head.seq, now, createdBy],
    );
  }

  /** How many an organization has; its row is locked, so that two calls at once do not both find room. */
  async countOf(transaction: Transaction, organizationId: string): Promise<number> {
    await transaction.query('SELECT 1 FROM organization WHERE id = $1 FOR UPDATE', [organizationId]);
    const [row] = await transaction.query<{ n: number }[]>(
      'SELECT count(*)::int AS n FROM webhook_endpoint WHERE organization_id = $1',
      [organizationId],
    );
    return row?.n ?? 0;
  }

  /** Whether a key opens for a portal of that organization. */
  async isPortalKeyOf(transaction: Transaction, apiKeyId: string, organizationId: string): Promise<boolean> {
    const rows = await transaction.query<unknown[]>(
      'SELECT 1 FROM api_key WHERE id = $1 AND organization_id = $2 AND revoked_at IS NULL AND expires_at > now()',
      [apiKeyId, organizationId],
    );
    return rows.length > 0;
  }

  async lock(transaction: Transaction, id: string): Promise<LockedWebhook | null> {
    const [row] = await transaction.query<LockedWebhook[]>(
      `SELECT id, organization_id AS "organizationId", url, state, paused, secret
         FROM webhook_endpoint WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }

  /** Null: it was deleted meanwhile. */
  async lockStanding(transaction: Transaction, id: string): Promise<{ readonly failingSince: Date | null } | null> {
    const [row] = await transaction.query<{ failingSince: Date | null }[]>(
      'SELECT failing_since AS "failingSince" FROM webhook_endpoint WHERE id = $1 FOR UPDATE',
      [id],
    );
    return row ?? null;
  }

  async setUrl(transaction: Transaction, id: string, url: string): Promise<void> {
    await transaction.query('UPDATE webhook_endpoint SET url = $2 WHERE id = $1', [id, url]);
  }

  async pause(transaction: Transaction, id: string): Promise<void> {
    await transaction.query('UPDATE webhook_endpoint SET paused = true WHERE id = $1', [id]);
  }

  /** Goes on, as if it had never failed. */
  async resume(transaction: Transaction, id: string, now: Date): Promise<void> {
    await transaction.query(
      `UPDATE webhook_endpoint SET paused = false, state = 'ACTIVE', failing_since = NULL, disabled_at = NULL,
              disabled_reason = NULL, poke_after = $2 WHERE id = $1`,
      [id, now],
    );
  }

  async rotate(transaction: Transaction, id: string, secret: string, previousUntil: Date): Promise<void> {
    await transaction.query(
      'UPDATE webhook_endpoint SET previous_secret = secret, previous_until = $3, secret = $2 WHERE id = $1',
      [id, secret, previousUntil],
    );
  }

  async remove(transaction: Transaction, id: string): Promise<void> {
    await transaction.query('DELETE FROM webhook_endpoint WHERE id = $1', [id]);
  }

  async succeed(transaction: Transaction, id: string, { epoch, seq }: FeedHead): Promise<void> {
    await transaction.query(
      `UPDATE webhook_endpoint SET state = 'ACTIVE', failing_since = NULL,
              told_seq = CASE WHEN told_epoch = $2 THEN greatest(told_seq, $3) ELSE $3 END, told_epoch = $2
        WHERE id = $1 AND state <> 'DISABLED'`,
      [id, epoch, seq],
    );
  }

  /** @param pokeAfter the pause after a schedule that came to its end */
  async fail(transaction: Transaction, id: string, failingSince: Date, pokeAfter: Date | null): Promise<void> {
    await transaction.query(
      `UPDATE webhook_endpoint SET state = 'FAILING', failing_since = $2, poke_after = coalesce($3, poke_after)
        WHERE id = $1 AND state <> 'DISABLED'`,
      [id, failingSince, pokeAfter],
    );
  }

  async disable(transaction: Transaction, id: string, reason: WebhookDisabledReason, now: Date): Promise<void> {
    await transaction.query(
      "UPDATE webhook_endpoint SET state = 'DISABLED', disabled_at = $3, disabled_reason = $2 WHERE id = $1",
      [id, reason, now],
    );
  }

  /**
   * Receivers that have not been told of this head and may be now: no poke of theirs waits, their key and their
   * organization still stand. Locked; those that another worker has are left out.
   */
  async lockBehind(transaction: Transaction, { epoch, seq }: FeedHead, now: Date, limit: number): Promise<string[]> {
    const rows = await transaction.query<{ id: string }[]>(
      `SELECT e.id FROM webhook_endpoint e JOIN organization o ON o.id = e.organization_id
        WHERE NOT e.paused AND e.state <> 'DISABLED' AND o.state = 'VERIFIED' AND e.poke_after <= $3
          AND (e.told_epoch <> $1 OR e.told_seq < $2)
          AND NOT EXISTS (SELECT 1 FROM webhook_delivery d
                           WHERE d.endpoint_id = e.id AND d.status = 'PENDING' AND d.kind = 'POKE')
          AND (e.api_key_id IS NULL OR EXISTS (
                SELECT 1 FROM api_key k WHERE k.id = e.api_key_id AND k.revoked_at IS NULL AND k.expires_at > now()))
        ORDER BY e.id LIMIT $4 FOR UPDATE OF e SKIP LOCKED`,
      [epoch, seq, now, limit],
    );
    return rows.map(({ id }) => id);
  }

  async pokeNoSoonerThan(transaction: Transaction, ids: readonly string[], moment: Date): Promise<void> {
    await transaction.query('UPDATE webhook_endpoint SET poke_after = $2 WHERE id = ANY($1::uuid[])', [ids, moment]);
  }

  /** Newest number given, as a transaction sees it. */
  async head(transaction?: Transaction): Promise<FeedHead> {
    const [head] = await (transaction ?? this.dataSource).query<FeedHead[]>(
      'SELECT epoch, n::float8 AS seq FROM feed_counter WHERE id = 1',
    );
    if (!head) throw new Error('feed_counter is empty: the database was not migrated');
    return head;
  }
}
