import { ReadPool, type Statement } from '@maillage/database';
import { digitsOf, foldText } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { TerritoryLevel, TerritorySource } from './territory.entity.js';

/** A territory with what tells it apart from others of its name. */
export interface TerritoryItem {
  readonly id: string;
  readonly level: TerritoryLevel;
  readonly code: string;
  readonly name: string;
  readonly siren: string | null;
  readonly population: number | null;
  readonly departementCode: string | null;
  readonly departementName: string | null;
  readonly regionCode: string | null;
  readonly regionName: string | null;
  readonly postalCodes: readonly string[];
  readonly source: TerritorySource;
}

/** Longest list of a completion. */
export const MAX_TERRITORIES = 50;

const columns = `t.id, t.level, t.code, t.name, t.siren, t.population, t.departement_code AS "departementCode",
  d.name AS "departementName", t.region_code AS "regionCode", r.name AS "regionName",
  t.postal_codes AS "postalCodes", t.source`;
const places = `LEFT JOIN territory d ON d.id = 'DEPARTEMENT-' || t.departement_code
  LEFT JOIN territory r ON r.id = 'REGION-' || t.region_code`;

const byName: Statement = {
  name: 'territories-by-name',
  text: `WITH found AS (
      SELECT id, CASE WHEN name_folded = ANY($1::text[]) THEN 0 WHEN name_folded LIKE $1[1] || '%' THEN 1
                      WHEN name_folded LIKE $1[2] || '%' THEN 1 WHEN name_folded LIKE '% ' || $1[1] || '%' THEN 2
                      ELSE 3 END AS rank
        FROM territory
       WHERE (name_folded LIKE $1[1] || '%' OR name_folded LIKE $1[2] || '%' OR name_folded LIKE '% ' || $1[1] || '%'
              OR (length($1[1]) >= 4 AND name_folded % $1[1]))
         AND ($2::text IS NULL OR level = $2))
    SELECT ${columns} FROM found f JOIN territory t USING (id) ${places}
     ORDER BY f.rank, t.population DESC NULLS LAST, t.id LIMIT $3`,
};

const byCode: Statement = {
  name: 'territories-by-code',
  text: `SELECT ${columns} FROM territory t ${places}
     WHERE (t.code = $1 OR t.siren = $1 OR t.postal_codes @> ARRAY[$1::text]) AND ($2::text IS NULL OR t.level = $2)
     ORDER BY t.code = $1 DESC, t.population DESC NULLS LAST, t.id LIMIT $3`,
};

const byIds: Statement = {
  name: 'territories-by-ids',
  text: `SELECT ${columns} FROM territory t ${places} WHERE t.id = ANY($1::text[]) ORDER BY t.id`,
};

@Injectable()
export class TerritoryView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /**
   * Completes "st denis", "93200" (postal code), "93066" (INSEE code) or a SIREN: exact names first, then beginnings,
   * then words inside, then near spellings; the larger place first.
   */
  async search(search: string, level: TerritoryLevel | null, first: number): Promise<TerritoryItem[]> {
    const size = Math.min(Math.max(first, 1), MAX_TERRITORIES);
    const digits = digitsOf(search);
    if (/^(\d{2,3}|\d{5}|\d{9}|2[ab]\d{0,3})$/i.test(digits)) {
      return this.pool.query(byCode, [digits.toUpperCase(), level, size]);
    }
    const folded = foldText(search.slice(0, 100));
    if (folded === '') return [];
    return this.pool.query(byName, [spellings(folded), level, size]);
  }

  async byIds(ids: readonly string[]): Promise<TerritoryItem[]> {
    return ids.length === 0 ? [] : this.pool.query(byIds, [ids]);
  }
}

/** The text as typed, and with the abbreviations of names written out. */
export function spellings(folded: string): [string, string] {
  return [folded, folded.replace(/\bst\b/g, 'saint').replace(/\bste\b/g, 'sainte')];
}
