import type { Transaction } from '@maillage/database';
import { newId } from '@maillage/kernel';
import { Injectable } from '@nestjs/common';
import type { AdoptionState } from './adoption.entity.js';

export interface NewAdoption {
  readonly entryId: string;
  readonly organizationId: string;
  readonly state: AdoptionState;
  readonly reason: string | null;
  readonly declaredBy: string;
}

@Injectable()
export class AdoptionRepository {
  async upsert(transaction: Transaction, adoption: NewAdoption): Promise<void> {
    await transaction.query(
      `INSERT INTO adoption (id, entry_id, organization_id, state, reason, declared_by)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (entry_id, organization_id)
       DO UPDATE SET state = excluded.state, reason = excluded.reason, declared_by = excluded.declared_by, updated_at = now()`,
      [newId(), adoption.entryId, adoption.organizationId, adoption.state, adoption.reason, adoption.declaredBy],
    );
  }

  /** @returns false when there was none */
  async remove(transaction: Transaction, entryId: string, organizationId: string): Promise<boolean> {
    const [, count] = await transaction.query<[unknown[], number]>(
      'DELETE FROM adoption WHERE entry_id = $1 AND organization_id = $2',
      [entryId, organizationId],
    );
    return count > 0;
  }
}
