import { ReadPool, type Statement } from '@maillage/database';
import { decodeCursor, encodeCursor, invalidCursor, isUuid } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { WebhookDeliveryItem } from '../webhook/webhook.view.js';
import { deliveryColumns } from '../webhook/webhook.view.js';

export interface ReceiptItem {
  readonly id: string;
  readonly epoch: string;
  readonly headSeq: number;
  readonly count: number;
  readonly equal: boolean;
  readonly differingBuckets: readonly number[];
  readonly statement: string;
  readonly signature: string;
  readonly at: string;
}

/** How a portal does. */
export interface PortalItem {
  readonly keyId: string;
  readonly keyName: string;
  readonly organizationId: string;
  readonly organizationName: string;
  /** Of the key. */
  readonly audience: string;
  readonly isActive: boolean;
  /** Null: it has not read the feed yet. */
  readonly lastCursorSeen: { readonly epoch: string; readonly seq: number; readonly seenAt: string } | null;
  /** Entries changed since, at most 100,000 told; null: it has not read the feed yet. */
  readonly lag: number | null;
  readonly lastReceipt: ReceiptItem | null;
}

export interface PortalPage {
  readonly items: readonly PortalItem[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** Changes counted at most: more is as good as never. */
const MOST = 100_000;

const receiptJson = (alias: string): string => `json_build_object('id', ${alias}.id, 'epoch', ${alias}.epoch,
  'headSeq', ${alias}.head_seq, 'count', ${alias}.count, 'equal', ${alias}.equal,
  'differingBuckets', ${alias}.differing_buckets, 'statement', ${alias}.statement, 'signature', ${alias}.signature,
  'at', ${alias}.at)`;

/** Portals `k` with their organization; conditions follow. A cursor of another epoch lags behind everything. */
const portals = `SELECT k.id AS "keyId", k.name AS "keyName", o.id AS "organizationId", o.name AS "organizationName",
    k.audience, k.revoked_at IS NULL AND k.expires_at > now() AS "isActive",
    CASE WHEN v.key_id IS NULL THEN NULL
         ELSE json_build_object('epoch', v.epoch, 'seq', v.seq, 'seenAt', v.seen_at) END AS "lastCursorSeen",
    CASE WHEN v.key_id IS NULL THEN NULL ELSE (
      SELECT count(*)::int FROM (SELECT 1 FROM feed_state f
        WHERE f.seq > CASE WHEN v.epoch = c.epoch THEN v.seq ELSE -1 END LIMIT ${MOST}) changed) END AS lag,
    CASE WHEN r.id IS NULL THEN NULL ELSE ${receiptJson('r')} END AS "lastReceipt"
  FROM api_key k JOIN organization o ON o.id = k.organization_id CROSS JOIN feed_counter c
  LEFT JOIN portal_visit v ON v.key_id = k.id
  LEFT JOIN LATERAL (SELECT * FROM feed_receipt n WHERE n.key_id = k.id ORDER BY n.id DESC LIMIT 1) r ON true`;

const ofOrganization: Statement = {
  name: 'portals-of-organization',
  text: `${portals} WHERE k.organization_id = $1::uuid AND k.revoked_at IS NULL AND ($2::uuid IS NULL OR k.id < $2::uuid)
    ORDER BY k.id DESC LIMIT $3`,
};
const byKey: Statement = { name: 'portal-by-key', text: `${portals} WHERE k.id = $1::uuid` };
const everywhere: Statement = {
  name: 'portals-everywhere',
  text: `${portals} WHERE k.revoked_at IS NULL AND k.expires_at > now() AND ($1::uuid IS NULL OR k.id < $1::uuid)
      AND (NOT $3::boolean OR r.equal IS DISTINCT FROM true)
    ORDER BY k.id DESC LIMIT $2`,
};
const receiptById: Statement = {
  name: 'receipt-by-id',
  text: `SELECT ${receiptJson('r')} AS receipt FROM feed_receipt r WHERE r.id = $1::uuid AND r.key_id = $2::uuid`,
};
const deliveriesOf: Statement = {
  name: 'portal-deliveries',
  text: `SELECT ${deliveryColumns}, e.organization_id AS "organizationId"
           FROM unnest($1::uuid[]) AS wanted (id) JOIN webhook_endpoint e ON e.organization_id = wanted.id
          CROSS JOIN LATERAL (SELECT * FROM webhook_delivery n WHERE n.endpoint_id = e.id ORDER BY n.id DESC LIMIT $2) d
          ORDER BY d.id DESC`,
};

@Injectable()
export class PortalView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /** Keys that are not revoked, newest first. @throws UserInputError CURSOR_INVALID */
  async ofOrganization(organizationId: string, first: number, after: string | null): Promise<PortalPage> {
    const rows = await this.pool.query<PortalItem>(ofOrganization, [organizationId, idOf(after), first + 1]);
    return pageOf(rows, first);
  }

  /** Also of a key that was revoked. */
  async byKey(keyId: string): Promise<PortalItem | null> {
    const [row] = await this.pool.query<PortalItem>(byKey, [keyId]);
    return row ?? null;
  }

  /**
   * Portals of all organizations, whose keys open. @throws UserInputError CURSOR_INVALID
   * @param differing only those whose last receipt told a difference, or that have none
   */
  async everywhere(first: number, after: string | null, differing: boolean): Promise<PortalPage> {
    return pageOf(await this.pool.query<PortalItem>(everywhere, [idOf(after), first + 1, differing]), first);
  }

  async receipt(id: string, keyId: string): Promise<ReceiptItem | null> {
    const [row] = await this.pool.query<{ receipt: ReceiptItem }>(receiptById, [id, keyId]);
    return row?.receipt ?? null;
  }

  /** The newest deliveries of each organization's receivers, newest first. @param each of one receiver at most */
  async deliveriesOf(organizationIds: readonly string[], each: number): Promise<Map<string, WebhookDeliveryItem[]>> {
    const rows = await this.pool.query<WebhookDeliveryItem & { organizationId: string }>(deliveriesOf, [
      [...new Set(organizationIds)],
      each,
    ]);
    const found = new Map<string, WebhookDeliveryItem[]>();
    for (const { organizationId, ...delivery } of rows) {
      const known = found.get(organizationId) ?? [];
      if (known.length < each) known.push(delivery);
      found.set(organizationId, known);
    }
    return found;
  }
}

/** @throws UserInputError CURSOR_INVALID */
function idOf(cursor: string | null): string | null {
  if (cursor === null) return null;
  const [id] = decodeCursor(cursor, 1);
  if (!isUuid(id)) throw invalidCursor();
  return String(id);
}

function pageOf(rows: readonly PortalItem[], first: number): PortalPage {
  const items = rows.slice(0, first);
  const last = items.at(-1);
  return { items, hasNextPage: rows.length > first, endCursor: last ? encodeCursor([last.keyId]) : null };
}
