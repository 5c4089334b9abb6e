import type { Transaction } from '@maillage/database';
import { type Actor, AuditRepository, StandingNoticeRepository } from '@maillage/identity';
import { Inject, Injectable } from '@nestjs/common';
import type { WebhookAction } from './webhook.policy.js';

/** What people do with receivers, written in the audit log; addresses may hold secrets, and stay out of it. */
@Injectable()
export class WebhookRecord {
  constructor(
    @Inject(AuditRepository) private readonly audit: AuditRepository,
    @Inject(StandingNoticeRepository) private readonly notices: StandingNoticeRepository,
  ) {}

  async write(
    transaction: Transaction,
    actor: Actor,
    action: WebhookAction,
    webhook: { readonly id: string; readonly organizationId: string },
  ): Promise<void> {
    const details = { organization: webhook.organizationId };
    await this.audit.append(transaction, { actor: actor.name, action, objectId: webhook.id, details });
  }

  /** Somebody has dealt with a receiver that was disabled. */
  async settle(transaction: Transaction, webhookId: string): Promise<void> {
    await this.notices.settle(transaction, 'WEBHOOK_DISABLED', webhookId);
  }
}
