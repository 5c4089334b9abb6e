import { ReadPool } from '@maillage/database';
import { foldText } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { ComposedStatements } from '../entry/composed-statement.js';
import { visibleSql } from '../entry/entry-visibility.sql.js';
import type { ReferenceState } from './system.entity.js';

export interface SystemListItem {
  readonly id: string;
  readonly name: string;
  readonly url: string | null;
  readonly state: ReferenceState;
  readonly supplier: { readonly id: string; readonly name: string; readonly state: ReferenceState } | null;
  /** Entries that the caller sees and that use it. */
  readonly entryCount: number;
}

export interface SupplierListItem {
  readonly id: string;
  readonly name: string;
  readonly siren: string | null;
  readonly foreignId: string | null;
  readonly state: ReferenceState;
  readonly systemCount: number;
  readonly entryCount: number;
}

export interface ReferenceQuery {
  readonly search: string | null;
  readonly first: number;
  /** Moderators see also what no visible entry uses yet. */
  readonly everything: boolean;
  readonly audience: 'PUBLIC' | 'NETWORK';
}

/** Entries that an audience sees, with the system each uses. */
const visibleUses = (audience: ReferenceQuery['audience']): string => `
  SELECT DISTINCT e.id AS entry_id, coalesce(s.merged_into_id, s.id) AS system_id
    FROM entry e
    JOIN organization o ON o.id = e.owner_id
    JOIN entry_revision v ON v.entry_id = e.id AND v.number = e.published_revision
    LEFT JOIN entry_relation l ON l.entry_id = e.id AND l.revision = v.number AND l.target_system_id IS NOT NULL
    JOIN system s ON s.id = l.target_system_id OR s.id = (v.content #>> '{deployment,system}')::uuid
   WHERE ${visibleSql(audience, 'o')}`;

const systemsStatements = new ComposedStatements('systems');
const systemsText = (audience: ReferenceQuery['audience']): string =>
  `WITH uses AS (${visibleUses(audience)}), counted AS (SELECT system_id, count(*)::int AS n FROM uses GROUP BY 1)
    SELECT s.id, s.name, s.url, s.state, coalesce(c.n, 0) AS "entryCount",
           CASE WHEN p.id IS NULL THEN NULL ELSE json_build_object('id', p.id, 'name', p.name, 'state', p.state) END AS supplier
      FROM system s
      LEFT JOIN counted c ON c.system_id = s.id
      LEFT JOIN supplier g ON g.id = s.supplier_id
      LEFT JOIN supplier p ON p.id = coalesce(g.merged_into_id, g.id)
     WHERE s.state <> 'MERGED' AND ($3 OR c.n IS NOT NULL)
       AND ($1 = '' OR s.name_folded LIKE '%' || $1 || '%' OR EXISTS (SELECT 1 FROM unnest(s.aliases) a WHERE a LIKE '%' || $1 || '%'))
     ORDER BY coalesce(c.n, 0) DESC, s.name_folded, s.id LIMIT $2`;

const suppliersStatements = new ComposedStatements('suppliers');
const suppliersText = (audience: ReferenceQuery['audience']): string =>
  `WITH uses AS (${visibleUses(audience)}),
    counted AS (
      SELECT coalesce(g.merged_into_id, g.id) AS supplier_id, count(DISTINCT u.entry_id)::int AS n,
             count(DISTINCT u.system_id)::int AS systems
        FROM uses u JOIN system s ON s.id = u.system_id JOIN supplier g ON g.id = s.supplier_id GROUP BY 1)
    SELECT p.id, p.name, p.siren, p.foreign_id AS "foreignId", p.state,
           coalesce(c.systems, 0) AS "systemCount", coalesce(c.n, 0) AS "entryCount"
      FROM supplier p LEFT JOIN counted c ON c.supplier_id = p.id
     WHERE p.state <> 'MERGED' AND ($3 OR c.n IS NOT NULL)
       AND ($1 = '' OR p.name_folded LIKE '%' || $1 || '%' OR EXISTS (SELECT 1 FROM unnest(p.aliases) a WHERE a LIKE '%' || $1 || '%'))
     ORDER BY coalesce(c.n, 0) DESC, p.name_folded, p.id LIMIT $2`;

const MAX_REFERENCES = 100;

/** Systems and suppliers as an audience sees them: only those of entries it sees, counted over those entries. */
@Injectable()
export class SystemView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  async systems(query: ReferenceQuery): Promise<SystemListItem[]> {
    return this.pool.query<SystemListItem>(systemsStatements.of(systemsText(query.audience)), parameters(query));
  }

  async suppliers(query: ReferenceQuery): Promise<SupplierListItem[]> {
    return this.pool.query<SupplierListItem>(suppliersStatements.of(suppliersText(query.audience)), parameters(query));
  }
}

function parameters(query: ReferenceQuery): unknown[] {
  const search = foldText(query.search ?? '').slice(0, 100);
  return [search, Math.min(Math.max(query.first, 1), MAX_REFERENCES), query.everything];
}
