import type { Transaction } from '@maillage/database';
import { newId } from '@maillage/kernel';
import { Injectable } from '@nestjs/common';
import type { NetworkRole, Role } from './member.entity.js';

export interface NewMembership {
  readonly memberId: string;
  readonly role: Role;
  /** In an organization; absent: a role of the network. */
  readonly organizationId?: string;
}

@Injectable()
export class MemberRepository {
  /** @param subject `issuer|sub` of OpenID Connect */
  async upsert(
    transaction: Transaction,
    subject: string,
    displayName: string,
    demonstration: boolean,
  ): Promise<string> {
    const [row] = await transaction.query<{ id: string }[]>(
      `INSERT INTO member (id, subject, display_name, demonstration) VALUES ($1, $2, $3, $4)
       ON CONFLICT (subject) DO UPDATE SET display_name = excluded.display_name RETURNING id`,
      [newId(), subject, displayName, demonstration],
    );
    return row?.id ?? '';
  }

  /** Safe to repeat: a role that the member holds already is not granted twice. */
  async grant(transaction: Transaction, membership: NewMembership): Promise<void> {
    const { memberId, role, organizationId = null } = membership;
    await transaction.query(
      `INSERT INTO membership (id, member_id, role, scope, organization_id)
       SELECT $1::uuid, $2::uuid, $3::text, $4::text, $5::uuid WHERE NOT EXISTS (
         SELECT 1 FROM membership WHERE member_id = $2 AND role = $3 AND scope = $4
            AND organization_id IS NOT DISTINCT FROM $5::uuid AND territory_id IS NULL)`,
      [newId(), memberId, role, organizationId === null ? 'NETWORK' : 'ORGANIZATION', organizationId],
    );
  }

  /** False also of an account that was found to be another one's. */
  async isMember(transaction: Transaction, id: string): Promise<boolean> {
    const rows = await transaction.query<unknown[]>('SELECT 1 FROM member WHERE id = $1 AND merged_into_id IS NULL', [
      id,
    ]);
    return rows.length === 1;
  }

  /** @returns false when the member did not hold it */
  async revokeNetworkRole(transaction: Transaction, memberId: string, role: NetworkRole): Promise<boolean> {
    const [, count] = await transaction.query<[unknown[], number]>(
      "DELETE FROM membership WHERE member_id = $1 AND role = $2 AND scope = 'NETWORK'",
      [memberId, role],
    );
    return count > 0;
  }
}
