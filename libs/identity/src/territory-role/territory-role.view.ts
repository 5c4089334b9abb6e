import { ReadPool, type Statement } from '@maillage/database';
import { DomainError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../actor/actor.js';
import { canReadTerritoryRoles } from './territory-role.policy.js';

/** Who coordinates a département or région. */
export interface TerritoryRoleItem {
  readonly memberId: string;
  readonly displayName: string;
  readonly territoryId: string;
  readonly territoryName: string;
}

const listStatement: Statement = {
  name: 'territory-roles',
  text: `SELECT m.id AS "memberId", m.display_name AS "displayName", t.id AS "territoryId", t.name AS "territoryName"
    FROM membership s JOIN member m ON m.id = s.member_id JOIN territory t ON t.id = s.territory_id
   WHERE $1::text IS NULL OR s.territory_id = $1 ORDER BY t.name_folded, t.id, m.display_name, m.id LIMIT 500`,
};

@Injectable()
export class TerritoryRoleView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /** By territory, at most 500. @param territoryId null: all @throws DomainError FORBIDDEN */
  async list(actor: Actor, territoryId: string | null): Promise<TerritoryRoleItem[]> {
    if (!canReadTerritoryRoles(actor)) throw DomainError.forbidden();
    return this.pool.query<TerritoryRoleItem>(listStatement, [territoryId]);
  }
}
