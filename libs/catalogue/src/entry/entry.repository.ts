import type { CommitmentCompliance } from '../kinds/relation-types.js';
import { queryPrepared, type Statement, type Transaction, writePrepared } from '@maillage/database';
import type { Audience } from '@maillage/identity';
import { Injectable } from '@nestjs/common';
import { type EntryState, followedFrom, type RevisionState, type Standing } from '../domain/entry-lifecycle.js';
import type { RecordedDecision } from '../fields/content-personal-data.js';
import type { EntryContent } from '../fields/entry-content.js';
import { ComposedStatements } from './composed-statement.js';
import type { EntryFacts, OwnerFacts } from './entry.policy.js';
import { territoriesSql } from './owner-territories.sql.js';

/** An entry locked for a change, with what decides the change. */
export interface LockedEntry extends EntryFacts {
  readonly id: string;
  readonly kind: string;
  readonly state: EntryState;
  readonly audience: Audience;
  readonly version: number;
  readonly lastRevision: number;
  readonly publishedRevision: number | null;
  readonly revisionState: RevisionState;
  readonly content: EntryContent;
  /** On personal data in the texts of the newest revision. */
  readonly decisions: readonly RecordedDecision[];
  readonly owner: OwnerFacts & { readonly name: string; readonly oneStepPublishing: boolean };
  readonly subjectOrganizationId: string;
  readonly hasOrigin: boolean;
  /** Where it is edited, when it came from a node that this one follows. */
  readonly followedFrom: string | null;
  readonly claimed: boolean;
}

export interface NewRelation {
  readonly type: string;
  readonly targetEntryId: string | null;
  readonly targetSystemId: string | null;
  readonly compliance: readonly CommitmentCompliance[] | null;
}

export interface NewRevision {
  readonly entryId: string;
  readonly number: number;
  readonly content: EntryContent;
  readonly titleHash: string;
  readonly textHash: string | null;
  readonly author: string;
  readonly relations: readonly NewRelation[];
}

export interface NewEntry {
  readonly id: string;
  readonly kind: string;
  readonly ownerId: string;
  readonly subjectOrganizationId: string;
  readonly audience: Audience;
}

/** Columns of an entry that a move may change; absent ones stay. Moments are the database's `now()`. */
export interface EntryChange {
  readonly state?: EntryState;
  readonly audience?: Audience;
  readonly ownerId?: string;
  readonly publishedRevision?: number;
  readonly mergedIntoId?: string;
  readonly closingNote?: string;
  readonly reviewBy?: string | null;
  readonly stamp?: readonly ('published_at' | 'updated_at' | 'last_confirmed_at' | 'claimed_at')[];
  /** Audience that sees the entry from now on; adds to the monotone column that the feed needs. */
  readonly shownTo?: Audience;
  /** Adds to the other monotone columns. */
  readonly ever?: { readonly themes: readonly string[]; readonly territories: readonly string[] };
}

interface LockedRow {
  id: string;
  kind: string;
  state: EntryState;
  audience: Audience;
  version: number;
  last_revision: number;
  published_revision: number | null;
  revision_state: RevisionState;
  content: EntryContent;
  decisions: RecordedDecision[] | null;
  owner_id: string;
  owner_name: string;
  owner_state: string;
  is_network: boolean;
  one_step_publishing: boolean;
  territories: string[];
  subject_organization_id: string;
  has_origin: boolean;
  origin_source: string | null;
  origin_source_url: string | null;
  claimed: boolean;
}

const lockStatement: Statement = {
  name: 'entry-lock',
  text: `SELECT e.id, e.kind, e.state, e.audience, e.version, e.last_revision, e.published_revision,
                v.state AS revision_state, v.content, v.personal_data_decisions AS decisions, e.owner_id,
                o.name AS owner_name, o.state AS owner_state, o.is_network, o.one_step_publishing,
                ${territoriesSql('t')} AS territories, e.subject_organization_id,
                e.origin_source IS NOT NULL AS has_origin, e.origin_source,
                e.origin_source_url, e.claimed_at IS NOT NULL AS claimed
           FROM entry e
           JOIN organization o ON o.id = e.owner_id
           LEFT JOIN territory t ON t.id = o.territory_id
           JOIN entry_revision v ON v.entry_id = e.id AND v.number = e.last_revision
          WHERE e.id = $1 FOR UPDATE OF e`,
};
const insertStatement: Statement = {
  name: 'entry-insert',
  text: `WITH made AS (
           INSERT INTO entry (id, kind, owner_id, subject_organization_id, audience, last_revision)
           VALUES ($1, $2, $3, $4, $5, 1) RETURNING id)
         INSERT INTO entry_revision (entry_id, number, state, content, title_hash, text_hash, author)
         SELECT id, 1, 'DRAFT', $6::jsonb, $7, $8, $9 FROM made`,
};
const insertRelationsStatement: Statement = {
  name: 'entry-insert-relations',
  text: `INSERT INTO entry_relation (entry_id, revision, position, type, target_entry_id, target_system_id, compliance)
         SELECT $1, $2, (r.position - 1)::int, r.value ->> 'type', (r.value ->> 'targetEntryId')::uuid,
                (r.value ->> 'targetSystemId')::uuid, nullif(r.value -> 'compliance', 'null'::jsonb)
           FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS r(value, position)`,
};
const publishStatement: Statement = {
  name: 'entry-publish-revision',
  text: `UPDATE entry_revision
            SET state = CASE WHEN number = $2 THEN 'PUBLISHED' ELSE 'SUPERSEDED' END,
                published_at = CASE WHEN number = $2 THEN now() ELSE published_at END,
                published_by = CASE WHEN number = $2 THEN $3 ELSE published_by END
          WHERE entry_id = $1 AND (number = $2 OR state = 'PUBLISHED')`,
};
/** Of the changes of an entry, one for each set of columns. */
const changeStatements = new ComposedStatements('entry-change');

/** Write model of entries. Every statement runs in the caller's transaction. */
@Injectable()
export class EntryRepository {
  /** Locks the entry's row: what is read here cannot change before the transaction ends. */
  async lock(transaction: Transaction, id: string): Promise<LockedEntry | null> {
    const [row] = await queryPrepared<LockedRow>(transaction, lockStatement, [id]);
    return row ? toLocked(row) : null;
  }

  /** What readers see; null while nothing is published. */
  async publishedContent(transaction: Transaction, id: string): Promise<EntryContent | null> {
    const [row] = await transaction.query<{ content: EntryContent }[]>(
      `SELECT v.content FROM entry e JOIN entry_revision v ON v.entry_id = e.id AND v.number = e.published_revision
        WHERE e.id = $1`,
      [id],
    );
    return row?.content ?? null;
  }

  /** Relations of a revision as their writer gave them. */
  async relationsOf(
    transaction: Transaction,
    id: string,
    revision: number,
  ): Promise<{ type: string; target: string; compliance: readonly CommitmentCompliance[] | null }[]> {
    return transaction.query(
      `SELECT type, coalesce(target_entry_id, target_system_id) AS target, compliance
         FROM entry_relation WHERE entry_id = $1 AND revision = $2 ORDER BY position`,
      [id, revision],
    );
  }

  /** The entry with its first revision, in one statement that waits for nothing. */
  async insert(transaction: Transaction, entry: NewEntry, revision: NewRevision): Promise<void> {
    await writePrepared(transaction, insertStatement, [
      entry.id,
      entry.kind,
      entry.ownerId,
      entry.subjectOrganizationId,
      entry.audience,
      JSON.stringify(revision.content),
      revision.titleHash,
      revision.textHash,
      revision.author,
    ]);
    await this.insertRelations(transaction, revision);
  }

  /**
   * A further revision; earlier ones that were never published are superseded by it. Readers see no difference yet, and
   * no other `updatedAt`: what they see changes with a version, or mirrors could not be exact.
   */
  async insertRevision(transaction: Transaction, revision: NewRevision): Promise<void> {
    await transaction.query(
      `WITH older AS (
         UPDATE entry_revision SET state = 'SUPERSEDED'
          WHERE entry_id = $1 AND state IN ('DRAFT', 'SUBMITTED', 'CHANGES_REQUESTED')),
       counted AS (UPDATE entry SET last_revision = $2,
         updated_at = CASE WHEN published_revision IS NULL THEN now() ELSE updated_at END WHERE id = $1)
       INSERT INTO entry_revision (entry_id, number, state, content, title_hash, text_hash, author,
              personal_data_decisions)
       VALUES ($1, $2, 'DRAFT', $3::jsonb, $4, $5, $6,
              (SELECT personal_data_decisions FROM entry_revision WHERE entry_id = $1 AND number = $2 - 1))`,
      [
        revision.entryId,
        revision.number,
        JSON.stringify(revision.content),
        revision.titleHash,
        revision.textHash,
        revision.author,
      ],
    );
    await this.insertRelations(transaction, revision);
  }

  private async insertRelations(transaction: Transaction, revision: NewRevision): Promise<void> {
    if (revision.relations.length === 0) return;
    const values = [revision.entryId, revision.number, JSON.stringify(revision.relations)];
    await writePrepared(transaction, insertRelationsStatement, values);
  }

  async setRevisionState(
    transaction: Transaction,
    revision: { readonly entryId: string; readonly number: number },
    state: 'SUBMITTED' | 'CHANGES_REQUESTED',
    comment: string | null,
  ): Promise<void> {
    await transaction.query(
      `UPDATE entry_revision SET state = $3, review_comment = coalesce($4, review_comment),
              submitted_at = CASE WHEN $3 = 'SUBMITTED' THEN now() ELSE submitted_at END
        WHERE entry_id = $1 AND number = $2`,
      [revision.entryId, revision.number, state, comment],
    );
  }

  async setDecisions(
    transaction: Transaction,
    revision: { readonly entryId: string; readonly number: number },
    decisions: readonly RecordedDecision[],
  ): Promise<void> {
    await transaction.query(
      'UPDATE entry_revision SET personal_data_decisions = $3 WHERE entry_id = $1 AND number = $2',
      [revision.entryId, revision.number, JSON.stringify(decisions)],
    );
  }

  /** The revision becomes what readers see; the one they saw is superseded. */
  async publishRevision(
    transaction: Transaction,
    revision: { readonly entryId: string; readonly number: number },
    publishedBy: string,
  ): Promise<void> {
    await writePrepared(transaction, publishStatement, [revision.entryId, revision.number, publishedBy]);
  }

  /**
   * Changes what some audience sees: version + 1, monotone columns kept. The caller appends to the outbox after this,
   * in the same transaction (see `EntryChangeRecorder`).
   * @returns the new version
   */
  async change(transaction: Transaction, id: string, change: EntryChange): Promise<number> {
    const values: unknown[] = [id];
    const sets = ['version = version + 1'];
    const set = (column: string, value: unknown): void => {
      if (value !== undefined) sets.push(`${column} = $${values.push(value)}`);
    };
    set('state', change.state);
    set('audience', change.audience);
    set('owner_id', change.ownerId);
    set('published_revision', change.publishedRevision);
    set('merged_into_id', change.mergedIntoId);
    set('closing_note', change.closingNote);
    set('review_by', change.reviewBy);
    for (const column of change.stamp ?? []) sets.push(`${column} = now()`);
    if (change.shownTo !== undefined) {
      sets.push(
        `audiences_ever = ${monotoneUnion('audiences_ever', `$${values.push(readersOf[change.shownTo])}::text[]`)}`,
      );
    }
    if (change.ever) {
      sets.push(`themes_ever = ${monotoneUnion('themes_ever', `$${values.push(change.ever.themes)}::text[]`)}`);
      sets.push(
        `territories_ever = ${monotoneUnion('territories_ever', `$${values.push(change.ever.territories)}::text[]`)}`,
      );
    }
    const statement = changeStatements.of(`UPDATE entry SET ${sets.join(', ')} WHERE id = $1 RETURNING version`);
    const [row] = await queryPrepared<{ version: number }>(transaction, statement, values);
    return row?.version ?? 0;
  }

  /** An older revision, whatever it was. */
  async supersede(
    transaction: Transaction,
    revision: { readonly entryId: string; readonly number: number },
  ): Promise<void> {
    await transaction.query("UPDATE entry_revision SET state = 'SUPERSEDED' WHERE entry_id = $1 AND number = $2", [
      revision.entryId,
      revision.number,
    ]);
  }

  /** Version + 1 of locked entries, for what stands beside them. */
  async touch(transaction: Transaction, ids: readonly string[]): Promise<void> {
    await transaction.query('UPDATE entry SET version = version + 1, updated_at = now() WHERE id = ANY($1::uuid[])', [
      ids,
    ]);
  }
}

/** Where a locked entry stands in the workflow. */
export function standingOf({ state, revisionState, followedFrom: from }: LockedEntry): Standing {
  return { entry: state, revision: revisionState, followedFrom: from };
}

/** Shared audiences that an entry of this audience reaches. */
export const readersOf: Record<Audience, readonly Audience[]> = {
  PUBLIC: ['PUBLIC', 'NETWORK'],
  NETWORK: ['NETWORK'],
  ORGANIZATION: [],
};

/** SQL of a monotone column with `added` (SQL of an array): what was ever in it stays. */
export const monotoneUnion = (column: string, added: string): string =>
  `(SELECT coalesce(array_agg(DISTINCT x ORDER BY x), '{}') FROM unnest(${column} || ${added}) AS x)`;

function toLocked(row: LockedRow): LockedEntry {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    audience: row.audience,
    version: row.version,
    lastRevision: row.last_revision,
    publishedRevision: row.published_revision,
    revisionState: row.revision_state,
    content: row.content,
    decisions: row.decisions ?? [],
    owner: {
      id: row.owner_id,
      name: row.owner_name,
      verified: row.owner_state === 'VERIFIED',
      isNetwork: row.is_network,
      oneStepPublishing: row.one_step_publishing,
      territories: row.territories,
    },
    subjectOrganizationId: row.subject_organization_id,
    hasOrigin: row.has_origin,
    followedFrom: followedFrom(row.origin_source, row.origin_source_url),
    claimed: row.claimed,
  };
}
