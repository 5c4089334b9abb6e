import { type EntryContent, visibleSql } from '@maillage/catalogue';
import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';

/** Owner `o`, subject `so`: neither is a demonstration nor stands in a territory that was made up. */
const real = `NOT o.demonstration AND NOT coalesce(so.demonstration, false) AND NOT EXISTS (
    SELECT 1 FROM territory d WHERE d.id IN (o.territory_id, so.territory_id) AND d.source = 'DEMO')`;
const parties = `JOIN organization o ON o.id = e.owner_id LEFT JOIN organization so ON so.id = e.subject_organization_id`;
const harvested = `${visibleSql('PUBLIC', 'o')} AND ${real}`;

const pageStatement: Statement = {
  name: 'harvest-page',
  text: `SELECT e.id FROM entry e ${parties}
          WHERE e.kind = $1 AND ${harvested} AND e.id > $2::uuid ORDER BY e.id LIMIT $3`,
};
const amongStatement: Statement = {
  name: 'harvest-among',
  text: `SELECT e.id FROM entry e ${parties} WHERE ${harvested} AND e.id = ANY($1::uuid[])`,
};
const realStatement: Statement = {
  name: 'harvest-real',
  text: `SELECT e.id FROM entry e ${parties} WHERE ${real} AND e.id = ANY($1::uuid[])`,
};
/** One statement, one snapshot: read in two, a change numbered between them would leave the mark as it was. */
const markStatement: Statement = {
  name: 'harvest-mark',
  text: `SELECT epoch || '-' || n || '-' || (SELECT count(*) || '-' || coalesce(max(id), 0) FROM outbox WHERE seq IS NULL) AS mark
           FROM feed_counter WHERE id = 1`,
};
const kindsStatement: Statement = {
  name: 'harvest-kinds',
  text: `SELECT e.kind, count(*)::int AS entries, to_char(max(e.updated_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS modified
           FROM entry e ${parties} WHERE ${harvested} GROUP BY e.kind`,
};
const themed = `($3::text IS NULL OR v.content -> 'themes' ? $3)`;
const changesStatement: Statement = {
  name: 'harvest-changes',
  text: `SELECT s.entry_id AS id, s.seq::float8 AS seq, e.kind, (${harvested} AND ${themed}) AS shown,
                to_char(e.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "updatedAt"
           FROM feed_state s JOIN entry e ON e.id = s.entry_id ${parties}
           LEFT JOIN entry_revision v ON v.entry_id = e.id AND v.number = e.published_revision
          WHERE s.seq < coalesce($1::bigint, 9223372036854775807) AND e.audiences_ever @> ARRAY['PUBLIC'] AND ${real}
            AND ($2::uuid IS NULL OR e.owner_id = $2::uuid) AND ($3::text IS NULL OR e.themes_ever @> ARRAY[$3::text])
          ORDER BY s.seq DESC LIMIT $4`,
};

/** What was published and not redacted since: as `EntryHistoryService` shows it to who does not own it. */
const revisionsStatement: Statement = {
  name: 'harvest-revisions',
  text: `SELECT e.id, e.kind, v.number AS revision, v.content,
                to_char(v.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "publishedAt",
                json_build_object('id', o.id, 'name', o.name, 'siren', o.siren) AS owner
           FROM entry e ${parties} JOIN entry_revision v ON v.entry_id = e.id
          WHERE ${harvested} AND v.published_at IS NOT NULL AND v.state <> 'REDACTED'
            AND e.id >= $1::uuid AND (e.id, v.number) > ($1::uuid, $2::int)
          ORDER BY e.id, v.number LIMIT $3`,
};

/** A published revision of an entry that is public now; its content is still to be projected. */
export interface HarvestRevision {
  readonly id: string;
  readonly kind: string;
  readonly revision: number;
  readonly publishedAt: string;
  readonly owner: { readonly id: string; readonly name: string; readonly siren: string | null };
  readonly content: EntryContent;
}

/** What harvesters are given of a kind. */
export interface HarvestKind {
  readonly kind: string;
  readonly entries: number;
  /** Newest change, ISO 8601. */
  readonly modified: string;
}

/** The newest change of an entry that was public at some time. */
export interface HarvestChange {
  readonly id: string;
  readonly seq: number;
  readonly kind: string;
  /** False: it left the public catalogue, or the part of it that was asked for. */
  readonly shown: boolean;
  readonly updatedAt: string;
}

/** Part of the catalogue that an Atom feed is about. */
export interface HarvestPart {
  readonly organizationId: string | null;
  readonly theme: string | null;
}

/** Which entries harvesters are given, and what changed of them. */
@Injectable()
export class HarvestView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /** Ids of a kind, in their order. @param after last id of the page before */
  async page(kind: string, after: string, limit: number): Promise<string[]> {
    return this.ids(pageStatement, [kind, after, limit]);
  }

  /** Those that harvesters are given now. @param ids at most 1,000 */
  async among(ids: readonly string[]): Promise<Set<string>> {
    return new Set(ids.length === 0 ? [] : await this.ids(amongStatement, [ids]));
  }

  /** Those that are no demonstration, whoever sees them. @param ids at most 1,000 */
  async realAmong(ids: readonly string[]): Promise<Set<string>> {
    return new Set(ids.length === 0 ? [] : await this.ids(realStatement, [ids]));
  }

  async mark(): Promise<string> {
    const [row] = await this.pool.query<{ mark: string }>(markStatement, []);
    if (!row) throw new Error('feed_counter is empty: the database was not migrated');
    return row.mark;
  }

  /** Those that have entries. Reads every entry. */
  async kinds(): Promise<HarvestKind[]> {
    return this.pool.query<HarvestKind>(kindsStatement, []);
  }

  /** Newest first. @param before number of the last one of the page before; null: from the newest */
  async changes(
    { organizationId, theme }: HarvestPart,
    before: number | null,
    limit: number,
  ): Promise<HarvestChange[]> {
    return this.pool.query<HarvestChange>(changesStatement, [before, organizationId, theme, limit]);
  }

  /** In the order of entries, then of numbers. @param after the last one of the page before */
  async revisions(after: Pick<HarvestRevision, 'id' | 'revision'>, limit: number): Promise<HarvestRevision[]> {
    return this.pool.query<HarvestRevision>(revisionsStatement, [after.id, after.revision, limit]);
  }

  private async ids(statement: Statement, values: readonly unknown[]): Promise<string[]> {
    const rows = await this.pool.query<{ id: string }>(statement, [...values]);
    return rows.map(({ id }) => id);
  }
}
