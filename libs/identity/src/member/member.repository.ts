import type { Transaction } from '@maillage/database';
import { newId } from '@maillage/kernel';
import { Injectable } from '@nestjs/common';
import type { Role } from './member.entity.js';

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

  async grant(transaction: Transaction, membership: NewMembership): Promise<void> {
    const { memberId, role, organizationId = null } = membership;
    await transaction.query(
      `INSERT INTO membership (id, member_id, role, scope, organization_id) VALUES ($1, $2, $3, $4, $5)`,
      [newId(), memberId, role, organizationId === null ? 'NETWORK' : 'ORGANIZATION', organizationId],
    );
  }
}
