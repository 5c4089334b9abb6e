import type { EntryVersion } from '@maillage/catalogue';
import type { Transaction } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { IndexedAudience } from '../engine/search-index.js';
import type { StoredDocument } from './stored-document.js';

/** Errors that tell of the data itself: data exception, program limit exceeded, what is no vector. */
const POISON = /^(?:22|54|42601)/;

/** Under this name documents that PostgreSQL refuses are told in `search_quarantine`. */
export const DOCUMENTS = 'search_document';

/** Documents and their words, always together: `search_word` counts what `search_document` holds, at every commit. */
@Injectable()
export class SearchDocumentRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * Makes the rows of these entries be `documents`, in one statement; other rows of theirs go. For one writer at a
   * time. A document that PostgreSQL refuses is set aside, the others go on.
   */
  async replace(
    transaction: Transaction,
    entryIds: readonly string[],
    documents: readonly StoredDocument[],
  ): Promise<void> {
    const [first] = entryIds;
    if (first === undefined) return;
    await transaction.query('SAVEPOINT documents');
    try {
      await transaction.query(replaceStatement, [JSON.stringify(documents), entryIds]);
      await transaction.query(releaseStatement, [DOCUMENTS, entryIds]);
      await transaction.query('RELEASE SAVEPOINT documents');
      return;
    } catch (error) {
      // Without documents there is nothing to set aside: rows that cannot be removed are a fault of the server.
      if (!POISON.test((error as { code?: string }).code ?? '') || documents.length === 0) throw error;
      await transaction.query('ROLLBACK TO SAVEPOINT documents');
      if (entryIds.length === 1) return this.setAside(transaction, first, documents, error as Error);
    }
    const half = Math.ceil(entryIds.length / 2);
    for (const ids of [entryIds.slice(0, half), entryIds.slice(half)]) {
      const theirs = documents.filter((document) => ids.includes(document.entry_id));
      await this.replace(transaction, ids, theirs);
    }
  }

  /** Words that no document has any more. */
  async sweep(transaction: Transaction): Promise<void> {
    await transaction.query("DELETE FROM search_word WHERE documents <= 0 AND audience IN ('PUBLIC', 'NETWORK')");
  }

  /** Rows: one an entry and audience. */
  async count(): Promise<number> {
    const [row] = await this.dataSource.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM search_document',
    );
    return row?.count ?? 0;
  }

  /** Ids and versions of the rows of an audience, in the order of their ids. @param after id; at most `limit` */
  async versions(audience: IndexedAudience, after: string, limit: number): Promise<EntryVersion[]> {
    return this.dataSource.query(
      `SELECT entry_id AS id, version FROM search_document
        WHERE audience = $1 AND entry_id > $2 ORDER BY entry_id LIMIT $3`,
      [audience, after, limit],
    );
  }

  /** The same of these entries, as the transaction sees them. @param ids at most 1,000 */
  async versionsOf(
    transaction: Transaction,
    audience: IndexedAudience,
    ids: readonly string[],
  ): Promise<EntryVersion[]> {
    return transaction.query(
      'SELECT entry_id AS id, version FROM search_document WHERE audience = $1 AND entry_id = ANY($2::uuid[])',
      [audience, ids],
    );
  }

  /** The old row must not be found in place of the one that was refused. */
  private async setAside(
    transaction: Transaction,
    entryId: string,
    documents: readonly StoredDocument[],
    error: Error,
  ): Promise<void> {
    await this.replace(transaction, [entryId], []);
    const version = documents[0]?.version ?? 0;
    await transaction.query(setAsideStatement, [DOCUMENTS, entryId, version, error.message.slice(0, 2_000)]);
  }
}

const releaseStatement = 'DELETE FROM search_quarantine WHERE index_name = $1 AND entry_id = ANY($2::uuid[])';

const setAsideStatement = `
  INSERT INTO search_quarantine (index_name, entry_id, version, error) VALUES ($1, $2, $3, $4)
  ON CONFLICT (index_name, entry_id) DO UPDATE SET version = excluded.version, error = excluded.error, at = now()`;

/**
 * `$1`: rows as JSON; `$2`: ids of the entries, also of those that have no row now. Words are counted by what changes:
 * those of the new rows less those of the old ones.
 */
const replaceStatement = `
  WITH given AS MATERIALIZED (
    SELECT * FROM json_to_recordset($1::json) AS row(
      audience text, entry_id uuid, version int, published_at bigint, adoption_total int, head tsvector, facets text[],
      tags text[], stems tsvector, words text[], title text, summary text, body text, card text)
  ), former AS MATERIALIZED (
    SELECT audience, entry_id, words FROM search_document WHERE entry_id = ANY($2::uuid[])
  ), removed AS (
    DELETE FROM search_document d USING former f
     WHERE d.audience = f.audience AND d.entry_id = f.entry_id
       AND NOT EXISTS (SELECT 1 FROM given g WHERE g.audience = f.audience AND g.entry_id = f.entry_id)
  ), put AS (
    INSERT INTO search_document (audience, entry_id, version, published_at, adoption_total, head, facets, tags, stems,
                                 words, title, summary, body, card)
    SELECT audience, entry_id, version, published_at, adoption_total, head, facets, tags, stems,
           words, title, summary, body, card
      FROM given
    ON CONFLICT (audience, entry_id) DO UPDATE
       SET version = excluded.version, published_at = excluded.published_at, adoption_total = excluded.adoption_total,
           head = excluded.head, facets = excluded.facets, tags = excluded.tags, stems = excluded.stems,
           words = excluded.words, title = excluded.title, summary = excluded.summary, body = excluded.body,
           card = excluded.card
  ), changed AS (
    SELECT audience, written, sum(n)::int AS n
      FROM (SELECT audience, unnest(words) AS written, 1 AS n FROM given
            UNION ALL SELECT audience, unnest(words), -1 FROM former) AS each
     GROUP BY audience, written HAVING sum(n) <> 0
  )
  INSERT INTO search_word (audience, word, stem, documents)
  SELECT audience, split_part(written, ' ', 1), split_part(written, ' ', 2), n FROM changed
  ON CONFLICT (audience, word, stem) DO UPDATE SET documents = search_word.documents + excluded.documents`;
