import { setTimeout as pause } from 'node:timers/promises';
import type { Localized, UserError } from '@maillage/kernel';
import { contentHash, UserInputError } from '@maillage/kernel';
import type { DataSource, EntityManager } from 'typeorm';

/** An open transaction. Services pass it from repository to repository and look inside of it never. */
export type Transaction = EntityManager;

/** A mutation that its caller may send twice. */
export interface Attempt {
  /** Who sends it: an actor's stable name. */
  readonly actor: string;
  readonly mutation: string;
  /** At most 128 characters; absent: every call has its effect. */
  readonly key?: string | null | undefined;
  readonly input: unknown;
}

export interface Once {
  readonly id: string;
  /** True when the effect is that of an earlier call. */
  readonly replayed: boolean;
}

/** Longest wait for a twin that is still at work, in milliseconds. */
const TWIN_PATIENCE = 5_000;

/** deadlock_detected, serialization_failure */
const RETRIABLE = new Set(['40P01', '40001']);
const MAX_RETRIES = 3;

export class UnitOfWork {
  private readonly commitListeners: (() => void)[] = [];

  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` in one transaction: whole or absent. */
  async run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const result = await this.withRetries(work);
    for (const listener of this.commitListeners) listener();
    return result;
  }

  /** A part of an open transaction: when it fails, it alone is taken back, and the caller goes on. */
  async part<T>(transaction: Transaction, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return transaction.transaction(work);
  }

  /** Runs `work` and takes all of it back: the result is the one that `run` would have given. */
  async rehearse<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const done: { result?: T } = {};
    const undo = new Error('rehearsed');
    try {
      await this.withRetries(async (transaction) => {
        done.result = await work(transaction);
        // Writes that wait for the commit, and constraints that do: there will be none.
        await transaction.query('SET CONSTRAINTS ALL IMMEDIATE');
        throw undo;
      });
    } catch (error) {
      if (error !== undo) throw error;
    }
    return done.result as T;
  }

  /** Two transactions that wait for each other: PostgreSQL ends one, whose work is simply done again. */
  private async withRetries<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    for (let retries = MAX_RETRIES; ; retries -= 1) {
      try {
        return await this.dataSource.transaction(work);
      } catch (error) {
        if (retries === 0 || !RETRIABLE.has((error as { code?: string }).code ?? '')) throw error;
      }
    }
  }

  /** Calls `listener` after each commit; it must not throw and not block (it may wake the relay). */
  onCommit(listener: () => void): void {
    this.commitListeners.push(listener);
  }

  /**
   * Runs `work` at most once for an idempotency key; the key's row is written in the same transaction.
   * @param work gives the id of what it made or changed; the caller re-reads it
   * @throws UserInputError IDEMPOTENCY_KEY_REUSED (other input), IDEMPOTENCY_KEY_BUSY (its twin has not ended in 5 s),
   * IDEMPOTENCY_KEY_TOO_LONG
   */
  async once(attempt: Attempt, work: (transaction: Transaction) => Promise<string>): Promise<Once> {
    const { key } = attempt;
    if (key === undefined || key === null || key === '') return { id: await this.run(work), replayed: false };
    if (key.length > 128) throw refusal('IDEMPOTENCY_KEY_TOO_LONG');
    const hash = contentHash(attempt.input);
    const deadline = Date.now() + TWIN_PATIENCE;
    for (;;) {
      const outcome = await this.attempt(attempt, key, hash, work);
      if (outcome !== 'busy') return outcome;
      if (Date.now() > deadline) throw refusal('IDEMPOTENCY_KEY_BUSY');
      await pause(50);
    }
  }

  /** A transaction-scoped advisory lock keeps twins apart; it ends with the transaction, whatever happens to us. */
  private async attempt(
    attempt: Attempt,
    key: string,
    hash: string,
    work: (transaction: Transaction) => Promise<string>,
  ): Promise<Once | 'busy'> {
    return this.run(async (transaction) => {
      const name = `${attempt.actor} ${attempt.mutation} ${key}`;
      const [lock] = await transaction.query<{ mine: boolean }[]>(
        'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 42)) AS mine',
        [name],
      );
      if (!lock?.mine) return 'busy';
      const [earlier] = await transaction.query<{ input_hash: string; result_id: string }[]>(
        `SELECT input_hash, result_id FROM idempotency_key
          WHERE actor = $1 AND mutation = $2 AND key = $3 AND created_at > now() - interval '7 days'`,
        [attempt.actor, attempt.mutation, key],
      );
      if (earlier) {
        if (earlier.input_hash !== hash) throw refusal('IDEMPOTENCY_KEY_REUSED');
        return { id: earlier.result_id, replayed: true };
      }
      const id = await work(transaction);
      await transaction.query(
        `INSERT INTO idempotency_key (actor, mutation, key, input_hash, result_id) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (actor, mutation, key)
         DO UPDATE SET input_hash = excluded.input_hash, result_id = excluded.result_id, created_at = now()`,
        [attempt.actor, attempt.mutation, key, hash, id],
      );
      return { id, replayed: false };
    });
  }
}

const refusals: Record<string, Localized> = {
  IDEMPOTENCY_KEY_TOO_LONG: {
    fr: 'La clé d’idempotence dépasse 128 caractères : raccourcissez-la.',
    en: 'The idempotency key is longer than 128 characters: shorten it.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    fr: 'Cette clé d’idempotence a déjà servi pour une autre demande : tirez-en une nouvelle.',
    en: 'This idempotency key was used for another input: make a new one.',
  },
  IDEMPOTENCY_KEY_BUSY: {
    fr: 'La même demande est encore en cours : réessayez dans quelques secondes avec la même clé.',
    en: 'The same request is still running: try again in a few seconds with the same key.',
  },
};

function refusal(code: UserError['code']): UserInputError {
  return UserInputError.of(code, refusals[code] ?? { fr: code, en: code }, ['input', 'idempotencyKey']);
}
