import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import type { OrganizationType } from './organization.entity.js';

/** What tells one organization from another. */
export interface OrganizationKey {
  readonly id: string;
  readonly type: OrganizationType;
  readonly name: string;
  /** `foldText(name)` */
  readonly nameFolded: string;
  readonly siren: string | null;
  readonly territoryId: string | null;
}

const columns = 'id, type, name, name_folded AS "nameFolded", siren, territory_id AS "territoryId"';

const byKeysStatement: Statement = {
  name: 'organizations-by-keys',
  text: `SELECT ${columns} FROM organization
    WHERE siren = ANY($1::text[]) OR territory_id = ANY($2::text[]) OR name_folded = ANY($3::text[]) ORDER BY id`,
};
const networkStatement: Statement = {
  name: 'organization-network',
  text: `SELECT ${columns} FROM organization WHERE is_network ORDER BY created_at, id LIMIT 1`,
};

/** Organizations for other modules, whoever asks: no names of persons, no rights. */
@Injectable()
export class OrganizationReadModel {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /** All that have one of the keys. */
  async byKeys(keys: {
    readonly sirens?: readonly string[];
    readonly territoryIds?: readonly string[];
    readonly namesFolded?: readonly string[];
  }): Promise<OrganizationKey[]> {
    const { sirens = [], territoryIds = [], namesFolded = [] } = keys;
    if (sirens.length + territoryIds.length + namesFolded.length === 0) return [];
    return this.pool.query<OrganizationKey>(byKeysStatement, [sirens, territoryIds, namesFolded]);
  }

  /** The network's own body, the oldest where there are several; null on a new network. */
  async network(): Promise<OrganizationKey | null> {
    const [row] = await this.pool.query<OrganizationKey>(networkStatement);
    return row ?? null;
  }
}
