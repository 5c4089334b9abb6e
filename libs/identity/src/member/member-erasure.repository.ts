import type { Transaction } from '@maillage/database';
import { Injectable } from '@nestjs/common';

/** A member locked for erasure. */
export interface ErasableMember {
  readonly id: string;
  /** Names of this account and of those that were found to be the same person's. */
  readonly displayNames: readonly string[];
  /** Ids of them all, this one first. */
  readonly accounts: readonly string[];
  readonly erased: boolean;
}

/**
 * What of a member stands in rows of its own: all of it goes. The member's row stays without name and subject, as audit
 * and revisions name its id, which then leads to nobody. A table that comes to hold rows of members gets a line here.
 */
const rowsOfMember: Readonly<Record<string, string>> = {
  memberships: 'DELETE FROM membership WHERE member_id = ANY($1::uuid[])',
  membershipRequests: 'DELETE FROM membership_request WHERE member_id = ANY($1::uuid[])',
  invitations: 'DELETE FROM invitation WHERE accepted_by_id = ANY($1::uuid[])',
  sessions: 'DELETE FROM session WHERE member_id = ANY($1::uuid[])',
  furtherSubjects: 'DELETE FROM further_subject WHERE member_id = ANY($1::uuid[])',
  apiKeys: 'DELETE FROM api_key WHERE member_id = ANY($1::uuid[])',
  idempotencyKeys: `DELETE FROM idempotency_key
    WHERE actor = ANY(SELECT 'member:' || account::text FROM unnest($1::uuid[]) AS account)`,
};

interface AccountRow {
  readonly id: string;
  readonly displayName: string;
  readonly erased: boolean;
}

@Injectable()
export class MemberErasureRepository {
  async lock(transaction: Transaction, id: string): Promise<ErasableMember | null> {
    const rows = await transaction.query<AccountRow[]>(
      `SELECT id, display_name AS "displayName", erased_at IS NOT NULL AS erased FROM member
        WHERE id = $1 OR merged_into_id = $1 ORDER BY id FOR UPDATE`,
      [id],
    );
    const member = rows.find((row) => row.id === id);
    if (!member) return null;
    const accounts = [id, ...rows.map((row) => row.id).filter((account) => account !== id)];
    return { id, displayNames: rows.map((row) => row.displayName), accounts, erased: member.erased };
  }

  /** @returns rows removed, by what they were */
  async erase(transaction: Transaction, accounts: readonly string[]): Promise<Record<string, number>> {
    const removed: Record<string, number> = {};
    for (const [name, statement] of Object.entries(rowsOfMember)) {
      const [, count] = await transaction.query<[unknown, number]>(statement, [accounts]);
      removed[name] = count;
    }
    await transaction.query(
      `UPDATE member SET display_name = '', subject = 'erased|' || id::text, workplace_siret = NULL, demonstration = false,
              erased_at = now() WHERE id = ANY($1::uuid[])`,
      [accounts],
    );
    return removed;
  }
}
