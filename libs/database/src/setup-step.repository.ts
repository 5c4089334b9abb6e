import type { Transaction } from './unit-of-work.js';

/** Remembers what was set up, in the transaction that sets it up: an interrupted step is not remembered. */
export class SetupStepRepository {
  /** Version in which the step was done last; null: never. */
  async version(transaction: Transaction, name: string): Promise<string | null> {
    const [row] = await transaction.query<{ version: string }[]>('SELECT version FROM setup_step WHERE name = $1', [
      name,
    ]);
    return row?.version ?? null;
  }

  async record(transaction: Transaction, name: string, version: string): Promise<void> {
    await transaction.query(
      `INSERT INTO setup_step (name, version) VALUES ($1, $2)
       ON CONFLICT (name) DO UPDATE SET version = excluded.version, done_at = now()`,
      [name, version],
    );
  }
}
