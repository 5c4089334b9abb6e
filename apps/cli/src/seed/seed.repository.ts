import type { Transaction } from '@maillage/database';
import { foldText } from '@maillage/kernel';

/** Days of an entry of the demonstration, as ISO 8601 moments; `reviewBy` is `YYYY-MM-DD`. */
export interface StoryDates {
  readonly id: string;
  readonly created: string;
  readonly published: string | null;
  readonly updated: string;
  readonly confirmed: string | null;
  readonly reviewBy: string | null;
  readonly revisions: readonly { readonly number: number; readonly at: string; readonly published: boolean }[];
}

/** What the seed needs of the database and no service gives: look-ups by name, origins, travelled dates. */
export class SeedRepository {
  /** Keeps the seed's idempotency keys alive, so that an interrupted seeding can be finished after any time. */
  async refreshAttempts(transaction: Transaction): Promise<void> {
    await transaction.query(`UPDATE idempotency_key SET created_at = now() WHERE key LIKE 'seed:%'`);
  }

  async organizationOfTerritory(transaction: Transaction, territoryId: string): Promise<string | null> {
    return first(transaction, 'SELECT id FROM organization WHERE territory_id = $1', [territoryId]);
  }

  /** An organization without a territory, by its name. */
  async organizationNamed(transaction: Transaction, name: string): Promise<string | null> {
    return first(
      transaction,
      'SELECT id FROM organization WHERE name_folded = $1 AND territory_id IS NULL ORDER BY id LIMIT 1',
      [foldText(name)],
    );
  }

  async networkBody(transaction: Transaction): Promise<string | null> {
    return first(transaction, 'SELECT id FROM organization WHERE is_network ORDER BY id LIMIT 1', []);
  }

  async reference(transaction: Transaction, table: 'system' | 'supplier', name: string): Promise<string | null> {
    return first(
      transaction,
      `SELECT coalesce(merged_into_id, id) AS id FROM ${table} WHERE name_folded = $1 ORDER BY id LIMIT 1`,
      [foldText(name)],
    );
  }

  /** Says where an entry was taken over from, before it is published; what is told already stays. */
  async setOrigin(transaction: Transaction, id: string, source: string, sourceId: string): Promise<void> {
    await transaction.query(
      `UPDATE entry SET origin_source = $2, origin_source_id = $3 WHERE id = $1 AND origin_source IS NULL`,
      [id, source, sourceId],
    );
  }

  /** Moves entries and their revisions back in time. Readers see these dates: a new version; the caller tells followers. */
  async setDates(transaction: Transaction, dates: readonly StoryDates[]): Promise<void> {
    await transaction.query(
      `UPDATE entry e SET version = version + CASE WHEN e.published_revision IS NULL THEN 0 ELSE 1 END,
              created_at = d.created, updated_at = d.updated, published_at = d.published,
              last_confirmed_at = d.confirmed, review_by = d."reviewBy"
         FROM jsonb_to_recordset($1::jsonb) AS d(id uuid, created timestamptz, updated timestamptz,
              published timestamptz, confirmed timestamptz, "reviewBy" date)
        WHERE e.id = d.id`,
      [JSON.stringify(dates)],
    );
    const revisions = dates.flatMap(({ id, revisions: list }) => list.map((revision) => ({ id, ...revision })));
    await transaction.query(
      `UPDATE entry_revision v SET created_at = d.at,
              submitted_at = CASE WHEN v.submitted_at IS NULL THEN NULL ELSE d.at END,
              published_at = CASE WHEN d.published THEN d.at ELSE NULL END
         FROM jsonb_to_recordset($1::jsonb) AS d(id uuid, number int, at timestamptz, published boolean)
        WHERE v.entry_id = d.id AND v.number = d.number`,
      [JSON.stringify(revisions)],
    );
  }
}

async function first(transaction: Transaction, text: string, values: readonly unknown[]): Promise<string | null> {
  const [row] = await transaction.query<{ id: string }[]>(text, [...values]);
  return row?.id ?? null;
}
