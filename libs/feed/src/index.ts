import { FeedReceiptEntity, FeedReceiptSignerEntity } from './portal/feed-receipt.entity.js';
import { PortalVisitEntity } from './visit/portal-visit.entity.js';
import { WebhookDeliveryEntity } from './webhook/webhook-delivery.entity.js';
import { WebhookEndpointEntity } from './webhook/webhook-endpoint.entity.js';

export * from './advance/feed-advance.module.js';
export * from './advance/feed-advance.service.js';
export * from './advance/feed-head.watcher.js';
export * from './advance/head-subscription.js';
export * from './digest/feed-digest.js';
export * from './digest/feed-digest.service.js';
export type { BucketEntry } from './digest/feed-digest.view.js';
export * from './domain/webhook-outcome.js';
export * from './portal/feed-receipt.repository.js';
export * from './portal/feed-receipt.service.js';
export * from './portal/portal.module.js';
export * from './portal/portal.policy.js';
export * from './portal/portal.view.js';
export * from './portal/receipt-signing.js';
export { DOCUMENT_VERSION } from './feed/feed-document.js';
export { FEED_SCHEMA } from './feed/feed-document.schema.js';
export * from './feed/feed-filter.js';
export * from './feed/feed.messages.js';
export * from './feed/feed.module.js';
export * from './feed/feed.service.js';
export type { FeedState } from './feed/feed.view.js';
export * from './snapshot/feed-snapshot.service.js';
export * from './visit/portal-visit.recorder.js';
export * from './visit/portal-visit.repository.js';
export * from './webhook/webhook-address.js';
export * from './webhook/webhook-deliverer.js';
export * from './webhook/webhook-delivery.repository.js';
export * from './webhook/webhook-options.js';
export * from './webhook/webhook-poker.js';
export * from './webhook/webhook-replay.service.js';
export * from './webhook/webhook-worker.js';
export * from './webhook/webhook.module.js';
export * from './webhook/webhook.policy.js';
export * from './webhook/webhook.service.js';
export {
  type WebhookDeliveryItem,
  type WebhookDeliveryPage,
  type WebhookItem,
  WebhookView,
} from './webhook/webhook.view.js';
export {
  WEBHOOK_DELIVERY_KINDS,
  WEBHOOK_DELIVERY_STATUSES,
  type WebhookDeliveryKind,
  type WebhookDeliveryStatus,
} from './webhook/webhook-delivery.entity.js';
export {
  WEBHOOK_DISABLED_REASONS,
  WEBHOOK_STATES,
  type WebhookDisabledReason,
  type WebhookState,
} from './webhook/webhook-endpoint.entity.js';

/** Tables of this lib, for the data source. */
export const feedEntities = [
  FeedReceiptEntity,
  FeedReceiptSignerEntity,
  PortalVisitEntity,
  WebhookDeliveryEntity,
  WebhookEndpointEntity,
];
