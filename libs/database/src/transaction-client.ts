import pg from 'pg';
import { type Sending, StatementGroup } from './statement-group.js';

/** As TypeORM opens, ends and takes back a transaction. */
const BEGIN = 'START TRANSACTION';
const COMMIT = 'COMMIT';
const ROLLBACK = 'ROLLBACK';

const begin: Sending = { name: 'transaction-begin', text: BEGIN };
const commit: Sending = { name: 'transaction-commit', text: COMMIT };

/** As node-pg tells that its own clock ran out; PostgreSQL may still be at work, or gone. */
const UNANSWERED = 'Query read timeout';

/**
 * A connection for transactions that saves round trips: the opening of a transaction goes out with its first statement,
 * and writes whose result nobody waits for (`later`) with the statement that follows them, at the latest with the commit.
 * All run in the order in which they were given. When one of them fails, so does the statement that it went out with.
 */
export class TransactionClient extends pg.Client {
  private readonly waiting: Sending[] = [];
  private isOpen = false;

  /**
   * A write of the open transaction.
   * @returns false outside of a transaction: there is nothing that it could go with
   */
  later(sending: Sending): boolean {
    if (this.isOpen) this.waiting.push(sending);
    return this.isOpen;
  }

  /** @throws pg's DatabaseError, of this statement or of what went out with it */
  run<Row>(sending: Sending): Promise<{ readonly rows: Row[] }> {
    return this.kept(this.inOrder(sending)) as Promise<{ rows: Row[] }>;
  }

  // TypeORM's statements come without a callback, and they alone are in transactions.
  override query(...given: unknown[]): never {
    const [first, values, callback] = given;
    if (callback !== undefined || typeof values === 'function') return this.sent(given) as never;
    return this.run(
      typeof first === 'string' ? { text: first, values: values as unknown[] } : (first as Sending),
    ) as never;
  }

  private inOrder(sending: Sending): Promise<unknown> {
    const { text } = sending;
    if (text === BEGIN) {
      this.isOpen = true;
      this.waiting.splice(0, Infinity, begin);
      return unsent;
    }
    if (text === ROLLBACK || text === COMMIT) this.isOpen = false;
    // What was not sent needs not be taken back.
    const waiting = this.waiting.splice(0);
    const isUnopened = waiting[0] === begin;
    if (text === ROLLBACK) return isUnopened ? unsent : this.sent([ROLLBACK]);
    if (text.startsWith(ROLLBACK) || waiting.length === 0) return this.sent([sending]);
    if (text === COMMIT) return isUnopened && waiting.length === 1 ? unsent : this.together([...waiting, commit]);
    // Several commands in one text: the extended protocol, which groups need, knows no such thing.
    if (text.includes(';')) return this.together(waiting).then(() => this.sent([sending]));
    return this.together([...waiting, sending]);
  }

  private together(sendings: readonly Sending[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.sent([new StatementGroup(sendings, (error, result) => (error ? reject(error) : resolve(result)))]);
    });
  }

  private sent(given: readonly unknown[]): Promise<unknown> {
    return (super.query as (...given: unknown[]) => Promise<unknown>).apply(this, [...given]);
  }

  /**
   * Ends the connection whose statement had no answer in time. Given back to the pool, its next statement would wait
   * behind the lost one, and so on for ever: after a network that dropped packets no write would work again. A
   * `ROLLBACK` on it would wait as long as the statement did.
   */
  private async kept(answer: Promise<unknown>): Promise<unknown> {
    try {
      return await answer;
    } catch (error) {
      if ((error as Error).message === UNANSWERED) void this.end().catch(() => undefined);
      throw error;
    }
  }
}

/** Answer to a command that needs not be sent, or not yet. */
const unsent = Promise.resolve({ rows: [], rowCount: null });
