import pg from 'pg';
import { clientSettings, type DatabaseOptions } from '@maillage/database';
import { OUTBOX_CHANNEL } from './outbox.repository.js';

/** Milliseconds before another attempt, once the connection is lost. */
const RECONNECT = 1_000;

/**
 * Calls `wake` when a process has committed changes. A connection of its own; when it is lost it is opened again.
 * It only saves the wait for the next poll: who uses it must poll all the same.
 */
export class ChangeListener {
  private client: pg.Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly options: DatabaseOptions,
    private readonly wake: () => void,
  ) {}

  async start(): Promise<void> {
    // No query timeout here: the connection is meant to be silent. Keep-alive finds a dead peer.
    const client = new pg.Client({ ...clientSettings(this.options), idle_in_transaction_session_timeout: 0 });
    client.on('error', () => this.reconnect(client));
    client.on('end', () => this.reconnect(client));
    client.on('notification', () => this.wake());
    this.client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${OUTBOX_CHANNEL}`);
      this.wake();
    } catch {
      this.reconnect(client);
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  private reconnect(lost: pg.Client): void {
    if (this.stopped || this.client !== lost) return;
    this.client = undefined;
    lost.end().catch(() => undefined);
    this.retry = setTimeout(() => void this.start(), RECONNECT);
    this.retry.unref();
  }
}
