import { foldText } from '@maillage/kernel';
import type pg from 'pg';
import type { BenchEntry } from '../generator/entries.js';
import type { BenchWorld } from '../generator/places.js';

/** Name of the actor that the rows tell as their author. */
export const AUTHOR = 'system:bench';

/** The person whose key writes during the measures: coordinator of one verified organization. */
export interface BenchWriter {
  readonly memberId: string;
  readonly organizationId: string;
  readonly keyId: string;
  readonly shortId: string;
  readonly secretHash: string;
}

/**
 * Writes what the services would have written, by sets. Every rule that readers depend on is kept: versions, revision
 * rows, hashes, monotone columns, one outbox row a change. Left out are audit rows, which no measure reads.
 */
export class BenchDataRepository {
  constructor(private readonly client: pg.Client) {}

  async insertWorld(world: BenchWorld): Promise<void> {
    await this.client.query(
      `INSERT INTO territory (id, level, code, name, name_folded, siren, population, departement_code, region_code, source)
       SELECT id, level, code, name, name_folded, siren, population, departement_code, region_code, 'DEMO'
         FROM jsonb_to_recordset($1::jsonb) AS r(id text, level text, code text, name text, name_folded text, siren text,
              population int, departement_code text, region_code text)`,
      [JSON.stringify(world.territories)],
    );
    const organizations = world.organizations.map((one) => ({ ...one, folded: foldText(one.name) }));
    await this.client.query(
      `INSERT INTO organization (id, type, name, name_folded, siren, territory_id, state, demonstration, is_network,
                                 verified_at, verified_by)
       SELECT id, type, name, folded, siren, "territoryId", 'VERIFIED', true, "isNetwork", now(), $2
         FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, type text, name text, folded text, siren text,
              "territoryId" text, "isNetwork" boolean)`,
      [JSON.stringify(organizations), AUTHOR],
    );
    const systems = world.systems.map((one) => ({
      ...one,
      folded: foldText(one.name),
      supplierFolded: foldText(one.supplierName),
    }));
    await this.client.query(
      `WITH given AS MATERIALIZED (
         SELECT * FROM jsonb_to_recordset($1::jsonb)
             AS r(id uuid, name text, folded text, "supplierId" uuid, "supplierName" text, "supplierFolded" text)),
       suppliers AS (
         INSERT INTO supplier (id, name, name_folded, state)
         SELECT DISTINCT "supplierId", "supplierName", "supplierFolded", 'CONFIRMED' FROM given)
       INSERT INTO system (id, name, name_folded, supplier_id, state)
       SELECT id, name, folded, "supplierId", 'CONFIRMED' FROM given`,
      [JSON.stringify(systems)],
    );
  }

  async insertWriter(writer: BenchWriter): Promise<void> {
    await this.client.query(
      `WITH person AS (
         INSERT INTO member (id, subject, display_name, demonstration) VALUES ($1::uuid, 'bench|' || ($1::uuid)::text, 'Bench', true)),
       role AS (
         INSERT INTO membership (id, member_id, role, scope, organization_id)
         VALUES (gen_random_uuid(), $1, 'COORDINATOR', 'ORGANIZATION', $2))
       INSERT INTO api_key (id, short_id, secret_hash, name, member_id, scopes, audience, expires_at, created_by)
       VALUES ($3, $4, $5, 'bench', $1, '{read,entry:write,entry:publish}', 'NETWORK', now() + interval '10 years', $6)`,
      [writer.memberId, writer.organizationId, writer.keyId, writer.shortId, writer.secretHash, AUTHOR],
    );
  }

  /** Entries with their revisions, adoptions and outbox rows, in one statement. */
  async insertEntries(entries: readonly BenchEntry[]): Promise<void> {
    const rows = entries.map(({ owner, subject, ...entry }) => ({
      ...entry,
      ownerId: owner.id,
      subjectId: subject.id,
    }));
    await this.client.query(insertEntries, [JSON.stringify(rows), AUTHOR]);
  }

  /** Statistics for the planner, and no dead rows, as on a database that has been running for a while. */
  async settle(): Promise<void> {
    await this.client.query('VACUUM ANALYZE');
    await this.client.query('CHECKPOINT');
  }

  /** A worker compares indexes once a night: it must not hold them, nor mend what a floor posted, while it is measured. */
  async callVerified(indexes: readonly string[]): Promise<void> {
    await this.client.query(
      `INSERT INTO search_verification (index_name, at, differences, left_over) SELECT unnest($1::text[]), now(), 0, 0
       ON CONFLICT (index_name) DO UPDATE SET at = excluded.at`,
      [indexes],
    );
  }

  /**
   * A copy is another database than gave out the feed's numbers: the product would take it for a restored backup, begin
   * a new epoch and index everything anew in the middle of a measure. Unsigned, its next start signs it as it is.
   */
  async callOriginal(): Promise<void> {
    await this.client.query('UPDATE feed_counter SET lineage = NULL WHERE id = 1');
  }
}

const insertEntries = `
  WITH given AS MATERIALIZED (
    SELECT r.*, t.id AS territory, t.departement_code, t.region_code
      FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, kind text, "ownerId" uuid, "subjectId" uuid, state text,
           audience text, content jsonb, "titleHash" text, "textHash" text, revisions int, version int,
           "createdAt" timestamptz, "publishedAt" timestamptz, "reviewBy" date, adoptions jsonb)
      JOIN organization o ON o.id = r."subjectId"
      LEFT JOIN territory t ON t.id = o.territory_id),
  made AS (
    INSERT INTO entry (id, kind, owner_id, subject_organization_id, state, audience, version, last_revision,
      published_revision, audiences_ever, themes_ever, territories_ever, review_by, created_at, published_at,
      updated_at, last_confirmed_at)
    SELECT id, kind, "ownerId", "subjectId", state, audience, version, revisions,
      CASE WHEN state <> 'DRAFT' THEN revisions END,
      CASE WHEN state = 'DRAFT' OR audience = 'ORGANIZATION' THEN '{}'::text[]
           WHEN audience = 'NETWORK' THEN '{NETWORK}' ELSE '{NETWORK,PUBLIC}' END,
      CASE WHEN state = 'DRAFT' THEN '{}'::text[]
           ELSE ARRAY(SELECT x FROM jsonb_array_elements_text(content -> 'themes') AS x ORDER BY x) END,
      CASE WHEN state = 'DRAFT' THEN '{}'::text[]
           ELSE ARRAY(SELECT x FROM unnest(array_remove(ARRAY[territory, 'DEPARTEMENT-' || departement_code,
                      'REGION-' || region_code], NULL)) AS x ORDER BY x) END,
      "reviewBy", "createdAt", "publishedAt", coalesce("publishedAt", "createdAt"), "publishedAt"
      FROM given),
  revised AS (
    INSERT INTO entry_revision (entry_id, number, state, content, title_hash, text_hash, author, published_by,
      created_at, published_at)
    SELECT id, number,
      CASE WHEN state = 'DRAFT' THEN 'DRAFT' WHEN number < revisions THEN 'SUPERSEDED' ELSE 'PUBLISHED' END,
      CASE WHEN number < revisions THEN content - 'keywords' ELSE content END, "titleHash", "textHash", $2,
      CASE WHEN state <> 'DRAFT' THEN $2 END, "createdAt", "publishedAt"
      FROM given CROSS JOIN LATERAL generate_series(1, revisions) AS number),
  adopted AS (
    INSERT INTO adoption (id, entry_id, organization_id, state, reason, declared_by)
    SELECT a.id, given.id, a."organizationId", a.state, a.reason, $2
      FROM given CROSS JOIN LATERAL jsonb_to_recordset(given.adoptions)
           AS a(id uuid, "organizationId" uuid, state text, reason text))
  INSERT INTO outbox (entry_id) SELECT id FROM given WHERE state <> 'DRAFT' ORDER BY "publishedAt"`;
