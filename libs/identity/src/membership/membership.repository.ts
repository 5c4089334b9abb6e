import type { Transaction } from '@maillage/database';
import { newId } from '@maillage/kernel';
import { Injectable } from '@nestjs/common';
import type { OrganizationRole } from '../member/member.entity.js';

export interface LockedMembership {
  readonly id: string;
  readonly memberId: string;
  readonly organizationId: string;
  readonly role: OrganizationRole;
}

/** Roles of people in organizations. */
@Injectable()
export class MembershipRepository {
  /** Changes of an organization's people come one after the other: the last coordinator is told from the last but one. */
  async lockOrganization(transaction: Transaction, organizationId: string): Promise<boolean> {
    const rows = await transaction.query<unknown[]>('SELECT 1 FROM organization WHERE id = $1 FOR NO KEY UPDATE', [
      organizationId,
    ]);
    return rows.length === 1;
  }

  async roleOf(transaction: Transaction, memberId: string, organizationId: string): Promise<OrganizationRole | null> {
    const [row] = await transaction.query<{ role: OrganizationRole }[]>(
      `SELECT role FROM membership WHERE member_id = $1 AND organization_id = $2
        ORDER BY array_position(ARRAY['COORDINATOR', 'CONTRIBUTOR', 'READER'], role) LIMIT 1`,
      [memberId, organizationId],
    );
    return row?.role ?? null;
  }

  /** One role an organization: it takes the place of the one before. @returns id of the membership */
  async setRole(
    transaction: Transaction,
    memberId: string,
    organizationId: string,
    role: OrganizationRole,
  ): Promise<string> {
    await this.remove(transaction, memberId, organizationId);
    const id = newId();
    await transaction.query(
      `INSERT INTO membership (id, member_id, role, scope, organization_id) VALUES ($1, $2, $3, 'ORGANIZATION', $4)`,
      [id, memberId, role, organizationId],
    );
    return id;
  }

  /** @returns false when there was none */
  async remove(transaction: Transaction, memberId: string, organizationId: string): Promise<boolean> {
    const [, count] = await transaction.query<[unknown[], number]>(
      `DELETE FROM membership WHERE member_id = $1 AND organization_id = $2 AND scope = 'ORGANIZATION'`,
      [memberId, organizationId],
    );
    return count > 0;
  }

  /** In an organization; null when there is none. */
  async byId(transaction: Transaction, id: string): Promise<LockedMembership | null> {
    const [row] = await transaction.query<LockedMembership[]>(
      `SELECT id, member_id AS "memberId", organization_id AS "organizationId", role FROM membership
        WHERE id = $1 AND scope = 'ORGANIZATION'`,
      [id],
    );
    return row ?? null;
  }

  async otherCoordinators(transaction: Transaction, organizationId: string, memberId: string): Promise<number> {
    const [row] = await transaction.query<{ n: number }[]>(
      `SELECT count(DISTINCT member_id)::int AS n FROM membership
        WHERE organization_id = $1 AND role = 'COORDINATOR' AND scope = 'ORGANIZATION' AND member_id <> $2`,
      [organizationId, memberId],
    );
    return row?.n ?? 0;
  }
}
