import type { Transaction } from '@maillage/database';
import { newId } from '@maillage/kernel';
import { Injectable } from '@nestjs/common';

@Injectable()
export class TerritoryRoleRepository {
  /** Locks the person, so that two grants at once make one. @returns false when there is no such person */
  async lockMember(transaction: Transaction, memberId: string): Promise<boolean> {
    const rows = await transaction.query<unknown[]>('SELECT 1 FROM member WHERE id = $1 FOR UPDATE', [memberId]);
    return rows.length === 1;
  }

  /** Roles are held for départements and régions. */
  async isCoordinated(transaction: Transaction, territoryId: string): Promise<boolean> {
    const rows = await transaction.query<unknown[]>(
      "SELECT 1 FROM territory WHERE id = $1 AND level IN ('DEPARTEMENT', 'REGION')",
      [territoryId],
    );
    return rows.length === 1;
  }

  /** Safe to repeat. */
  async grant(transaction: Transaction, memberId: string, territoryId: string): Promise<void> {
    await transaction.query(
      `INSERT INTO membership (id, member_id, role, scope, territory_id)
       SELECT $1::uuid, $2::uuid, 'COORDINATOR', 'TERRITORY', $3::text WHERE NOT EXISTS (
         SELECT 1 FROM membership WHERE member_id = $2 AND territory_id = $3)`,
      [newId(), memberId, territoryId],
    );
  }

  /** @returns false when the person did not hold it */
  async end(transaction: Transaction, memberId: string, territoryId: string): Promise<boolean> {
    const [, count] = await transaction.query<[unknown[], number]>(
      'DELETE FROM membership WHERE member_id = $1 AND territory_id = $2',
      [memberId, territoryId],
    );
    return count > 0;
  }
}
