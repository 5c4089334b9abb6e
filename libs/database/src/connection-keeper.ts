import type { Logger, QueryRunner } from 'typeorm';

/** As node-pg tells that its own clock ran out; PostgreSQL may still be at work, or gone. */
const UNANSWERED = 'Query read timeout';

/**
 * Ends connections whose statement had no answer in time. TypeORM gives such a connection back to its pool, where the
 * next statement waits behind the lost one, and so on for ever: after a network that dropped packets no write would work
 * again. A `ROLLBACK` on it would wait as long as the statement did. TypeORM tells of failed statements to its logger
 * alone, before it releases the connection.
 */
export class ConnectionKeeper implements Logger {
  logQueryError(error: string | Error, _query: string, _parameters?: unknown[], runner?: QueryRunner): void {
    const message = error instanceof Error ? error.message : error;
    if (message !== UNANSWERED || !runner) return;
    void runner.connect().then((connection: { end(): Promise<void> }) => connection.end().catch(() => undefined));
  }

  // Statements, slow ones and migrations are nobody's business here: our own log tells of requests.
  logQuery(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
