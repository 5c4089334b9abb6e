import type { Transaction } from '@maillage/database';
import { foldText, newId, UserInputError } from '@maillage/kernel';
import { isValidSiren } from '@maillage/territory';
import { Injectable } from '@nestjs/common';
import { isHttpUrl } from '../fields/rules/text-gates.js';
import { systemMessages } from './system.messages.js';
import type { ReferenceState } from './system.entity.js';

export interface ProposedSupplier {
  readonly name: string;
  readonly siren?: string | null;
  /** Identifier of a firm outside France, with its register. */
  readonly foreignId?: string | null;
}

/** An AI product named by someone who writes an entry. */
export interface ProposedSystem {
  readonly name: string;
  readonly url?: string | null;
  readonly supplier?: ProposedSupplier | null;
}

export interface LockedReference {
  readonly id: string;
  readonly name: string;
  readonly state: ReferenceState;
  readonly aliases: readonly string[];
}

/** Write model of systems and suppliers: reference data that entries propose and moderators confirm or merge. */
@Injectable()
export class SystemRepository {
  /**
   * The system of that name (or alias) and supplier, else a new PROPOSED one.
   * @returns its id; of a merged one, the id of the one that stays
   * @throws UserInputError PROPOSED_NAME, SIREN_INVALID
   */
  async resolveOrPropose(transaction: Transaction, proposed: ProposedSystem): Promise<string> {
    const name = cleanName(proposed.name, ['input', 'proposedSystem', 'name']);
    const url = proposed.url?.trim() || null;
    if (url !== null && !isHttpUrl(url)) {
      throw UserInputError.of('URL', systemMessages.URL, ['input', 'proposedSystem', 'url']);
    }
    const supplierId = proposed.supplier ? await this.resolveSupplier(transaction, proposed.supplier) : null;
    const folded = foldText(name);
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7))', [`system ${folded}`]);
    const [found] = await transaction.query<{ id: string }[]>(
      `SELECT coalesce(merged_into_id, id) AS id FROM system
        WHERE (name_folded = $1 OR aliases @> ARRAY[$1]) AND ($2::uuid IS NULL OR supplier_id IS NULL OR supplier_id = $2
          OR supplier_id IN (SELECT id FROM supplier WHERE merged_into_id = $2))
        ORDER BY state = 'CONFIRMED' DESC, supplier_id IS NOT DISTINCT FROM $2 DESC, id LIMIT 1`,
      [folded, supplierId],
    );
    if (found) return found.id;
    const id = newId();
    await transaction.query(
      'INSERT INTO system (id, name, name_folded, supplier_id, url) VALUES ($1, $2, $3, $4, $5)',
      [id, name, folded, supplierId, url],
    );
    return id;
  }

  /** A supplier by SIREN, else by name or alias, else a new PROPOSED one. */
  async resolveSupplier(transaction: Transaction, proposed: ProposedSupplier): Promise<string> {
    const path = ['input', 'proposedSystem', 'supplier'];
    const name = cleanName(proposed.name, [...path, 'name']);
    const siren = proposed.siren?.replace(/\s/g, '') || null;
    if (siren !== null && !isValidSiren(siren)) {
      throw UserInputError.of('SIREN_INVALID', systemMessages.SIREN_INVALID, [...path, 'siren']);
    }
    const foreignId = proposed.foreignId?.trim() || null;
    if (foreignId !== null && !/^[A-Z]{2}:[\w .\-/]{1,40}$/.test(foreignId)) {
      throw UserInputError.of('FOREIGN_ID', systemMessages.FOREIGN_ID, [...path, 'foreignId']);
    }
    const folded = foldText(name);
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7))', [`supplier ${siren ?? folded}`]);
    const [found] = await transaction.query<{ id: string }[]>(
      `SELECT coalesce(merged_into_id, id) AS id FROM supplier
        WHERE siren = $1 OR ((name_folded = $2 OR aliases @> ARRAY[$2]) AND ($1::text IS NULL OR siren IS NULL))
        ORDER BY siren IS NOT DISTINCT FROM $1 DESC, state = 'CONFIRMED' DESC, id LIMIT 1`,
      [siren, folded],
    );
    if (found) return found.id;
    const id = newId();
    await transaction.query(
      'INSERT INTO supplier (id, name, name_folded, siren, foreign_id) VALUES ($1, $2, $3, $4, $5)',
      [id, name, folded, siren, foreignId],
    );
    return id;
  }

  async lock(transaction: Transaction, table: 'system' | 'supplier', id: string): Promise<LockedReference | null> {
    const [row] = await transaction.query<LockedReference[]>(
      `SELECT id, name, state, aliases FROM ${table} WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }

  async confirm(transaction: Transaction, table: 'system' | 'supplier', id: string, name: string): Promise<void> {
    await transaction.query(
      `UPDATE ${table} SET state = 'CONFIRMED', name = $2, name_folded = $3,
              aliases = CASE WHEN name_folded = $3 THEN aliases ELSE array_append(aliases, name_folded) END
        WHERE id = $1`,
      [id, name, foldText(name)],
    );
  }

  /** The names of the merged one become aliases of the one that stays; earlier merges are led on to it. */
  async merge(transaction: Transaction, table: 'system' | 'supplier', id: string, intoId: string): Promise<void> {
    await transaction.query(
      `UPDATE ${table} SET aliases = (SELECT array_agg(DISTINCT x) FROM unnest(aliases ||
         (SELECT array_append(aliases, name_folded) FROM ${table} WHERE id = $1)) x) WHERE id = $2`,
      [id, intoId],
    );
    await transaction.query(
      `UPDATE ${table} SET state = 'MERGED', merged_into_id = $2 WHERE id = $1 OR merged_into_id = $1`,
      [id, intoId],
    );
  }

  /** Ids of the systems of a supplier, and of those it absorbed. */
  async systemsOf(transaction: Transaction, supplierId: string): Promise<string[]> {
    const rows = await transaction.query<{ id: string }[]>(
      `SELECT id FROM system WHERE supplier_id IN (SELECT id FROM supplier WHERE id = $1 OR merged_into_id = $1) ORDER BY id`,
      [supplierId],
    );
    return rows.map((row) => row.id);
  }
}

/** @throws UserInputError PROPOSED_NAME when nothing remains of the name, or it is too long */
export function cleanName(name: string, path: readonly string[]): string {
  const clean = name.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (foldText(clean).length === 0 || clean.length > 150) {
    throw UserInputError.of('PROPOSED_NAME', systemMessages.PROPOSED_NAME, path);
  }
  return clean;
}
