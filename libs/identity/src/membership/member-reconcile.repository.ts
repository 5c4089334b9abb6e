import type { Transaction } from '@maillage/database';
import { Injectable } from '@nestjs/common';

export interface LockedMember {
  readonly id: string;
  readonly subject: string;
  readonly merged: boolean;
}

/** Two accounts that are one person. */
@Injectable()
export class MemberReconcileRepository {
  async lock(transaction: Transaction, ids: readonly string[]): Promise<LockedMember[]> {
    return transaction.query(
      `SELECT id, subject, merged_into_id IS NOT NULL AS merged FROM member WHERE id = ANY($1::uuid[])
        ORDER BY id FOR UPDATE`,
      [ids],
    );
  }

  /**
   * Subjects, roles and open requests of the second account go to the first one. What it wrote keeps its name; its keys
   * end, as they were given to another account.
   */
  async merge(transaction: Transaction, from: LockedMember, into: string, by: string): Promise<void> {
    await transaction.query('UPDATE further_subject SET member_id = $2 WHERE member_id = $1', [from.id, into]);
    await transaction.query('UPDATE member SET subject = $2, merged_into_id = $3 WHERE id = $1', [
      from.id,
      `merged|${from.id}`,
      into,
    ]);
    await transaction.query('INSERT INTO further_subject (subject, member_id, added_by) VALUES ($1, $2, $3)', [
      from.subject,
      into,
      by,
    ]);
    await transaction.query(
      `DELETE FROM membership a USING membership b WHERE a.member_id = $1 AND b.member_id = $2 AND a.scope = b.scope
         AND a.organization_id IS NOT DISTINCT FROM b.organization_id
         AND a.territory_id IS NOT DISTINCT FROM b.territory_id AND (a.scope <> 'NETWORK' OR a.role = b.role)`,
      [from.id, into],
    );
    await transaction.query('UPDATE membership SET member_id = $2 WHERE member_id = $1', [from.id, into]);
    await transaction.query(
      `UPDATE membership_request a SET state = 'WITHDRAWN', decided_by = $3, decided_at = now()
        WHERE a.member_id = $1 AND a.state = 'OPEN' AND EXISTS (SELECT 1 FROM membership_request b
          WHERE b.member_id = $2 AND b.organization_id = a.organization_id AND b.state = 'OPEN')`,
      [from.id, into, by],
    );
    await transaction.query('UPDATE membership_request SET member_id = $2 WHERE member_id = $1', [from.id, into]);
    await transaction.query('UPDATE api_key SET revoked_at = now() WHERE member_id = $1 AND revoked_at IS NULL', [
      from.id,
    ]);
  }
}
