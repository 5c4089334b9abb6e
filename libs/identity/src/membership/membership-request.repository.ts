import type { Transaction } from '@maillage/database';
import { newId } from '@maillage/kernel';
import { Injectable } from '@nestjs/common';
import type { OrganizationRole } from '../member/member.entity.js';
import type { MembershipRequestState } from './membership-request.entity.js';

export interface LockedRequest {
  readonly id: string;
  readonly memberId: string;
  readonly organizationId: string;
  readonly role: OrganizationRole;
  readonly state: MembershipRequestState;
}

export interface Decision {
  readonly state: Exclude<MembershipRequestState, 'OPEN'>;
  readonly role: OrganizationRole;
  /** Stable name of the actor. */
  readonly by: string;
  readonly reason: string | null;
}

@Injectable()
export class MembershipRequestRepository {
  /** The organization of the person's workplace, by the SIREN in its SIRET. */
  async workplaceOf(transaction: Transaction, memberId: string): Promise<string | null> {
    const [row] = await transaction.query<{ id: string }[]>(
      `SELECT o.id FROM member m JOIN organization o ON o.siren = left(m.workplace_siret, 9) WHERE m.id = $1`,
      [memberId],
    );
    return row?.id ?? null;
  }

  async openOf(transaction: Transaction, memberId: string): Promise<{ organizationId: string }[]> {
    return transaction.query(
      `SELECT organization_id AS "organizationId" FROM membership_request WHERE member_id = $1 AND state = 'OPEN'`,
      [memberId],
    );
  }

  /** Two requests of one person come one after the other. */
  async lockMember(transaction: Transaction, memberId: string): Promise<void> {
    await transaction.query('SELECT 1 FROM member WHERE id = $1 FOR NO KEY UPDATE', [memberId]);
  }

  async insert(
    transaction: Transaction,
    request: Pick<LockedRequest, 'memberId' | 'organizationId' | 'role'> & { readonly fromWorkplace: boolean },
  ): Promise<string> {
    const id = newId();
    await transaction.query(
      `INSERT INTO membership_request (id, member_id, organization_id, role, from_workplace) VALUES ($1, $2, $3, $4, $5)`,
      [id, request.memberId, request.organizationId, request.role, request.fromWorkplace],
    );
    return id;
  }

  async lock(transaction: Transaction, id: string): Promise<LockedRequest | null> {
    const [row] = await transaction.query<LockedRequest[]>(
      `SELECT id, member_id AS "memberId", organization_id AS "organizationId", role, state FROM membership_request
        WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }

  async decide(transaction: Transaction, id: string, { state, role, by, reason }: Decision): Promise<void> {
    await transaction.query(
      `UPDATE membership_request SET state = $2, role = $3, decided_by = $4, decided_at = now(), reason = $5
        WHERE id = $1`,
      [id, state, role, by, reason],
    );
  }
}
