import type { Transaction } from '@maillage/database';
import { newId } from '@maillage/kernel';
import { Injectable } from '@nestjs/common';
import type { Role } from '../member/member.entity.js';
import type { SignedInIdentity } from './identity-claims.js';

export interface SignedInMember {
  readonly id: string;
  readonly isNew: boolean;
  readonly roles: readonly Role[];
}

/** The account of somebody who signs in. */
@Injectable()
export class MemberSignInRepository {
  /** Known by subject alone, or by one that an administrator has added to the account; never by name or mailbox. */
  async resolve(transaction: Transaction, identity: SignedInIdentity): Promise<SignedInMember> {
    const known = await this.memberOf(transaction, identity.subject);
    const id = known ?? (await this.insert(transaction, identity));
    if (known !== null) await this.update(transaction, known, identity);
    const roles = await transaction.query<{ role: Role }[]>('SELECT role FROM membership WHERE member_id = $1', [id]);
    return { id, isNew: known === null, roles: roles.map(({ role }) => role) };
  }

  private async insert(transaction: Transaction, identity: SignedInIdentity): Promise<string> {
    const { subject, displayName, workplaceSiret } = identity;
    // A twin of the same moment may have made it: its row is taken.
    const [row] = await transaction.query<{ id: string }[]>(
      `INSERT INTO member (id, subject, display_name, workplace_siret) VALUES ($1, $2, $3, $4)
       ON CONFLICT (subject) DO UPDATE SET display_name = excluded.display_name RETURNING id`,
      [newId(), subject, displayName, workplaceSiret],
    );
    return row?.id ?? '';
  }

  private async update(transaction: Transaction, id: string, identity: SignedInIdentity): Promise<void> {
    await transaction.query(
      'UPDATE member SET display_name = $2, workplace_siret = coalesce($3, workplace_siret) WHERE id = $1',
      [id, identity.displayName, identity.workplaceSiret],
    );
  }

  private async memberOf(transaction: Transaction, subject: string): Promise<string | null> {
    const [row] = await transaction.query<{ id: string }[]>(
      `SELECT id FROM member WHERE subject = $1
       UNION ALL SELECT member_id FROM further_subject WHERE subject = $1 LIMIT 1`,
      [subject],
    );
    return row?.id ?? null;
  }
}
