/** How to reach PostgreSQL. Times in milliseconds. */
export interface DatabaseOptions {
  readonly url: string;
  /** Connections of each of the two pools (reads, writes). */
  readonly poolSize: number;
  readonly queryTimeout: number;
}

/** With the time of one statement (6 s unless set otherwise) less than the 10 s that no request may wait. */
const CONNECTION_TIMEOUT = 3_000;

/**
 * Settings of every client of ours. The defaults of node-pg wait for ever on a network that drops packets:
 * `query_timeout` is the one that ends it, the others end what PostgreSQL itself can see.
 */
export function clientSettings(options: DatabaseOptions): Record<string, unknown> {
  return {
    connectionString: options.url,
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
    query_timeout: options.queryTimeout,
    statement_timeout: options.queryTimeout,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
    application_name: 'maillage',
  };
}
