import type { Transaction } from '@maillage/database';
import { Injectable } from '@nestjs/common';

export interface NewNamedContact {
  readonly entryId: string;
  readonly memberId: string;
  readonly function: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** `YYYY-MM-DD`. */
  readonly since: string;
  readonly until: string;
}

/** Every statement runs in the caller's transaction, after the entry's row is locked. */
@Injectable()
export class NamedContactRepository {
  /** Who is named on an entry. */
  async memberOf(transaction: Transaction, entryId: string): Promise<string | null> {
    const [row] = await transaction.query<{ id: string }[]>(
      'SELECT member_id AS id FROM entry_contact WHERE entry_id = $1',
      [entryId],
    );
    return row?.id ?? null;
  }

  /** Names a member, or says again that it is them. */
  async set(transaction: Transaction, contact: NewNamedContact): Promise<void> {
    await transaction.query(
      `INSERT INTO entry_contact (entry_id, member_id, function, email, phone, since, until)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (entry_id) DO UPDATE
          SET member_id = excluded.member_id, function = excluded.function, email = excluded.email,
              phone = excluded.phone, since = excluded.since, until = excluded.until`,
      [contact.entryId, contact.memberId, contact.function, contact.email, contact.phone, contact.since, contact.until],
    );
  }

  async remove(transaction: Transaction, entryIds: readonly string[]): Promise<void> {
    await transaction.query('DELETE FROM entry_contact WHERE entry_id = ANY($1::uuid[])', [entryIds]);
  }

  /** Locks entries whose contact ended before a day. @returns their ids */
  async lockEnded(transaction: Transaction, day: string, limit: number): Promise<string[]> {
    return lockEntries(transaction, 'until < $1::date', [day, limit]);
  }

  /** Locks entries that name a member. @returns their ids */
  async lockOf(transaction: Transaction, accounts: readonly string[]): Promise<string[]> {
    return lockEntries(transaction, 'member_id = ANY($1::uuid[])', [accounts, null]);
  }

  /** Mailboxes and numbers that a member gave. */
  async waysTo(transaction: Transaction, accounts: readonly string[]): Promise<string[]> {
    const rows = await transaction.query<{ way: string }[]>(
      `SELECT DISTINCT way FROM entry_contact, unnest(ARRAY[email, phone]) way
        WHERE member_id = ANY($1::uuid[]) AND way IS NOT NULL`,
      [accounts],
    );
    return rows.map((row) => row.way);
  }
}

/** In the order of their ids, so that two who lock many never wait for each other. */
async function lockEntries(transaction: Transaction, condition: string, values: unknown[]): Promise<string[]> {
  const rows = await transaction.query<{ id: string }[]>(
    `SELECT id FROM entry
      WHERE id IN (SELECT entry_id FROM entry_contact WHERE ${condition} ORDER BY entry_id LIMIT $2)
      ORDER BY id FOR UPDATE`,
    values,
  );
  return rows.map((row) => row.id);
}
