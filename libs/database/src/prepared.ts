import type { Statement } from './read-pool.js';
import type { TransactionClient } from './transaction-client.js';
import type { Transaction } from './unit-of-work.js';

/**
 * Runs a named statement inside a transaction: PostgreSQL parses and plans it once a connection, as `ReadPool` has it
 * for reading. For statements of hot paths; others are as well off with `transaction.query`.
 * @param statement without a name, it is planned each time
 * @returns its rows
 * @throws pg's DatabaseError, with the `code` of PostgreSQL
 */
export async function queryPrepared<Row>(
  transaction: Transaction,
  statement: Statement | { readonly text: string; readonly name?: undefined },
  values: readonly unknown[],
): Promise<Row[]> {
  const client = await clientOf(transaction, statement);
  const { rows } = await client.run<Row>({ ...statement, values });
  return rows;
}

/**
 * Writes what nobody waits for: the statement goes out with the next one of its transaction, at the latest with its
 * commit, and is run before it. Should it fail, then that one fails.
 */
export async function writePrepared(
  transaction: Transaction,
  statement: Statement,
  values: readonly unknown[],
): Promise<void> {
  const client = await clientOf(transaction, statement);
  if (!client.later({ ...statement, values })) await client.run({ ...statement, values });
}

async function clientOf(
  { queryRunner }: Transaction,
  { name = 'A statement' }: { readonly name?: string | undefined },
): Promise<TransactionClient> {
  if (!queryRunner) throw new Error(`${name} was sent outside of a transaction`);
  return (await queryRunner.connect()) as TransactionClient;
}
