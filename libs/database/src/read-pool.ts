import { DeadlineError } from '@maillage/kernel';
import pg from 'pg';
import { clientSettings, type DatabaseOptions } from './connection.js';

/** A named statement: PostgreSQL parses and plans it once a connection. The name must be unique in the product. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Runs one statement whose text is put together at run time. */
export type RunStatement = <Row>(text: string, values: readonly unknown[]) => Promise<Row[]>;

/** Connections for `*.view.ts` and `*.read-model.ts`: plain rows from prepared statements, no ORM. */
export class ReadPool {
  private readonly pool: pg.Pool;

  constructor(options: DatabaseOptions) {
    this.pool = new pg.Pool({ ...clientSettings(options), max: options.poolSize });
    // An idle connection that PostgreSQL closes must not end the process: the next query opens another one.
    this.pool.on('error', () => undefined);
  }

  /** @param statement without a name, it is planned each time */
  async query<Row>(
    statement: Statement | { readonly text: string; readonly name?: undefined },
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    const result = await this.pool.query({ ...statement, values: values as unknown[] });
    return result.rows as Row[];
  }

  /** For statements whose text is put together at run time (filters): not prepared, never named. */
  async queryText<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const result = await this.pool.query(text, values as unknown[]);
    return result.rows as Row[];
  }

  /**
   * Statements of one connection that PostgreSQL itself ends when they take too long: an answer that nobody waits for
   * any more must not cost the server's time.
   * @param timeout milliseconds, of the wait for a connection and of each statement
   * @param settings of PostgreSQL's planner, for these statements alone; names and values are the caller's own
   * @throws DeadlineError when there was no connection in time
   */
  async within<T>(
    timeout: number,
    settings: Readonly<Record<string, string>>,
    work: (run: RunStatement) => Promise<T>,
  ): Promise<T> {
    const started = performance.now();
    const client = await this.pool.connect();
    // A connection that breaks fails its statement too: without a listener it would end the process as well.
    const ignore = (): void => undefined;
    client.on('error', ignore);
    let failure: Error | undefined;
    try {
      const left = Math.floor(timeout - (performance.now() - started));
      if (left < 1) throw new DeadlineError(timeout);
      const local = Object.entries({ ...settings, statement_timeout: `${left}` });
      await client.query(`BEGIN READ ONLY; ${local.map(([name, value]) => `SET LOCAL ${name} = ${value}`).join('; ')}`);
      const result = await work(async (text, values) => (await client.query(text, values as unknown[])).rows);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      failure = error as Error;
      throw error;
    } finally {
      client.off('error', ignore);
      // A connection in a failed transaction is of no more use.
      client.release(failure);
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
