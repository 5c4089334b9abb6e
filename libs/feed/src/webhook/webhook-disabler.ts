import type { Transaction } from '@maillage/database';
import { AuditRepository, StandingNoticeRepository } from '@maillage/identity';
import { Inject, Injectable } from '@nestjs/common';
import { WebhookDeliveryRepository } from './webhook-delivery.repository.js';
import type { WebhookDisabledReason } from './webhook-endpoint.entity.js';
import { WebhookRepository } from './webhook.repository.js';

/** Who stands in the audit log for what the product does by itself. */
const ACTOR = 'system:webhooks';

export interface DisabledWebhook {
  readonly endpointId: string;
  readonly organizationId: string;
  readonly url: string;
}

/** Ends what is sent to a receiver, and tells its organization. */
@Injectable()
export class WebhookDisabler {
  constructor(
    @Inject(WebhookRepository) private readonly webhooks: WebhookRepository,
    @Inject(WebhookDeliveryRepository) private readonly deliveries: WebhookDeliveryRepository,
    @Inject(StandingNoticeRepository) private readonly notices: StandingNoticeRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  async disable(
    transaction: Transaction,
    { endpointId, organizationId, url }: DisabledWebhook,
    reason: WebhookDisabledReason,
    now: Date,
  ): Promise<void> {
    await this.webhooks.disable(transaction, endpointId, reason, now);
    await this.deliveries.giveUp(transaction, endpointId, 'DISABLED', now);
    const notice = { kind: 'WEBHOOK_DISABLED', objectId: endpointId, organizationId, reason } as const;
    await this.notices.tell(transaction, { ...notice, name: hostOf(url) });
    const details = { organization: organizationId, reason };
    await this.audit.append(transaction, { actor: ACTOR, action: 'webhookDisable', objectId: endpointId, details });
  }
}

/** An address may hold a secret in its path: people know a receiver by its host. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
