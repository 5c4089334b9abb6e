import type { Transaction } from '@maillage/database';
import { Injectable } from '@nestjs/common';
import type { EntryPushResult } from './entry-push.js';

/** Longer than an idempotency key holds. */
const KEPT_DAYS = 8;

/** Who pushes under which name, and what was answered. */
@Injectable()
export class ImportSourceRepository {
  /**
   * Takes the name where it is free, and locks it: batches of one source are written one after the other.
   * @returns false when it is another organization's, or when entries bear it that nobody pushed
   */
  async claim(transaction: Transaction, name: string, organizationId: string): Promise<boolean> {
    await transaction.query(
      `INSERT INTO import_source (name, organization_id)
       SELECT $1, $2 WHERE NOT EXISTS (SELECT 1 FROM entry WHERE origin_source = $1) ON CONFLICT DO NOTHING`,
      [name, organizationId],
    );
    const rows = await transaction.query<{ mine: boolean }[]>(
      'SELECT organization_id = $2 AS mine FROM import_source WHERE name = $1 FOR UPDATE',
      [name, organizationId],
    );
    return rows[0]?.mine ?? false;
  }

  /** Keeps an answer, and forgets those that no key asks for any more. */
  async keep(
    transaction: Transaction,
    batch: { readonly id: string; readonly source: string; readonly results: readonly EntryPushResult[] },
  ): Promise<void> {
    await transaction.query(
      `WITH old AS (
         DELETE FROM import_batch WHERE source = $2 AND created_at < now() - make_interval(days => ${KEPT_DAYS}))
       INSERT INTO import_batch (id, source, results) VALUES ($1, $2, $3::jsonb)`,
      [batch.id, batch.source, JSON.stringify(batch.results)],
    );
  }

  async answerOf(transaction: Transaction, id: string): Promise<readonly EntryPushResult[]> {
    const [row] = await transaction.query<{ results: readonly EntryPushResult[] }[]>(
      'SELECT results FROM import_batch WHERE id = $1',
      [id],
    );
    return row?.results ?? [];
  }
}
