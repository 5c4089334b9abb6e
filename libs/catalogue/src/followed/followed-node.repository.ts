import type { Transaction } from '@maillage/database';
import { Injectable } from '@nestjs/common';
import type { EntryContent } from '../fields/entry-content.js';

export type FollowedSide = 'LIVE' | 'NEXT';

/** What a feed says of an entry; document null: it is shown no more. */
export interface FollowedChange {
  readonly seq: number;
  readonly entryId: string;
  readonly version: number;
  readonly op: 'UPSERT' | 'REMOVE';
  readonly document: string | null;
}

export interface HeldDocument {
  readonly entryId: string;
  readonly version: number;
  readonly seq: number;
  readonly document: string;
}

/** A document and what became of it here. */
export interface HeldRow extends HeldDocument {
  readonly shownAs: string | null;
  readonly problem: string | null;
  readonly targets: readonly string[];
}

/** The entry that shows a document, locked. */
export interface ShownEntry {
  readonly id: string;
  readonly remoteId: string;
  readonly state: string;
  readonly hash: string | null;
  readonly lastRevision: number;
  readonly content: EntryContent | null;
}

/** What a node says beside the content. */
export interface SettledRow {
  readonly id: string;
  readonly owner: string;
  readonly subject: string;
  readonly state: 'PUBLISHED' | 'ARCHIVED';
  readonly confirmed: boolean;
  readonly createdAt: string;
  readonly publishedAt: string | null;
  readonly updatedAt: string;
  readonly lastConfirmedAt: string | null;
  readonly reviewBy: string | null;
}

/** Documents of followed nodes and how far each was followed. */
@Injectable()
export class FollowedNodeRepository {
  async open(transaction: Transaction, source: string, url: string): Promise<void> {
    await transaction.query(
      `INSERT INTO followed_node (source, url) VALUES ($1, $2)
       ON CONFLICT (source) DO UPDATE SET url = excluded.url`,
      [source, url],
    );
  }

  /** Locks the node: its pages are applied one after the other. */
  async lock(transaction: Transaction, source: string): Promise<void> {
    await transaction.query('SELECT 1 FROM followed_node WHERE source = $1 FOR UPDATE', [source]);
  }

  async checkpoint(transaction: Transaction, source: string, side: FollowedSide): Promise<unknown> {
    const [row] = await transaction.query<{ checkpoint: unknown }[]>(
      `SELECT ${side === 'LIVE' ? 'checkpoint' : 'next_checkpoint'} AS checkpoint FROM followed_node WHERE source = $1`,
      [source],
    );
    return row?.checkpoint ?? null;
  }

  async keepCheckpoint(
    transaction: Transaction,
    source: string,
    side: FollowedSide,
    checkpoint: unknown,
  ): Promise<void> {
    const column = side === 'LIVE' ? 'checkpoint' : 'next_checkpoint';
    await transaction.query(`UPDATE followed_node SET ${column} = $2::jsonb WHERE source = $1`, [
      source,
      checkpoint === null ? null : JSON.stringify(checkpoint),
    ]);
  }

  async hold(transaction: Transaction, source: string, side: FollowedSide, rows: readonly HeldRow[]): Promise<void> {
    if (rows.length === 0) return;
    await transaction.query(
      `INSERT INTO followed_entry (source, side, remote_id, version, seq, document, entry_id, problem, targets)
       SELECT $1, $2, r."entryId", r.version, r.seq, r.document, r."shownAs", r.problem, r.targets
         FROM jsonb_to_recordset($3::jsonb)
           AS r("entryId" uuid, version int, seq bigint, document text, "shownAs" uuid, problem text, targets uuid[])
       ON CONFLICT (source, side, remote_id) DO UPDATE SET version = excluded.version, seq = excluded.seq,
         document = excluded.document, entry_id = excluded.entry_id, problem = excluded.problem,
         targets = excluded.targets`,
      [source, side, JSON.stringify(rows)],
    );
  }

  async drop(transaction: Transaction, source: string, side: FollowedSide, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await transaction.query(
      'DELETE FROM followed_entry WHERE source = $1 AND side = $2 AND remote_id = ANY($3::uuid[])',
      [source, side, ids],
    );
  }

  async clear(transaction: Transaction, source: string, side: FollowedSide): Promise<void> {
    await transaction.query('DELETE FROM followed_entry WHERE source = $1 AND side = $2', [source, side]);
  }

  /** Documents of a side in the order of their ids. @param after last id of the page before */
  async page(
    transaction: Transaction,
    source: string,
    side: FollowedSide,
    after: string,
    limit: number,
  ): Promise<HeldDocument[]> {
    return transaction.query(
      `SELECT remote_id AS "entryId", version, seq::float8 AS seq, document FROM followed_entry
        WHERE source = $1 AND side = $2 AND remote_id > $3::uuid ORDER BY remote_id LIMIT $4`,
      [source, side, after, limit],
    );
  }

  /** Ids that are shown and that a full load did not bring. */
  async ghosts(transaction: Transaction, source: string): Promise<string[]> {
    const rows = await transaction.query<{ id: string }[]>(
      `SELECT l.remote_id AS id FROM followed_entry l WHERE l.source = $1 AND l.side = 'LIVE'
          AND NOT EXISTS (SELECT 1 FROM followed_entry n
            WHERE n.source = l.source AND n.side = 'NEXT' AND n.remote_id = l.remote_id)`,
      [source],
    );
    return rows.map(({ id }) => id);
  }

  /** Documents shown that point at one of these, other than themselves. */
  async pointingAt(transaction: Transaction, source: string, ids: readonly string[]): Promise<HeldDocument[]> {
    if (ids.length === 0) return [];
    return transaction.query(
      `SELECT remote_id AS "entryId", version, seq::float8 AS seq, document FROM followed_entry
        WHERE source = $1 AND side = 'LIVE' AND targets && $2::uuid[] AND remote_id <> ALL($2::uuid[])
        ORDER BY remote_id`,
      [source, ids],
    );
  }

  /** Entries that show these documents, or did. Locked in the order of their ids. */
  async shown(transaction: Transaction, source: string, ids: readonly string[]): Promise<Map<string, ShownEntry>> {
    const rows = await transaction.query<ShownEntry[]>(
      `SELECT e.id, e.origin_source_id AS "remoteId", e.state, e.origin_hash AS hash, e.last_revision AS "lastRevision",
              v.content
         FROM entry e LEFT JOIN entry_revision v ON v.entry_id = e.id AND v.number = e.published_revision
        WHERE e.origin_source = $1 AND e.origin_source_id = ANY($2::text[]) ORDER BY e.id FOR UPDATE OF e`,
      [source, ids],
    );
    return new Map(rows.map((row) => [row.remoteId, row]));
  }

  /** What the node says of entries beside their content, as it says it. */
  async settle(transaction: Transaction, rows: readonly SettledRow[]): Promise<void> {
    if (rows.length === 0) return;
    await transaction.query(
      `UPDATE entry e SET owner_id = r.owner, subject_organization_id = r.subject, state = r.state,
              claimed_at = CASE WHEN r.confirmed AND r.owner <> r.subject THEN coalesce(e.claimed_at, now()) END,
              created_at = r."createdAt", published_at = coalesce(r."publishedAt", e.published_at),
              updated_at = r."updatedAt", last_confirmed_at = r."lastConfirmedAt", review_by = r."reviewBy"
         FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, owner uuid, subject uuid, state text, confirmed boolean,
              "createdAt" timestamptz, "publishedAt" timestamptz, "updatedAt" timestamptz,
              "lastConfirmedAt" timestamptz, "reviewBy" date)
        WHERE e.id = r.id`,
      [JSON.stringify(rows)],
    );
  }

  /** The organizations here of a node's, by their ids there. */
  async organizations(
    transaction: Transaction,
    source: string,
    ids: readonly string[],
  ): Promise<Map<string, { readonly id: string; readonly name: string; readonly made: boolean }>> {
    const rows = await transaction.query<{ remote: string; id: string; name: string; made: boolean }[]>(
      `SELECT f.remote_id AS remote, o.id, o.name, f.made FROM followed_organization f
         JOIN organization o ON o.id = f.organization_id WHERE f.source = $1 AND f.remote_id = ANY($2::uuid[])`,
      [source, ids],
    );
    return new Map(rows.map(({ remote, ...row }) => [remote, row]));
  }

  async keepOrganization(
    transaction: Transaction,
    row: {
      readonly source: string;
      readonly remoteId: string;
      readonly organizationId: string;
      readonly made: boolean;
    },
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO followed_organization (source, remote_id, organization_id, made) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [row.source, row.remoteId, row.organizationId, row.made],
    );
  }
}
