import type { Transaction } from '@maillage/database';
import { Injectable } from '@nestjs/common';
import type { RevisionState } from '../domain/entry-lifecycle.js';
import { FIRST_ID } from '../entry/entry.read-model.js';
import type { EntryContent } from '../fields/entry-content.js';
import type { RecordedDecision } from '../fields/content-personal-data.js';

/** Entries looked through in one statement. */
const PAGE = 2_000;

/** Texts of a revision. */
export interface RevisionTexts {
  readonly number: number;
  readonly state: RevisionState;
  readonly content: EntryContent;
  readonly comment: string | null;
  readonly decisions: readonly RecordedDecision[] | null;
  /** Notes of its relations, by position. */
  readonly compliance: Readonly<Record<string, unknown>>;
}

/** Texts of an entry outside its revisions. */
export interface EntryTexts {
  readonly closingNote: string | null;
  readonly originRaw: Readonly<Record<string, unknown>> | null;
}

export interface RewrittenRevision extends RevisionTexts {
  readonly titleHash: string;
  readonly textHash: string | null;
}

const said = [
  'v.content::text',
  'v.review_comment',
  'v.personal_data_decisions::text',
  'e.closing_note',
  'e.origin_raw::text',
];
const relationSays = `EXISTS (SELECT FROM entry_relation l WHERE l.entry_id = v.entry_id AND l.revision = v.number
  AND l.compliance::text ILIKE ANY($3::text[]))`;

/** Looks for a person in texts, and writes them anew. The one place that changes revisions already published. */
@Injectable()
export class EntryErasureRepository {
  /** Entries with a text that one of the patterns of LIKE matches, in the order of their ids. */
  async entriesSaying(transaction: Transaction, patterns: readonly string[]): Promise<string[]> {
    if (patterns.length === 0) return [];
    const ids: string[] = [];
    for (let after = FIRST_ID; ;) {
      const [end] = await transaction.query<{ id: string }[]>(
        `SELECT id FROM entry WHERE id > $1 ORDER BY id OFFSET ${PAGE - 1} LIMIT 1`,
        [after],
      );
      const rows = await transaction.query<{ id: string }[]>(
        `SELECT DISTINCT e.id FROM entry e JOIN entry_revision v ON v.entry_id = e.id
          WHERE e.id > $1 AND ($2::uuid IS NULL OR e.id <= $2)
            AND (${said.map((text) => `${text} ILIKE ANY($3::text[])`).join(' OR ')} OR ${relationSays})
          ORDER BY e.id`,
        [after, end?.id ?? null, patterns],
      );
      ids.push(...rows.map((row) => row.id));
      if (!end) return ids;
      after = end.id;
    }
  }

  /** Oldest first. */
  async revisions(transaction: Transaction, entryId: string): Promise<RevisionTexts[]> {
    return transaction.query(
      `SELECT v.number, v.state, v.content, v.review_comment AS comment, v.personal_data_decisions AS decisions,
              (SELECT coalesce(jsonb_object_agg(l.position, l.compliance), '{}') FROM entry_relation l
                WHERE l.entry_id = v.entry_id AND l.revision = v.number AND l.compliance IS NOT NULL) AS compliance
         FROM entry_revision v WHERE v.entry_id = $1 ORDER BY v.number`,
      [entryId],
    );
  }

  async texts(transaction: Transaction, entryId: string): Promise<EntryTexts> {
    const [texts] = await transaction.query<EntryTexts[]>(
      'SELECT closing_note AS "closingNote", origin_raw AS "originRaw" FROM entry WHERE id = $1',
      [entryId],
    );
    return texts ?? { closingNote: null, originRaw: null };
  }

  async setTexts(transaction: Transaction, entryId: string, { closingNote, originRaw }: EntryTexts): Promise<void> {
    await transaction.query('UPDATE entry SET closing_note = $2, origin_raw = $3 WHERE id = $1', [
      entryId,
      closingNote,
      originRaw && JSON.stringify(originRaw),
    ]);
  }

  /** A copy of a revision under a further number: same author, same moments. */
  async copy(transaction: Transaction, entryId: string, from: number, to: number): Promise<void> {
    await transaction.query(
      `WITH counted AS (UPDATE entry SET last_revision = $3 WHERE id = $1),
       related AS (
         INSERT INTO entry_relation (entry_id, revision, position, type, target_entry_id, target_system_id, compliance)
         SELECT entry_id, $3, position, type, target_entry_id, target_system_id, compliance
           FROM entry_relation WHERE entry_id = $1 AND revision = $2)
       INSERT INTO entry_revision (entry_id, number, state, content, title_hash, text_hash, review_comment,
              personal_data_decisions, author, published_by, created_at, submitted_at, published_at)
       SELECT entry_id, $3, state, content, title_hash, text_hash, review_comment,
              personal_data_decisions, author, published_by, created_at, submitted_at, published_at
         FROM entry_revision WHERE entry_id = $1 AND number = $2`,
      [entryId, from, to],
    );
  }

  async rewrite(transaction: Transaction, entryId: string, revision: RewrittenRevision): Promise<void> {
    const { number, state, content, comment, decisions, compliance, titleHash, textHash } = revision;
    await transaction.query(
      `WITH related AS (
         UPDATE entry_relation l SET compliance = c.value FROM jsonb_each($9::jsonb) c
          WHERE l.entry_id = $1 AND l.revision = $2 AND l.position = c.key::int)
       UPDATE entry_revision SET state = $3, content = $4::jsonb, review_comment = $5, personal_data_decisions = $6::jsonb,
              title_hash = $7, text_hash = $8
        WHERE entry_id = $1 AND number = $2`,
      [
        ...[entryId, number, state, JSON.stringify(content), comment, decisions && JSON.stringify(decisions)],
        ...[titleHash, textHash, JSON.stringify(compliance)],
      ],
    );
  }

  /** Reasons that organizations gave for dropping a reuse. */
  async reasonsSaying(
    transaction: Transaction,
    patterns: readonly string[],
  ): Promise<{ id: string; reason: string }[]> {
    if (patterns.length === 0) return [];
    return transaction.query(
      'SELECT id, reason FROM adoption WHERE reason ILIKE ANY($1::text[]) ORDER BY id FOR UPDATE',
      [patterns],
    );
  }

  async setReason(transaction: Transaction, id: string, reason: string): Promise<void> {
    await transaction.query('UPDATE adoption SET reason = $2 WHERE id = $1', [id, reason]);
  }
}
