import type { Config } from '@maillage/kernel';
import { type OutgoingClient, outgoingClient } from '@maillage/outgoing';

export interface WebhookOptions {
  /** Address of the GraphQL API, as receivers reach it. */
  readonly feed: string;
  /** The one way out. */
  readonly client: OutgoingClient;
  /** Milliseconds of the whole exchange with a receiver; 15,000 by default. */
  readonly timeout?: number;
}

/** Injection token of `WebhookOptions`. */
export const WEBHOOK_OPTIONS = Symbol('WEBHOOK_OPTIONS');

/** Those of a process with these settings; without a public address, receivers are on this machine. */
export function webhookOptions(config: Config): WebhookOptions {
  return { feed: feedAddress(config), client: outgoingClient(config) };
}

/** Address of the GraphQL API, as whoever reads the feed reaches it. */
export function feedAddress({ publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>): string {
  return `${publicUrl ?? `http://${host}:${port}`}/graphql`;
}
