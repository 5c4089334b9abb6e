import type { Transaction } from '@maillage/database';
import { Injectable } from '@nestjs/common';
import type { GlossaryAction, GroupChange, StoredGroup } from './stored-group.js';

/** A group, removed ones too. */
export interface KeptGroup extends StoredGroup {
  readonly removed: boolean;
}

const COLUMNS = `id, terms, one_way AS "oneWay", version, content_key AS "contentKey", edited, removed`;

/** Write model of the glossary. One change at a time: each is checked beside all groups. */
@Injectable()
export class GlossaryRepository {
  /** Waits for a change under way, and keeps others waiting until the transaction ends. */
  async lockedGroups(transaction: Transaction): Promise<KeptGroup[]> {
    await transaction.query("SELECT pg_advisory_xact_lock(hashtextextended('glossary', 44))");
    return transaction.query<KeptGroup[]>(`SELECT ${COLUMNS} FROM glossary_group ORDER BY id`);
  }

  async nextVersion(transaction: Transaction): Promise<number> {
    const [row] = await transaction.query<{ next: number }[]>(
      'SELECT coalesce(max(number), 0) + 1 AS next FROM glossary_version',
    );
    return row?.next ?? 1;
  }

  async save(transaction: Transaction, groups: readonly KeptGroup[]): Promise<void> {
    await transaction.query(
      `INSERT INTO glossary_group (id, terms, one_way, version, content_key, edited, removed)
       SELECT id, terms, "oneWay", version, "contentKey", edited, removed FROM jsonb_to_recordset($1::jsonb) AS given
         (id uuid, terms jsonb, "oneWay" boolean, version int, "contentKey" text, edited boolean, removed boolean)
       ON CONFLICT (id) DO UPDATE SET terms = excluded.terms, one_way = excluded.one_way, version = excluded.version,
         edited = excluded.edited, removed = excluded.removed`,
      [JSON.stringify(groups)],
    );
  }

  async record(
    transaction: Transaction,
    version: {
      readonly number: number;
      readonly actor: string;
      readonly action: GlossaryAction;
      readonly changes: readonly GroupChange[];
    },
  ): Promise<void> {
    await transaction.query('INSERT INTO glossary_version (number, actor, action, changes) VALUES ($1, $2, $3, $4)', [
      version.number,
      version.actor,
      version.action,
      JSON.stringify(version.changes),
    ]);
  }
}
