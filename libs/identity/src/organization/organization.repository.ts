import type { Transaction } from '@maillage/database';
import { foldText } from '@maillage/kernel';
import type { TerritoryLevel, TerritorySource } from '@maillage/territory';
import { Injectable } from '@nestjs/common';
import type { OrganizationType } from './organization.entity.js';

export interface NewOrganization {
  readonly id: string;
  readonly type: OrganizationType;
  readonly name: string;
  readonly siren: string | null;
  readonly territoryId: string | null;
  readonly demonstration: boolean;
  readonly isNetwork: boolean;
  /** Actor that verified it at once; null: PENDING. */
  readonly verifiedBy: string | null;
}

export interface TerritoryFacts {
  readonly id: string;
  readonly level: TerritoryLevel;
  readonly name: string;
  readonly siren: string | null;
  readonly source: TerritorySource;
}

@Injectable()
export class OrganizationRepository {
  async territory(transaction: Transaction, id: string): Promise<TerritoryFacts | null> {
    const [row] = await transaction.query<TerritoryFacts[]>(
      'SELECT id, level, name, siren, source FROM territory WHERE id = $1',
      [id],
    );
    return row ?? null;
  }

  /** The organization of a territory or a SIREN, if there is one. */
  async twin(
    transaction: Transaction,
    key: { readonly territoryId: string | null; readonly siren: string | null },
  ): Promise<{ id: string; name: string } | null> {
    const [row] = await transaction.query<{ id: string; name: string }[]>(
      'SELECT id, name FROM organization WHERE territory_id = $1 OR siren = $2 LIMIT 1',
      [key.territoryId, key.siren],
    );
    return row ?? null;
  }

  /** @returns false when another transaction has just made the same one */
  async insert(transaction: Transaction, organization: NewOrganization): Promise<boolean> {
    const { id, type, name, siren, territoryId, demonstration, isNetwork, verifiedBy } = organization;
    const rows = await transaction.query<{ id: string }[]>(
      `INSERT INTO organization (id, type, name, name_folded, siren, territory_id, demonstration, is_network, state,
                                 verified_at, verified_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, CASE WHEN $9::text IS NULL THEN 'PENDING' ELSE 'VERIFIED' END,
               CASE WHEN $9::text IS NULL THEN NULL ELSE now() END, $9)
       ON CONFLICT DO NOTHING RETURNING id`,
      [id, type, name, foldText(name), siren, territoryId, demonstration, isNetwork, verifiedBy],
    );
    return rows.length === 1;
  }

  /** @returns false when there is no such organization */
  async verify(transaction: Transaction, id: string, verifiedBy: string): Promise<boolean> {
    const [, count] = await transaction.query<[unknown[], number]>(
      `UPDATE organization SET state = 'VERIFIED', verified_at = coalesce(verified_at, now()),
              verified_by = coalesce(verified_by, $2) WHERE id = $1`,
      [id, verifiedBy],
    );
    return count === 1;
  }

  async rename(transaction: Transaction, id: string, name: string): Promise<boolean> {
    const [, count] = await transaction.query<[unknown[], number]>(
      'UPDATE organization SET name = $2, name_folded = $3 WHERE id = $1',
      [id, name, foldText(name)],
    );
    return count === 1;
  }

  async exists(transaction: Transaction, id: string): Promise<boolean> {
    const rows = await transaction.query<unknown[]>('SELECT 1 FROM organization WHERE id = $1', [id]);
    return rows.length === 1;
  }

  /** A network of cities is an association that a moderator has verified. */
  async isAssociation(transaction: Transaction, id: string): Promise<boolean> {
    const rows = await transaction.query<unknown[]>(
      "SELECT 1 FROM organization WHERE id = $1 AND type = 'ASSOCIATION' AND state = 'VERIFIED'",
      [id],
    );
    return rows.length === 1;
  }

  async setOneStepPublishing(transaction: Transaction, id: string, oneStep: boolean): Promise<void> {
    await transaction.query('UPDATE organization SET one_step_publishing = $2 WHERE id = $1', [id, oneStep]);
  }

  /** @returns false when it was no member */
  async leaveNetwork(transaction: Transaction, id: string, networkId: string): Promise<boolean> {
    const [, count] = await transaction.query<[unknown[], number]>(
      'DELETE FROM network_membership WHERE organization_id = $1 AND network_id = $2',
      [id, networkId],
    );
    return count === 1;
  }

  async joinNetwork(transaction: Transaction, id: string, networkId: string, since: string | null): Promise<void> {
    await transaction.query(
      `INSERT INTO network_membership (organization_id, network_id, since) VALUES ($1, $2, $3)
       ON CONFLICT (organization_id, network_id) DO UPDATE SET since = excluded.since`,
      [id, networkId, since],
    );
  }
}
