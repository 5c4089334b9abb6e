import { ReadPool, type Statement } from '@maillage/database';
import { decodeCursor, encodeCursor, isUuid } from '@maillage/kernel';
import { invalidCursor } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { WebhookDeliveryKind, WebhookDeliveryStatus } from './webhook-delivery.entity.js';
import type { WebhookDisabledReason, WebhookState } from './webhook-endpoint.entity.js';

/** A receiver, without its secrets. */
export interface WebhookItem {
  readonly id: string;
  readonly organizationId: string;
  readonly keyId: string | null;
  readonly url: string;
  readonly state: WebhookState;
  readonly paused: boolean;
  readonly failingSince: Date | null;
  readonly disabledAt: Date | null;
  readonly disabledReason: WebhookDisabledReason | null;
  /** Until when the secret before signs, too; null when it does not. */
  readonly previousSecretUntil: Date | null;
  readonly createdAt: Date;
}

export interface WebhookDeliveryItem {
  readonly id: string;
  readonly webhookId: string;
  /** `webhook-id` */
  readonly messageId: string;
  readonly kind: WebhookDeliveryKind;
  readonly headSeq: number;
  readonly epoch: string;
  readonly status: WebhookDeliveryStatus;
  readonly attempt: number;
  readonly nextAttemptAt: Date | null;
  readonly attemptedAt: Date | null;
  readonly answerStatus: number | null;
  readonly answerBody: string | null;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

export interface WebhookDeliveryPage {
  readonly items: readonly WebhookDeliveryItem[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

const columns = `id, organization_id AS "organizationId", api_key_id AS "keyId", url, state, paused,
  failing_since AS "failingSince", disabled_at AS "disabledAt", disabled_reason AS "disabledReason",
  CASE WHEN previous_until > now() THEN previous_until END AS "previousSecretUntil", created_at AS "createdAt"`;
/** Of a delivery `d`. */
export const deliveryColumns = `d.id, d.endpoint_id AS "webhookId", d.message_id AS "messageId", d.kind, d.head_seq::float8 AS "headSeq",
  d.epoch, d.status, d.attempt, d.next_attempt_at AS "nextAttemptAt", d.attempted_at AS "attemptedAt",
  d.answer_status AS "answerStatus", d.answer_body AS "answerBody", d.error, d.created_at AS "createdAt",
  d.ended_at AS "endedAt"`;

const byOrganization: Statement = {
  name: 'webhooks-of-organization',
  text: `SELECT ${columns} FROM webhook_endpoint WHERE organization_id = $1::uuid ORDER BY created_at, id LIMIT 100`,
};
const byId: Statement = { name: 'webhook-by-id', text: `SELECT ${columns} FROM webhook_endpoint WHERE id = $1::uuid` };
const deliveries: Statement = {
  name: 'webhook-deliveries',
  text: `SELECT ${deliveryColumns} FROM webhook_delivery d
          WHERE d.endpoint_id = $1::uuid AND ($2::uuid IS NULL OR d.id < $2::uuid) ORDER BY d.id DESC LIMIT $3`,
};

@Injectable()
export class WebhookView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  async ofOrganization(organizationId: string): Promise<WebhookItem[]> {
    return this.pool.query<WebhookItem>(byOrganization, [organizationId]);
  }

  async byId(id: string): Promise<WebhookItem | null> {
    const [row] = await this.pool.query<WebhookItem>(byId, [id]);
    return row ?? null;
  }

  /** Newest first. @throws UserInputError CURSOR_INVALID */
  async deliveriesOf(webhookId: string, first: number, after: string | null): Promise<WebhookDeliveryPage> {
    const before = after === null ? null : decodeCursor(after, 1)[0];
    if (before !== null && !isUuid(before)) throw invalidCursor();
    const rows = await this.pool.query<WebhookDeliveryItem>(deliveries, [webhookId, before, first + 1]);
    const items = rows.slice(0, first);
    const last = items.at(-1);
    return { items, hasNextPage: rows.length > first, endCursor: last ? encodeCursor([last.id]) : null };
  }
}
