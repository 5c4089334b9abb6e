import type { Transaction } from '@maillage/database';
import { Injectable } from '@nestjs/common';
import type { TerritoryRow } from './cog-reader.js';
import type { TerritorySource } from './territory.entity.js';

const BATCH = 5_000;

@Injectable()
export class TerritoryRepository {
  /**
   * Inserts or updates rows; unchanged rows are not written. Safe to repeat.
   * @returns rows inserted or changed
   */
  async load(
    transaction: Transaction,
    rows: readonly TerritoryRow[],
    source: TerritorySource,
    onProgress: (done: number, total: number) => void = () => undefined,
  ): Promise<number> {
    let changed = 0;
    for (let start = 0; start < rows.length; start += BATCH) {
      const written = await transaction.query<{ id: string }[]>(
        `INSERT INTO territory AS t (id, level, code, name, name_folded, siren, population, departement_code, region_code,
                                     epci_code, postal_codes, source)
         SELECT r.id, r.level, r.code, r.name, r.name_folded, r.siren, r.population, r.departement_code, r.region_code,
                r.epci_code, r.postal_codes, $2
           FROM jsonb_to_recordset($1::jsonb) AS r(id text, level text, code text, name text, name_folded text,
                siren text, population int, departement_code text, region_code text, epci_code text, postal_codes text[])
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_folded = excluded.name_folded, siren = excluded.siren,
                population = excluded.population, departement_code = excluded.departement_code,
                region_code = excluded.region_code, epci_code = excluded.epci_code, postal_codes = excluded.postal_codes
          WHERE (t.name, t.siren, t.population, t.departement_code, t.region_code, t.epci_code, t.postal_codes)
                IS DISTINCT FROM (excluded.name, excluded.siren, excluded.population, excluded.departement_code,
                excluded.region_code, excluded.epci_code, excluded.postal_codes)
         RETURNING t.id`,
        [JSON.stringify(rows.slice(start, start + BATCH)), source],
      );
      changed += written.length;
      onProgress(Math.min(start + BATCH, rows.length), rows.length);
    }
    return changed;
  }
}
