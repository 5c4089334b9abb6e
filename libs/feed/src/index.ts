import { WebhookDeliveryEntity } from './webhook/webhook-delivery.entity.js';
import { WebhookEndpointEntity } from './webhook/webhook-endpoint.entity.js';

export * from './advance/feed-advance.module.js';
export * from './advance/feed-head.watcher.js';
export * from './advance/head-subscription.js';
export * from './domain/webhook-outcome.js';
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
export * from './webhook/webhook.view.js';
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
export const feedEntities = [WebhookDeliveryEntity, WebhookEndpointEntity];
