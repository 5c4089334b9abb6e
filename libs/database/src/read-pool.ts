import pg from 'pg';
import { clientSettings, type DatabaseOptions } from './connection.js';

/** A named statement: PostgreSQL parses and plans it once a connection. The name must be unique in the product. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

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

  async close(): Promise<void> {
    await this.pool.end();
  }
}
