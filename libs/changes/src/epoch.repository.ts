import { newId } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Why a new epoch began. */
export type EpochReason = 'RESTORED' | 'READER_AHEAD';

/** Readers of this epoch that are further than any number it has given. */
const readerAhead = `EXISTS (SELECT 1 FROM feed_checkpoint c JOIN feed_counter f ON f.epoch = c.epoch WHERE c.seq > f.n)`;

/** A server's own name, the history that it lives in, and the database: a restored one differs in at least one. */
const lineage = `(SELECT system_identifier::text FROM pg_control_system()) || ':' ||
  (SELECT timeline_id::text FROM pg_control_checkpoint()) || ':' ||
  (SELECT oid::text FROM pg_database WHERE datname = current_database())`;

/** Epochs of the feed: numbers of one say nothing in another. */
@Injectable()
export class EpochRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Begins a new epoch: every mirror, and every index, starts anew. @returns its id */
  async begin(): Promise<string> {
    const epoch = newId();
    await this.dataSource.query('UPDATE feed_counter SET epoch = $1 WHERE id = 1', [epoch]);
    return epoch;
  }

  /**
   * Begins a new epoch when the database is not the one that gave out the present one: a backup was restored, whether
   * anybody said so or not. Called at each start; two processes that start together begin one epoch.
   * @returns why one began; null as a rule
   */
  async beginAfterRestore(): Promise<EpochReason | null> {
    const here = await this.lineage();
    return this.dataSource.transaction('READ COMMITTED', async (transaction) => {
      const [counter] = await transaction.query<{ lineage: string | null; ahead: boolean }[]>(
        `SELECT lineage, ${readerAhead} AS ahead FROM feed_counter WHERE id = 1 FOR UPDATE`,
      );
      if (!counter) throw new Error('feed_counter is empty: the database was not migrated');
      const isRestored = here !== null && counter.lineage !== null && counter.lineage !== here;
      if (!isRestored && !counter.ahead) {
        if (here !== null && counter.lineage === null) await this.sign(transaction, here);
        return null;
      }
      await transaction.query('UPDATE feed_counter SET epoch = $1 WHERE id = 1', [newId()]);
      if (here !== null) await this.sign(transaction, here);
      return isRestored ? 'RESTORED' : 'READER_AHEAD';
    });
  }

  private async sign(transaction: { query(text: string, values: unknown[]): Promise<unknown> }, here: string) {
    await transaction.query('UPDATE feed_counter SET lineage = $1 WHERE id = 1', [here]);
  }

  /** Null where the server does not tell (some hosted ones do not). */
  private async lineage(): Promise<string | null> {
    try {
      const [row] = await this.dataSource.query<{ lineage: string | null }[]>(`SELECT ${lineage} AS lineage`);
      return row?.lineage ?? null;
    } catch {
      // what remains is the look at readers, and `maillage feed reset-epoch`
      return null;
    }
  }
}
