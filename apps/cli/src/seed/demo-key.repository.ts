import type { Transaction } from '@maillage/database';

/** A member of the demonstration as it stands now, with the organization it acts for. */
export interface DemoMember {
  readonly subject: string;
  readonly id: string;
  readonly name: string;
  readonly organization: { readonly id: string; readonly name: string } | null;
}

export class DemoKeyRepository {
  async members(transaction: Transaction): Promise<DemoMember[]> {
    return transaction.query(
      `SELECT DISTINCT ON (m.id) m.subject, m.id, m.display_name AS name,
              CASE WHEN o.id IS NULL THEN NULL ELSE json_build_object('id', o.id, 'name', o.name) END AS organization
         FROM member m LEFT JOIN membership s ON s.member_id = m.id LEFT JOIN organization o ON o.id = s.organization_id
        WHERE m.demonstration ORDER BY m.id, s.id`,
    );
  }

  async organizationOfTerritory(
    transaction: Transaction,
    territoryId: string,
  ): Promise<{ id: string; name: string } | null> {
    const [row] = await transaction.query<{ id: string; name: string }[]>(
      'SELECT id, name FROM organization WHERE territory_id = $1',
      [territoryId],
    );
    return row ?? null;
  }

  /** Ends every key that the seed made, but those named. */
  async revokeOthers(transaction: Transaction, createdBy: string, kept: readonly string[]): Promise<void> {
    await transaction.query(
      'UPDATE api_key SET revoked_at = now() WHERE created_by = $1 AND revoked_at IS NULL AND short_id <> ALL($2)',
      [createdBy, kept],
    );
  }
}
