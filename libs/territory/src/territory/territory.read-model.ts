import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import type { TerritoryLevel } from './territory.entity.js';

/** What tells one territory from another. */
export interface TerritoryKey {
  readonly id: string;
  readonly level: TerritoryLevel;
  readonly code: string;
  readonly name: string;
  readonly siren: string | null;
  readonly departementCode: string | null;
  /** SIREN of the EPCI that a commune belongs to. */
  readonly epciCode: string | null;
}

/** The official table has some 35,000 communes: far fewer means that it was never loaded. */
const LEAST_COMMUNES = 10_000;
/** Territories whose names hold the words of one search; the shortest names first. */
const MAX_EACH = 300;

const columns = `t.id, t.level, t.code, t.name, t.siren, t.departement_code AS "departementCode", t.epci_code AS "epciCode"`;

const bySirensStatement: Statement = {
  name: 'territory-keys-by-sirens',
  text: `SELECT ${columns} FROM territory t WHERE t.siren = ANY($1::text[]) ORDER BY t.id`,
};
const byWordsStatement: Statement = {
  name: 'territory-keys-by-words',
  text: `SELECT DISTINCT ON (t.id) ${columns} FROM unnest($1::text[]) AS q(pattern)
    CROSS JOIN LATERAL (SELECT * FROM territory x WHERE x.name_folded LIKE q.pattern
      ORDER BY length(x.name_folded), x.id LIMIT ${MAX_EACH}) t ORDER BY t.id`,
};
const loadedStatement: Statement = {
  name: 'territories-loaded',
  text: `SELECT count(*) >= ${LEAST_COMMUNES} AS loaded
    FROM (SELECT FROM territory WHERE level = 'COMMUNE' AND source = 'COG' LIMIT ${LEAST_COMMUNES}) t`,
};

/** Territories for other modules, many keys in one statement. */
@Injectable()
export class TerritoryReadModel {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /** False on a network that has not loaded the official geographical code. */
  async isLoaded(): Promise<boolean> {
    const [row] = await this.pool.query<{ loaded: boolean }>(loadedStatement);
    return row?.loaded ?? false;
  }

  async bySirens(sirens: readonly string[]): Promise<TerritoryKey[]> {
    return sirens.length === 0 ? [] : this.pool.query<TerritoryKey>(bySirensStatement, [sirens]);
  }

  /** Those whose folded name holds the words of one of `names` (folded) in their order. */
  async byWords(names: readonly string[]): Promise<TerritoryKey[]> {
    const patterns = names.map((name) => (name.length < 3 ? name : `%${name.replace(/ /g, '%')}%`));
    return patterns.length === 0 ? [] : this.pool.query<TerritoryKey>(byWordsStatement, [patterns]);
  }
}
