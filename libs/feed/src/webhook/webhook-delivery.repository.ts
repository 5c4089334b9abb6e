import type { FeedHead } from '@maillage/changes';
import type { Transaction } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { WebhookAnswer } from '../domain/webhook-outcome.js';
import type { WebhookDeliveryKind } from './webhook-delivery.entity.js';

/** Days that a delivery is kept. */
export const WEBHOOK_DELIVERY_DAYS = 30;

/** Name of the job that sends what is due to one endpoint. */
export const WEBHOOK_TASK = 'webhook_deliver';

export interface NewDelivery {
  readonly id: string;
  readonly endpointId: string;
  readonly messageId: string;
  readonly kind: WebhookDeliveryKind;
  readonly head: FeedHead;
  readonly body: string;
  readonly now: Date;
}

/** A delivery whose attempt has begun, with all that the call needs. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly endpointId: string;
  readonly organizationId: string;
  readonly messageId: string;
  readonly body: string;
  readonly attempt: number;
  readonly headSeq: number;
  readonly epoch: string;
  readonly url: string;
  readonly secret: string;
  readonly previousSecret: string | null;
  readonly previousUntil: Date | null;
}

export interface ReplayableDelivery {
  readonly id: string;
  readonly endpointId: string;
  readonly messageId: string;
  readonly headSeq: number;
  readonly epoch: string;
  readonly body: string;
}

const replayable =
  'id, endpoint_id AS "endpointId", message_id AS "messageId", head_seq::float8 AS "headSeq", epoch, body';

/** The rows of deliveries, and the jobs that send them: both in one transaction, so that neither is without the other. */
@Injectable()
export class WebhookDeliveryRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async insert(transaction: Transaction, deliveries: readonly NewDelivery[]): Promise<void> {
    for (const { id, endpointId, messageId, kind, head, body, now } of deliveries) {
      await transaction.query(
        `INSERT INTO webhook_delivery (id, endpoint_id, message_id, kind, head_seq, epoch, body, next_attempt_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
        [id, endpointId, messageId, kind, head.seq, head.epoch, body, now],
      );
    }
  }

  /**
   * One job an endpoint, whatever waits for it: a job that is not running yet takes the earlier time. One that runs, or
   * whose worker died, is left alone and another is made; the claim of each row keeps them apart.
   * @param now of the clock that the delivery's own times come from
   */
  async enqueue(transaction: Transaction, endpointIds: readonly string[], now: Date): Promise<void> {
    await transaction.query(
      `SELECT graphile_worker.add_job($2, json_build_object('endpointId', due.endpoint_id), NULL,
              now() + (due.at - $3::timestamptz), NULL, 'webhook:' || due.endpoint_id)
         FROM (SELECT endpoint_id, min(next_attempt_at) AS at FROM webhook_delivery
                WHERE endpoint_id = ANY($1::uuid[]) AND status = 'PENDING' GROUP BY endpoint_id) due`,
      [endpointIds, WEBHOOK_TASK, now],
    );
  }

  /**
   * Begins the oldest attempt that is due. Should its worker die, it is taken for lost at `lostAt` and begun again: a
   * receiver may be sent one message twice, never none.
   */
  async claim(endpointId: string, now: Date, lostAt: Date): Promise<ClaimedDelivery | null> {
    const [rows] = await this.dataSource.query<[ClaimedDelivery[], number]>(
      `UPDATE webhook_delivery d SET attempt = d.attempt + 1, attempted_at = $2, next_attempt_at = $3
         FROM webhook_endpoint e
        WHERE e.id = d.endpoint_id AND d.id = (
                SELECT p.id FROM webhook_delivery p JOIN webhook_endpoint w ON w.id = p.endpoint_id
                 WHERE p.endpoint_id = $1 AND p.status = 'PENDING' AND p.next_attempt_at <= $2
                   AND NOT w.paused AND w.state <> 'DISABLED'
                 ORDER BY p.next_attempt_at, p.id LIMIT 1 FOR UPDATE OF p SKIP LOCKED)
       RETURNING d.id, d.endpoint_id AS "endpointId", e.organization_id AS "organizationId",
                 d.message_id AS "messageId", d.body, d.attempt, d.head_seq::float8 AS "headSeq", d.epoch, e.url,
                 e.secret, e.previous_secret AS "previousSecret", e.previous_until AS "previousUntil"`,
      [endpointId, now, lostAt],
    );
    return rows[0] ?? null;
  }

  /** Whether that attempt is still the one whose answer counts: not given up, not taken for lost and begun again. */
  async isOpen(transaction: Transaction, id: string, attempt: number): Promise<boolean> {
    const rows = await transaction.query<unknown[]>(
      "SELECT 1 FROM webhook_delivery WHERE id = $1 AND attempt = $2 AND status = 'PENDING' FOR UPDATE",
      [id, attempt],
    );
    return rows.length > 0;
  }

  /** @param next when it is tried again; null: this was the last attempt */
  async conclude(
    transaction: Transaction,
    id: string,
    { status, body, error }: WebhookAnswer,
    end: { readonly now: Date; readonly next: Date | null; readonly delivered: boolean },
  ): Promise<void> {
    const state = end.delivered ? 'DELIVERED' : end.next === null ? 'FAILED' : 'PENDING';
    await transaction.query(
      `UPDATE webhook_delivery SET status = $2, next_attempt_at = $3, answer_status = $4, answer_body = $5, error = $6,
              ended_at = CASE WHEN $2 = 'PENDING' THEN NULL ELSE $7::timestamptz END
        WHERE id = $1 AND status = 'PENDING'`,
      [id, state, end.next, status, body, error, end.now],
    );
  }

  /** What still waits for an endpoint that is not sent anything any more. */
  async giveUp(transaction: Transaction, endpointId: string, error: string, now: Date): Promise<void> {
    await transaction.query(
      `UPDATE webhook_delivery SET status = 'FAILED', next_attempt_at = NULL, error = $2, ended_at = $3
        WHERE endpoint_id = $1 AND status = 'PENDING'`,
      [endpointId, error, now],
    );
  }

  /**
   * What waits for a receiver that answers again need not wait longer.
   * @param begunBefore attempts begun later may still be under way, and are left alone
   */
  async hasten(transaction: Transaction, endpointId: string, now: Date, begunBefore: Date): Promise<void> {
    await transaction.query(
      `UPDATE webhook_delivery SET next_attempt_at = $2
        WHERE endpoint_id = $1 AND status = 'PENDING' AND next_attempt_at > $2 AND attempted_at < $3`,
      [endpointId, now, begunBefore],
    );
  }

  async pendingOf(transaction: Transaction, endpointId: string): Promise<number> {
    const [row] = await transaction.query<{ n: number }[]>(
      "SELECT count(*)::int AS n FROM webhook_delivery WHERE endpoint_id = $1 AND status = 'PENDING'",
      [endpointId],
    );
    return row?.n ?? 0;
  }

  async byId(transaction: Transaction, id: string): Promise<ReplayableDelivery | null> {
    const [row] = await transaction.query<ReplayableDelivery[]>(
      `SELECT ${replayable} FROM webhook_delivery WHERE id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** Given up since then and not sent again, oldest first. */
  async failedSince(
    transaction: Transaction,
    endpointId: string,
    since: Date,
    limit: number,
  ): Promise<ReplayableDelivery[]> {
    return transaction.query<ReplayableDelivery[]>(
      `SELECT ${replayable} FROM webhook_delivery d
        WHERE endpoint_id = $1 AND status = 'FAILED' AND created_at >= $2
          AND NOT EXISTS (SELECT 1 FROM webhook_delivery r
                           WHERE r.endpoint_id = $1 AND r.message_id = d.message_id AND r.id > d.id)
        ORDER BY id LIMIT $3`,
      [endpointId, since, limit],
    );
  }

  /** Endpoints with an attempt that should have begun or ended long ago: their job died with its worker. */
  async overdue(before: Date): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT DISTINCT d.endpoint_id AS id FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id
        WHERE d.status = 'PENDING' AND d.next_attempt_at < $1 AND NOT e.paused AND e.state <> 'DISABLED' LIMIT 500`,
      [before],
    );
    return rows.map(({ id }) => id);
  }

  /** @returns deliveries forgotten */
  async prune(days = WEBHOOK_DELIVERY_DAYS): Promise<number> {
    const [, count] = await this.dataSource.query<[unknown, number]>(
      `DELETE FROM webhook_delivery WHERE status <> 'PENDING' AND created_at < now() - make_interval(days => $1)`,
      [days],
    );
    return count;
  }
}
