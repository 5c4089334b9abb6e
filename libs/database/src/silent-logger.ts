import type { Logger } from 'typeorm';

/** Statements, slow ones and migrations are nobody's business on our output: our own log tells of requests. */
export class SilentLogger implements Logger {
  logQuery(): void {}
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
