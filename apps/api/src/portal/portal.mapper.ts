import type { PortalItem, WebhookDeliveryItem } from '@maillage/feed';
import type { FeedReconciliationRowType, PortalType } from './portal.type.js';

type Deliveries = ReadonlyMap<string, readonly WebhookDeliveryItem[]>;

export function portalObject(item: PortalItem, deliveries: Deliveries): PortalType {
  const { keyId, keyName, isActive, organizationId, organizationName, lastReceipt, ...portal } = item;
  return {
    ...portal,
    key: { id: keyId, name: keyName, isActive },
    organization: { id: organizationId, name: organizationName },
    lastReceipt,
    digestOk: lastReceipt?.equal ?? null,
    deliveries: deliveries.get(organizationId) ?? [],
  };
}

export function reconciliationRow(item: PortalItem, deliveries: Deliveries, now: Date): FeedReconciliationRowType {
  const { lastReceipt, lag } = item;
  return {
    portal: portalObject(item, deliveries),
    equal: lastReceipt?.equal ?? null,
    differingBucketCount: lastReceipt?.differingBuckets.length ?? null,
    receiptAge: lastReceipt && Math.max(Math.round((now.getTime() - Date.parse(lastReceipt.at)) / 1_000), 0),
    lag,
  };
}
