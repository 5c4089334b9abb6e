import { ReadPool, type Statement } from '@maillage/database';
import { decodeCursor, encodeCursor, foldText, invalidCursor, isUuid } from '@maillage/kernel';
import type { TerritoryLevel } from '@maillage/territory';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor } from '../actor/actor.js';
import { reachOf } from '../rights/may.js';
import type { OrganizationState, OrganizationType } from './organization.entity.js';

/** A network that an organization belongs to. */
export interface NetworkItem {
  readonly id: string;
  readonly name: string;
  /** `YYYY-MM-DD`; null when not known. */
  readonly since: string | null;
}

export interface OrganizationItem {
  readonly id: string;
  readonly type: OrganizationType;
  readonly name: string;
  readonly siren: string | null;
  readonly state: OrganizationState;
  readonly demonstration: boolean;
  readonly isNetwork: boolean;
  /** Its coordinators publish without a submission first. */
  readonly oneStepPublishing: boolean;
  readonly territory: {
    readonly id: string;
    readonly level: TerritoryLevel;
    readonly code: string;
    readonly name: string;
    readonly population: number | null;
    readonly departementCode: string | null;
    readonly departementName: string | null;
    readonly regionCode: string | null;
    readonly regionName: string | null;
  } | null;
  readonly networks: readonly NetworkItem[];
}

export interface OrganizationFilter {
  /** Part of the name, or a SIREN. */
  readonly search?: string | null;
  readonly types?: readonly OrganizationType[] | null;
  /** Id of a network: its members. */
  readonly networkId?: string | null;
  readonly departementCode?: string | null;
  readonly regionCode?: string | null;
  readonly states?: readonly OrganizationState[] | null;
}

export interface OrganizationPage {
  readonly organizations: readonly OrganizationItem[];
  /** Of each organization, in the same order. */
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
}

export const MAX_ORGANIZATIONS = 100;

const select = `SELECT o.id, o.type, o.name, o.siren, o.state, o.demonstration, o.is_network AS "isNetwork",
    o.one_step_publishing AS "oneStepPublishing",
    CASE WHEN t.id IS NULL THEN NULL ELSE json_build_object('id', t.id, 'level', t.level, 'code', t.code,
      'name', t.name, 'population', t.population, 'departementCode', t.departement_code, 'departementName', d.name,
      'regionCode', t.region_code, 'regionName', r.name) END AS territory,
    coalesce((SELECT json_agg(json_build_object('id', n.id, 'name', n.name, 'since', m.since) ORDER BY n.name_folded, n.id)
      FROM network_membership m JOIN organization n ON n.id = m.network_id WHERE m.organization_id = o.id), '[]') AS networks`;
const joins = `LEFT JOIN territory t ON t.id = o.territory_id
    LEFT JOIN territory d ON d.id = 'DEPARTEMENT-' || t.departement_code
    LEFT JOIN territory r ON r.id = 'REGION-' || t.region_code`;
/** `$1`: the caller sees those that are PENDING; `$2`: organizations whose own people it is of. See `see.pending`. */
const visible = `(o.state = 'VERIFIED' OR $1 OR o.id = ANY($2::uuid[]))`;

const oneStatement: Statement = {
  name: 'organization-one',
  text: `${select} FROM organization o ${joins} WHERE ${visible} AND o.id = $3::uuid`,
};

const manyStatement: Statement = {
  name: 'organization-many',
  text: `${select} FROM organization o ${joins} WHERE ${visible} AND o.id = ANY($3::uuid[])`,
};

const listStatement: Statement = {
  name: 'organization-list',
  text: `WITH page AS MATERIALIZED (
      SELECT o.* FROM organization o LEFT JOIN territory t ON t.id = o.territory_id
       WHERE ${visible}
         AND ($3::text = '' OR o.name_folded LIKE '%' || $3 || '%' OR o.siren = replace($3, ' ', ''))
         AND ($4::text[] IS NULL OR o.type = ANY($4))
         AND ($5::uuid IS NULL OR EXISTS (
           SELECT 1 FROM network_membership m WHERE m.organization_id = o.id AND m.network_id = $5))
         AND ($6::text IS NULL OR t.departement_code = $6)
         AND ($7::text IS NULL OR t.region_code = $7)
         AND ($8::text[] IS NULL OR o.state = ANY($8))
         AND ($9::text IS NULL OR (o.name_folded, o.id) > ($9, $10::uuid))
       ORDER BY o.name_folded, o.id LIMIT $11)
    ${select}, o.name_folded AS sort FROM page o ${joins} ORDER BY o.name_folded, o.id`,
};

/** Organizations as the caller sees them, one statement a screen. */
@Injectable()
export class OrganizationView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /** Null when it is absent, or PENDING and not the caller's. */
  async one(actor: Actor, id: string): Promise<OrganizationItem | null> {
    if (!isUuid(id)) return null;
    const [row] = await this.pool.query<OrganizationItem>(oneStatement, [...sight(actor), id]);
    return row ?? null;
  }

  /**
   * Those of the ids that the caller sees, in no particular order.
   * @param made one that the caller has just made: its membership is younger than the actor
   */
  async byIds(actor: Actor, ids: readonly string[], made?: string): Promise<OrganizationItem[]> {
    if (ids.length === 0) return [];
    const [everything, own] = sight(actor);
    return this.pool.query<OrganizationItem>(manyStatement, [everything, made ? [...own, made] : own, ids]);
  }

  /** By name, keyset. @throws UserInputError CURSOR_INVALID */
  async page(actor: Actor, filter: OrganizationFilter, first: number, after: string | null): Promise<OrganizationPage> {
    const size = Math.min(Math.max(first, 1), MAX_ORGANIZATIONS);
    const [name, id] = after === null ? [null, null] : nameCursor(after);
    const networkId = filter.networkId == null ? null : isUuid(filter.networkId) ? filter.networkId : NO_ONE;
    const rows = await this.pool.query<OrganizationItem & { sort: string }>(listStatement, [
      ...sight(actor),
      foldText((filter.search ?? '').slice(0, 100)),
      filter.types ?? null,
      networkId,
      filter.departementCode ?? null,
      filter.regionCode ?? null,
      filter.states ?? null,
      name,
      id,
      size + 1,
    ]);
    const organizations = rows.slice(0, size);
    return {
      organizations,
      cursors: organizations.map(({ sort, id: last }) => encodeCursor([sort, last])),
      hasNextPage: rows.length > size,
    };
  }
}

/** @throws UserInputError CURSOR_INVALID */
function nameCursor(after: string): [name: string, id: string] {
  const [name, id] = decodeCursor(after, 2);
  if (typeof name !== 'string' || !isUuid(id)) throw invalidCursor();
  return [name, String(id)];
}

/** An id that no organization has. */
const NO_ONE = '00000000-0000-0000-0000-000000000000';

function sight(actor: Actor): [everything: boolean, own: readonly string[]] {
  const { everywhere, organizations } = reachOf(actor, 'see.pending');
  return [everywhere, organizations];
}
