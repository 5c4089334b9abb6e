/** How to reach PostgreSQL. Times in milliseconds. */
export interface DatabaseOptions {
  readonly url: string;
  /** Connections of each of the two pools (reads, writes). */
  readonly poolSize: number;
  readonly queryTimeout: number;
}

/**
 * Settings of every client of ours. The defaults of node-pg wait for ever on a network that drops packets:
 * `query_timeout` is the one that ends it, the others end what PostgreSQL itself can see.
 */
export function clientSettings(options: DatabaseOptions): Record<string, unknown> {
  return {
    connectionString: options.url,
    connectionTimeoutMillis: 5_000,
    query_timeout: options.queryTimeout,
    statement_timeout: options.queryTimeout,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
    application_name: 'maillage',
  };
}
