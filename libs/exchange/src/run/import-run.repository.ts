import type { Transaction } from '@maillage/database';
import { Injectable } from '@nestjs/common';

export interface NewImportRun {
  readonly id: string;
  readonly source: string;
  readonly fileName: string;
  /** SHA-256 of the file. */
  readonly fileHash: string;
  readonly actor: string;
}

@Injectable()
export class ImportRunRepository {
  /** Written before the first row, so that a run that was killed shows as one that never ended. */
  async start(transaction: Transaction, run: NewImportRun): Promise<void> {
    await transaction.query(
      'INSERT INTO import_run (id, source, file_name, file_hash, actor) VALUES ($1, $2, $3, $4, $5)',
      [run.id, run.source, run.fileName, run.fileHash, run.actor],
    );
  }

  async end(transaction: Transaction, id: string, outcome: Readonly<Record<string, unknown>>): Promise<void> {
    await transaction.query('UPDATE import_run SET outcome = $2, ended_at = now() WHERE id = $1', [
      id,
      JSON.stringify(outcome),
    ]);
  }
}
