import { type Action, type Actor, may } from '@maillage/identity';

/** Reads the receivers of an organization, and what was sent to them. */
export function canReadWebhooksOf(actor: Actor, organizationId: string): boolean {
  return may(actor, 'webhooks', { id: organizationId });
}

/** Ending is never refused for want of a verification. */
export type WebhookAction = Extract<
  Action,
  'webhookCreate' | 'webhookUpdate' | 'webhookDelete' | 'webhookRotateSecret' | 'webhookTest' | 'webhookReplay'
>;

export function canChangeWebhook(actor: Actor, action: WebhookAction, organizationId: string): boolean {
  return may(actor, action, { id: organizationId });
}
