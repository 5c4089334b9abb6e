import type { DataSource } from 'typeorm';

/** Days that a key is honoured; `UnitOfWork.once` asks for the same. */
export const IDEMPOTENCY_DAYS = 7;

/** Keeping of idempotency keys; `UnitOfWork.once` writes and reads them. */
export class IdempotencyRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Forgets keys older than `days`, which are not honoured any more. @returns keys removed */
  async prune(days = IDEMPOTENCY_DAYS): Promise<number> {
    const [, removed] = await this.dataSource.query<[unknown, number]>(
      'DELETE FROM idempotency_key WHERE created_at < now() - make_interval(days => $1)',
      [days],
    );
    return removed;
  }
}
