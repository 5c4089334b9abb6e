import { ReadPool, type Statement } from '@maillage/database';
import type { Audience, Reach } from '@maillage/identity';
import { decodeCursor, encodeCursor, invalidCursor, isUuid } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { EntryState, RevisionState } from '../domain/entry-lifecycle.js';
import type { EntryRecord } from '../entry/entry-record.js';
import { ComposedStatements } from '../entry/composed-statement.js';
import { entryRecordJson, type EntryParts } from '../entry/entry-record.sql.js';
import { visibleSql } from '../entry/entry-visibility.sql.js';
import { territoriesSql } from '../entry/owner-territories.sql.js';

export interface EntryListFilter {
  readonly kind?: string | null;
  readonly ownerId?: string | null;
  readonly subjectOrganizationId?: string | null;
  /** Only for an organization's own entries; readers see what is published, and archived when asked for. */
  readonly states?: readonly EntryState[] | null;
}

/** A record with where its newest revision stands. */
export interface EntryStanding {
  readonly record: EntryRecord;
  readonly newestState: RevisionState;
  readonly reviewComment: string | null;
}

export interface EntryListPage {
  readonly rows: readonly ListedEntry[];
  readonly hasNextPage: boolean;
}

/** Largest page. */
export const MAX_ENTRIES = 100;

/** A row of the list with its place in the order. */
export interface ListedEntry extends EntryStanding {
  readonly sort: string;
}

/** Cursor of a row: the next page starts after it. */
export function cursorOf(row: ListedEntry): string {
  return encodeCursor([row.sort, row.record.id]);
}

const listStatements = new ComposedStatements('entry-list');

const submissionStatements = new ComposedStatements('entry-submissions');
const submissionsText = (parts: EntryParts): string => `WITH page AS MATERIALIZED (
    SELECT e.* FROM entry_revision n
      JOIN entry e ON e.id = n.entry_id AND e.last_revision = n.number
      JOIN organization w ON w.id = e.owner_id
      LEFT JOIN territory t ON t.id = w.territory_id
     WHERE n.state = 'SUBMITTED' AND e.state IN ('DRAFT', 'PUBLISHED', 'ARCHIVED')
       AND ($1 OR ($2 AND w.is_network) OR w.id = ANY($3::uuid[])
         OR (e.audience <> 'ORGANIZATION'
           AND ${territoriesSql('t')} && CASE w.state WHEN 'VERIFIED' THEN $4::text[] ELSE $5::text[] END))
       AND ($6::timestamptz IS NULL OR (e.created_at, e.id) < ($6::timestamptz, $7::uuid))
     ORDER BY e.created_at DESC, e.id DESC LIMIT $8)
  SELECT ${entryRecordJson(parts)} AS record, e.created_at::text AS sort, v.state AS "newestState",
         v.review_comment AS "reviewComment"
    FROM page e JOIN entry_revision v ON v.entry_id = e.id AND v.number = e.last_revision
   ORDER BY e.created_at DESC, e.id DESC`;

const networkStatement: Statement = {
  name: 'organization-is-network',
  text: 'SELECT is_network AS "isNetwork" FROM organization WHERE id = $1::uuid',
};

/** Newest first, by keyset; the order ends in the id. One statement a page, prepared by its filters. */
@Injectable()
export class EntryListView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  async page(
    filter: EntryListFilter,
    reader: Audience,
    page: { readonly first: number; readonly after: string | null },
    parts: EntryParts,
  ): Promise<EntryListPage> {
    const { first, after } = page;
    const values: unknown[] = [];
    const parameter = (value: unknown): string => `$${values.push(value)}`;
    const own = reader === 'ORGANIZATION';
    const conditions = own ? ownConditions(filter, parameter) : readerConditions(filter, reader);
    const sort = own ? 'e.created_at' : 'e.published_at';
    if (filter.kind) conditions.push(`e.kind = ${parameter(filter.kind)}`);
    if (filter.ownerId) conditions.push(`e.owner_id = ${parameter(uuidOrNone(filter.ownerId))}`);
    if (filter.subjectOrganizationId) {
      conditions.push(`e.subject_organization_id = ${parameter(uuidOrNone(filter.subjectOrganizationId))}`);
    }
    if (after !== null) {
      const [moment, id] = momentCursor(after);
      conditions.push(`(${sort}, e.id) < (${parameter(moment)}::timestamptz, ${parameter(id)}::uuid)`);
    }
    const revision = own ? 'e.last_revision' : 'e.published_revision';
    const size = Math.min(Math.max(first, 1), MAX_ENTRIES);
    const rows = await this.pool.query<ListedEntry>(
      listStatements.of(`WITH page AS MATERIALIZED (
          SELECT e.*, ${sort} AS sorted FROM entry e JOIN organization w ON w.id = e.owner_id
           WHERE ${conditions.join(' AND ')} ORDER BY ${sort} DESC, e.id DESC LIMIT ${parameter(size + 1)})
        SELECT ${entryRecordJson(parts)} AS record, e.sorted::text AS sort, n.state AS "newestState",
               n.review_comment AS "reviewComment"
          FROM page e
          JOIN entry_revision v ON v.entry_id = e.id AND v.number = ${revision}
          JOIN entry_revision n ON n.entry_id = e.id AND n.number = e.last_revision
         ORDER BY e.sorted DESC, e.id DESC`),
      values,
    );
    return {
      rows: rows.slice(0, size),
      hasNextPage: rows.length > size,
    };
  }

  /** Newest revisions that were submitted, where `reach` says; in territories, entries that are not for their owner alone. */
  async submissions(
    reach: Reach,
    page: { readonly first: number; readonly after: string | null },
    parts: EntryParts,
  ): Promise<EntryListPage> {
    const { everywhere, networkBody, organizations, territories, pendingTerritories } = reach;
    const [moment, id] = page.after === null ? [null, null] : momentCursor(page.after);
    const size = Math.min(Math.max(page.first, 1), MAX_ENTRIES);
    const rows = await this.pool.query<ListedEntry>(submissionStatements.of(submissionsText(parts)), [
      everywhere,
      networkBody,
      organizations,
      territories,
      pendingTerritories,
      moment,
      id,
      size + 1,
    ]);
    return { rows: rows.slice(0, size), hasNextPage: rows.length > size };
  }

  /** Whether an organization is the network's own body. */
  async isNetwork(organizationId: string): Promise<boolean> {
    const [row] = await this.pool.query<{ isNetwork: boolean }>(networkStatement, [uuidOrNone(organizationId)]);
    return row?.isNetwork ?? false;
  }
}

/** The same rule as `isVisibleTo`, in SQL; an integration test compares the two over every combination. */
function readerConditions(filter: EntryListFilter, reader: 'PUBLIC' | 'NETWORK'): string[] {
  const asked = filter.states ?? ['PUBLISHED'];
  return [
    visibleSql(
      reader,
      'w',
      asked.filter((state) => state === 'PUBLISHED' || state === 'ARCHIVED'),
    ),
  ];
}

function ownConditions(filter: EntryListFilter, parameter: (value: unknown) => string): string[] {
  return filter.states?.length ? [`e.state = ANY(${parameter(filter.states)}::text[])`] : ['true'];
}

/** A readable cursor of something else is no cursor of this list either. @throws UserInputError CURSOR_INVALID */
function momentCursor(after: string): [moment: string, id: string] {
  const [moment, id] = decodeCursor(after, 2);
  if (typeof moment === 'string' && !Number.isNaN(Date.parse(moment)) && isUuid(id)) return [moment, String(id)];
  throw invalidCursor();
}

/** An id that is no id finds nothing, without an error of the database. */
function uuidOrNone(id: string): string {
  return isUuid(id) ? id : '00000000-0000-0000-0000-000000000000';
}
