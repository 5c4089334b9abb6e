import type { Transaction } from '@maillage/database';
import type { Audience } from '@maillage/identity';
import { Injectable } from '@nestjs/common';
import type { ImportedEntry } from '../domain/import-decision.js';
import type { EntryContent } from '../fields/entry-content.js';
import type { OwnerFacts } from './entry.policy.js';
import { monotoneUnion, type NewRelation } from './entry.repository.js';

/** An entry of a source, locked. */
export interface LocatedEntry extends ImportedEntry {
  readonly id: string;
  readonly sourceId: string;
  readonly kind: string;
  readonly audience: Audience;
  /** Hash of the row that was applied last. */
  readonly hash: string | null;
}

/** Contents that a changed row is compared with. */
export interface ImportedContent {
  /** What the importer wrote last; null when a redaction took it away. */
  readonly imported: EntryContent | null;
  readonly importedHasRelations: boolean;
  readonly importedSubjectId: string;
  readonly published: EntryContent | null;
}

export interface ImportOrganization extends OwnerFacts {
  readonly name: string;
  readonly oneStepPublishing: boolean;
  /** Codes of its places, for the feed's filters. */
  readonly territories: readonly string[];
}

interface OriginRow {
  readonly sourceId: string;
  readonly sourceUrl: string | null;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

interface RevisionRow {
  readonly id: string;
  readonly subject: string;
  readonly content: EntryContent;
  readonly titleHash: string;
  readonly textHash: string | null;
  readonly relations: readonly NewRelation[];
  readonly published: boolean;
  /** What publication writes; ignored otherwise. */
  readonly reviewBy: string | null;
  readonly readers: readonly string[];
  readonly themes: readonly string[];
  readonly territories: readonly string[];
}

export interface CreatedRow extends RevisionRow, OriginRow {
  readonly kind: string;
  readonly audience: Audience;
}

export interface RevisedRow extends RevisionRow, OriginRow {
  readonly number: number;
  /** False: the revision `number` exists and is only published. */
  readonly fresh: boolean;
  /** Readers lose something that they see now. */
  readonly narrowing: boolean;
}

export interface RefreshedRow extends OriginRow {
  readonly id: string;
}

export interface ImportAuthor {
  readonly source: string;
  readonly ownerId: string;
  /** Stable name that the revisions bear: of the actor, or of the source. */
  readonly name: string;
  /** An audit line for each entry; false where one line tells of the whole batch. */
  readonly audited: boolean;
}

export interface SharedRow {
  readonly id: string;
  readonly audience: Audience;
  /** Shared audiences that see it from now on; none while nothing is published. */
  readonly readers: readonly string[];
  /** Somebody does not see it any more. */
  readonly narrowing: boolean;
}

export interface ClosedRow {
  readonly id: string;
  readonly state: 'ARCHIVED' | 'WITHDRAWN';
}

/** Columns of a row of `$1`; `"…"` names are those of the interfaces above. */
const revisionColumns = `id uuid, subject uuid, content jsonb, "titleHash" text, "textHash" text, relations jsonb,
  published boolean, "reviewBy" date, readers text[], themes text[], territories text[],
  "sourceId" text, "sourceUrl" text, raw jsonb, hash text`;

const relationRows = (number: string): string => `
  INSERT INTO entry_relation (entry_id, revision, position, type, target_entry_id, target_system_id, compliance)
  SELECT r.id, ${number}, (l.position - 1)::int, l.value ->> 'type', (l.value ->> 'targetEntryId')::uuid,
         (l.value ->> 'targetSystemId')::uuid, nullif(l.value -> 'compliance', 'null'::jsonb)
    FROM r, jsonb_array_elements(r.relations) WITH ORDINALITY AS l(value, position)`;

/**
 * Writes many entries of one source in a few statements. Keeps the same columns by the same rules as the one-entry
 * statements of `EntryRepository`; an integration test compares the two.
 */
@Injectable()
export class EntryImportRepository {
  /** Entries that rows of the source made; locked in the order of their ids, so that two imports never deadlock. */
  async locate(
    transaction: Transaction,
    source: string,
    sourceIds: readonly string[],
    author: string,
  ): Promise<Map<string, LocatedEntry>> {
    const rows = await transaction.query<LocatedEntry[]>(
      `SELECT e.id, e.origin_source_id AS "sourceId", e.kind, e.state, e.audience, e.origin_hash AS hash,
              e.last_revision AS "lastRevision", e.published_revision AS "publishedRevision",
              e.claimed_at IS NOT NULL AS claimed, n.state AS "revisionState", n.author = $3 AS "newestByImport",
              p.author = $3 AS "publishedByImport"
         FROM entry e
         JOIN entry_revision n ON n.entry_id = e.id AND n.number = e.last_revision
         LEFT JOIN entry_revision p ON p.entry_id = e.id AND p.number = e.published_revision
        WHERE e.origin_source = $1 AND e.origin_source_id = ANY($2::text[])
        ORDER BY e.id FOR UPDATE OF e`,
      [source, sourceIds, author],
    );
    return new Map(rows.map((row) => [row.sourceId, row]));
  }

  /** By entry id. */
  async contents(
    transaction: Transaction,
    ids: readonly string[],
    author: string,
  ): Promise<Map<string, ImportedContent>> {
    if (ids.length === 0) return new Map();
    const rows = await transaction.query<(ImportedContent & { id: string })[]>(
      `SELECT e.id, i.content AS imported, e.subject_organization_id AS "importedSubjectId", p.content AS published,
              EXISTS (SELECT 1 FROM entry_relation l WHERE l.entry_id = e.id AND l.revision = i.number)
                AS "importedHasRelations"
         FROM entry e
         LEFT JOIN LATERAL (SELECT v.number, v.content FROM entry_revision v
                             WHERE v.entry_id = e.id AND v.author = $2 AND v.state <> 'REDACTED'
                             ORDER BY v.number DESC LIMIT 1) i ON true
         LEFT JOIN entry_revision p ON p.entry_id = e.id AND p.number = e.published_revision
        WHERE e.id = ANY($1::uuid[])`,
      [ids, author],
    );
    return new Map(rows.map(({ id, ...contents }) => [id, contents]));
  }

  async organizations(transaction: Transaction, ids: readonly string[]): Promise<Map<string, ImportOrganization>> {
    const rows = await transaction.query<ImportOrganization[]>(
      `SELECT o.id, o.name, o.state = 'VERIFIED' AS verified, o.is_network AS "isNetwork",
              o.one_step_publishing AS "oneStepPublishing",
              ARRAY(SELECT DISTINCT x FROM unnest(ARRAY[t.id, 'DEPARTEMENT-' || t.departement_code,
                'REGION-' || t.region_code]) AS x WHERE x IS NOT NULL ORDER BY x) AS territories
         FROM organization o LEFT JOIN territory t ON t.id = o.territory_id WHERE o.id = ANY($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** New entries with their first revision, relations, audit and (where published) outbox rows, in one statement. */
  async create(transaction: Transaction, author: ImportAuthor, rows: readonly CreatedRow[]): Promise<void> {
    if (rows.length === 0) return;
    await transaction.query(
      `WITH r AS MATERIALIZED (
         SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(kind text, audience text, ${revisionColumns})),
       entries AS (
         INSERT INTO entry (id, kind, owner_id, subject_organization_id, audience, state, version, last_revision,
                published_revision, origin_source, origin_source_id, origin_source_url, origin_raw, origin_hash,
                audiences_ever, themes_ever, territories_ever, review_by, published_at, last_confirmed_at)
         SELECT id, kind, $3, subject, audience, CASE WHEN published THEN 'PUBLISHED' ELSE 'DRAFT' END,
                published::int, 1, CASE WHEN published THEN 1 END, $2, "sourceId", "sourceUrl", raw, hash,
                CASE WHEN published THEN readers ELSE '{}' END, CASE WHEN published THEN themes ELSE '{}' END,
                CASE WHEN published THEN territories ELSE '{}' END, CASE WHEN published THEN "reviewBy" END,
                CASE WHEN published THEN now() END, CASE WHEN published THEN now() END FROM r),
       revisions AS (
         INSERT INTO entry_revision (entry_id, number, state, content, title_hash, text_hash, author, published_at,
                published_by)
         SELECT id, 1, CASE WHEN published THEN 'PUBLISHED' ELSE 'DRAFT' END, content, "titleHash", "textHash", $4,
                CASE WHEN published THEN now() END, CASE WHEN published THEN $4 END FROM r),
       relations AS (${relationRows('1')}),
       audited AS (
         INSERT INTO audit_event (actor, action, object_id, details)
         SELECT $4, 'entryImport', id::text, jsonb_build_object('revision', 1, 'published', published) FROM r WHERE $5)
       INSERT INTO outbox (entry_id) SELECT id FROM r WHERE published ORDER BY id`,
      [JSON.stringify(rows), author.source, author.ownerId, author.name, author.audited],
    );
  }

  /** Further revisions of located entries, published or not; or the publication of a revision that is there. */
  async revise(transaction: Transaction, author: ImportAuthor, rows: readonly RevisedRow[]): Promise<void> {
    if (rows.length === 0) return;
    await transaction.query(
      `WITH r AS MATERIALIZED (
         SELECT * FROM jsonb_to_recordset($1::jsonb)
           AS r(number int, fresh boolean, narrowing boolean, ${revisionColumns})),
       older AS (
         UPDATE entry_revision v SET state = 'SUPERSEDED' FROM r
          WHERE v.entry_id = r.id AND v.number < r.number
            AND (v.state IN ('DRAFT', 'SUBMITTED', 'CHANGES_REQUESTED') OR (r.published AND v.state = 'PUBLISHED'))),
       settled AS (
         UPDATE entry_revision v SET state = 'PUBLISHED', published_at = now(), published_by = $2 FROM r
          WHERE NOT r.fresh AND r.published AND v.entry_id = r.id AND v.number = r.number),
       revisions AS (
         INSERT INTO entry_revision (entry_id, number, state, content, title_hash, text_hash, author, published_at,
                published_by)
         SELECT id, number, CASE WHEN published THEN 'PUBLISHED' ELSE 'DRAFT' END, content, "titleHash", "textHash",
                $2, CASE WHEN published THEN now() END, CASE WHEN published THEN $2 END FROM r WHERE fresh),
       relations AS (${relationRows('r.number')} WHERE r.fresh),
       entries AS (
         UPDATE entry e
            SET last_revision = r.number, origin_raw = r.raw, origin_hash = r.hash,
                updated_at = CASE WHEN r.published OR e.published_revision IS NULL THEN now() ELSE e.updated_at END,
                origin_source_url = CASE WHEN r.published OR e.published_revision IS NULL THEN r."sourceUrl"
                  ELSE e.origin_source_url END,
                subject_organization_id = CASE WHEN r.published OR (e.published_revision IS NULL AND e.claimed_at IS NULL)
                  THEN r.subject ELSE e.subject_organization_id END,
                state = CASE WHEN r.published THEN 'PUBLISHED' ELSE e.state END,
                version = e.version + r.published::int,
                published_revision = CASE WHEN r.published THEN r.number ELSE e.published_revision END,
                review_by = CASE WHEN r.published THEN r."reviewBy" ELSE e.review_by END,
                audiences_ever = ${ever('audiences_ever', 'readers')},
                themes_ever = ${ever('themes_ever', 'themes')},
                territories_ever = ${ever('territories_ever', 'territories')},
                published_at = CASE WHEN r.published THEN now() ELSE e.published_at END,
                last_confirmed_at = CASE WHEN r.published THEN now() ELSE e.last_confirmed_at END
           FROM r WHERE e.id = r.id RETURNING e.id, e.version, r.number, r.published, r.narrowing),
       hidden AS (
         ${hiding('published AND narrowing')}),
       audited AS (
         INSERT INTO audit_event (actor, action, object_id, details)
         SELECT $2, 'entryImport', id::text, jsonb_build_object('revision', number, 'published', published) FROM entries
          WHERE $3)
       INSERT INTO outbox (entry_id) SELECT id FROM entries WHERE published ORDER BY id`,
      [JSON.stringify(rows), author.name, author.audited],
    );
  }

  /** Other audiences; a smaller one holds from the commit on. */
  async share(transaction: Transaction, rows: readonly SharedRow[]): Promise<void> {
    if (rows.length === 0) return;
    await transaction.query(
      `WITH r AS MATERIALIZED (
         SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, audience text, readers text[], narrowing boolean)),
       entries AS (
         UPDATE entry e SET audience = r.audience, version = e.version + 1, updated_at = now(),
                audiences_ever = ${monotoneUnion('e.audiences_ever', 'r.readers')}
           FROM r WHERE e.id = r.id RETURNING e.id, e.version, r.narrowing),
       hidden AS (${hiding('narrowing')})
       INSERT INTO outbox (entry_id) SELECT id FROM entries ORDER BY id`,
      [JSON.stringify(rows)],
    );
  }

  /** Archived or withdrawn. */
  async close(transaction: Transaction, rows: readonly ClosedRow[]): Promise<void> {
    if (rows.length === 0) return;
    await transaction.query(
      `WITH r AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, state text)),
       entries AS (
         UPDATE entry e SET state = r.state, version = e.version + 1, review_by = NULL, updated_at = now()
           FROM r WHERE e.id = r.id RETURNING e.id, e.version, e.state),
       hidden AS (${hiding("state = 'WITHDRAWN'")})
       INSERT INTO outbox (entry_id) SELECT id FROM entries ORDER BY id`,
      [JSON.stringify(rows)],
    );
  }

  /** Only what is kept of the source's row. Its address is shown to readers: another one is a new version. */
  async refresh(transaction: Transaction, rows: readonly RefreshedRow[]): Promise<void> {
    if (rows.length === 0) return;
    await transaction.query(
      `WITH r AS MATERIALIZED (
         SELECT r.*, e.published_revision IS NOT NULL AND e.origin_source_url IS DISTINCT FROM r."sourceUrl" AS moved
           FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "sourceUrl" text, raw jsonb, hash text)
           JOIN entry e ON e.id = r.id),
       entries AS (
         UPDATE entry e SET origin_source_url = r."sourceUrl", origin_raw = r.raw, origin_hash = r.hash,
                version = e.version + r.moved::int
           FROM r WHERE e.id = r.id RETURNING e.id, r.moved)
       INSERT INTO outbox (entry_id) SELECT id FROM entries WHERE moved ORDER BY id`,
      [JSON.stringify(rows)],
    );
  }
}

/** Searches leave these of `entries` out from the commit on, until the index has followed. */
const hiding = (condition: string): string => `
  INSERT INTO search_hidden (entry_id, version) SELECT id, version FROM entries WHERE ${condition}
  ON CONFLICT (entry_id) DO UPDATE SET version = greatest(search_hidden.version, excluded.version)`;

function ever(column: string, added: string): string {
  return `CASE WHEN r.published THEN ${monotoneUnion(`e.${column}`, `r.${added}`)} ELSE e.${column} END`;
}
