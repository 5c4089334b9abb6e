import type { Transaction } from '@maillage/database';
import { newId } from '@maillage/kernel';
import { Injectable } from '@nestjs/common';
import type { OrganizationRole } from '../member/member.entity.js';

export interface NewInvitation {
  readonly organizationId: string;
  readonly role: OrganizationRole;
  readonly tokenHash: string;
  /** Stable name of the actor. */
  readonly createdBy: string;
  readonly days: number;
}

export interface LockedInvitation {
  readonly id: string;
  readonly organizationId: string;
  readonly role: OrganizationRole;
  /** Neither expired, nor accepted, nor revoked. */
  readonly open: boolean;
}

const COLUMNS = `id, organization_id AS "organizationId", role,
  accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now() AS open`;

@Injectable()
export class InvitationRepository {
  async insert(transaction: Transaction, invitation: NewInvitation): Promise<string> {
    const id = newId();
    const { organizationId, role, tokenHash, createdBy, days } = invitation;
    await transaction.query(
      `INSERT INTO invitation (id, organization_id, role, token_hash, created_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6))`,
      [id, organizationId, role, tokenHash, createdBy, days],
    );
    return id;
  }

  async lockByToken(transaction: Transaction, tokenHash: string): Promise<LockedInvitation | null> {
    const [row] = await transaction.query<LockedInvitation[]>(
      `SELECT ${COLUMNS} FROM invitation WHERE token_hash = $1 FOR UPDATE`,
      [tokenHash],
    );
    return row ?? null;
  }

  async lock(transaction: Transaction, id: string): Promise<LockedInvitation | null> {
    const [row] = await transaction.query<LockedInvitation[]>(
      `SELECT ${COLUMNS} FROM invitation WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }

  async accept(transaction: Transaction, id: string, memberId: string): Promise<void> {
    await transaction.query('UPDATE invitation SET accepted_at = now(), accepted_by_id = $2 WHERE id = $1', [
      id,
      memberId,
    ]);
  }

  async revoke(transaction: Transaction, id: string): Promise<void> {
    await transaction.query('UPDATE invitation SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL', [id]);
  }
}
