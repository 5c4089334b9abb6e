import type { Transaction } from '@maillage/database';
import { Injectable } from '@nestjs/common';

/** A member locked for erasure. */
export interface ErasableMember {
  readonly id: string;
  readonly displayName: string;
  readonly erased: boolean;
}

/**
 * What of a member stands in rows of its own: all of it goes. The member's row stays without name and subject, as audit
 * and revisions name its id, which then leads to nobody. A table that comes to hold rows of members gets a line here.
 */
const rowsOfMember: Readonly<Record<string, string>> = {
  memberships: 'DELETE FROM membership WHERE member_id = $1::uuid',
  apiKeys: 'DELETE FROM api_key WHERE member_id = $1::uuid',
  idempotencyKeys: `DELETE FROM idempotency_key WHERE actor = 'member:' || $1::text`,
};

@Injectable()
export class MemberErasureRepository {
  async lock(transaction: Transaction, id: string): Promise<ErasableMember | null> {
    const [member] = await transaction.query<ErasableMember[]>(
      `SELECT id, display_name AS "displayName", erased_at IS NOT NULL AS erased FROM member WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return member ?? null;
  }

  /** @returns rows removed, by what they were */
  async erase(transaction: Transaction, id: string): Promise<Record<string, number>> {
    const removed: Record<string, number> = {};
    for (const [name, statement] of Object.entries(rowsOfMember)) {
      const [, count] = await transaction.query<[unknown, number]>(statement, [id]);
      removed[name] = count;
    }
    await transaction.query(
      `UPDATE member SET display_name = '', subject = 'erased|' || id::text, demonstration = false, erased_at = now()
        WHERE id = $1`,
      [id],
    );
    return removed;
  }
}
