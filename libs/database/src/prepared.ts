import type { PoolClient } from 'pg';
import type { Statement } from './read-pool.js';
import type { Transaction } from './unit-of-work.js';

/**
 * Runs a named statement inside a transaction: PostgreSQL parses and plans it once a connection, as `ReadPool` has it
 * for reading. For statements of hot paths; others are as well off with `transaction.query`.
 * @returns its rows
 * @throws pg's DatabaseError, with the `code` of PostgreSQL
 */
export async function queryPrepared<Row>(
  transaction: Transaction,
  statement: Statement,
  values: readonly unknown[],
): Promise<Row[]> {
  const runner = transaction.queryRunner;
  if (!runner) throw new Error(`${statement.name} was sent outside of a transaction`);
  const client = (await runner.connect()) as PoolClient;
  const result = await client.query({ ...statement, values: values as unknown[] });
  return result.rows as Row[];
}
