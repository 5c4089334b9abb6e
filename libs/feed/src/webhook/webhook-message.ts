import { randomBytes } from 'node:crypto';
import type { FeedHead } from '@maillage/changes';
import { Webhook } from 'standardwebhooks';

/** 24 random bytes in base64, as Standard Webhooks asks. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`;
}

/** `webhook-id`: unique, and the same at each attempt. */
export function newMessageId(): string {
  return `msg_${randomBytes(16).toString('base64url')}`;
}

/**
 * A thin poke: it says that the feed advanced, and how far; what changed is read from the feed. A lost, doubled or late
 * one does no harm. @param feed address of the GraphQL API
 */
export function pokeBody(feed: string, { epoch, seq }: FeedHead, now: Date): string {
  return JSON.stringify({
    type: 'feed.advanced',
    timestamp: now.toISOString(),
    data: { feed, headSeq: seq, epoch },
  });
}

export interface SigningSecrets {
  readonly secret: string;
  readonly previousSecret: string | null;
  readonly previousUntil: Date | null;
}

/** Headers of Standard Webhooks: a signature for each secret that is valid now, so that receivers change theirs in peace. */
export function signedHeaders(
  messageId: string,
  body: string,
  now: Date,
  { secret, previousSecret, previousUntil }: SigningSecrets,
): Record<string, string> {
  const secrets =
    previousSecret !== null && previousUntil !== null && previousUntil > now ? [secret, previousSecret] : [secret];
  return {
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': secrets.map((one) => new Webhook(one).sign(messageId, now, body)).join(' '),
  };
}
