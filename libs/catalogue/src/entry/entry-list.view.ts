import { ReadPool } from '@maillage/database';
import type { Audience } from '@maillage/identity';
import { decodeCursor, encodeCursor, isUuid } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { EntryState } from '../domain/entry-lifecycle.js';
import type { EntryView } from './entry-projection.js';
import type { EntryRecord } from './entry-record.js';
import { entryRecordJson } from './entry-record.sql.js';

export interface EntryListFilter {
  readonly kind?: string | null;
  readonly ownerId?: string | null;
  readonly subjectOrganizationId?: string | null;
  /** Only for an organization's own entries; readers see what is published, and archived when asked for. */
  readonly states?: readonly EntryState[] | null;
}

export interface EntryRecordPage {
  readonly records: readonly EntryRecord[];
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}

export interface EntryListPage extends EntryRecordPage {
  readonly entries: readonly EntryView[];
}

/** Largest page. */
export const MAX_ENTRIES = 100;

interface Row {
  record: EntryRecord;
  sort: string;
}

/** Newest first, by keyset; the order ends in the id. One statement a page, prepared by its filters. */
@Injectable()
export class EntryListView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  async page(filter: EntryListFilter, reader: Audience, first: number, after: string | null): Promise<EntryRecordPage> {
    const values: unknown[] = [];
    const parameter = (value: unknown): string => `$${values.push(value)}`;
    const own = reader === 'ORGANIZATION';
    const sort = own ? 'e.created_at' : 'e.published_at';
    const conditions = own ? ownConditions(filter, parameter) : readerConditions(filter, reader, parameter);
    if (filter.kind) conditions.push(`e.kind = ${parameter(filter.kind)}`);
    if (filter.ownerId) conditions.push(`e.owner_id = ${parameter(uuidOrNone(filter.ownerId))}`);
    if (filter.subjectOrganizationId) {
      conditions.push(`e.subject_organization_id = ${parameter(uuidOrNone(filter.subjectOrganizationId))}`);
    }
    if (after !== null) {
      const [moment, id] = decodeCursor(after, 2);
      conditions.push(`(${sort}, e.id) < (${parameter(moment)}::timestamptz, ${parameter(id)}::uuid)`);
    }
    const revision = own ? 'e.last_revision' : 'e.published_revision';
    const size = Math.min(Math.max(first, 1), MAX_ENTRIES);
    const rows = await this.pool.query<Row>(
      named(`WITH page AS MATERIALIZED (
          SELECT e.*, ${sort} AS sorted FROM entry e JOIN organization w ON w.id = e.owner_id
           WHERE ${conditions.join(' AND ')} ORDER BY ${sort} DESC, e.id DESC LIMIT ${parameter(size + 1)})
        SELECT ${entryRecordJson} AS record, e.sorted::text AS sort
          FROM page e JOIN entry_revision v ON v.entry_id = e.id AND v.number = ${revision}
         ORDER BY e.sorted DESC, e.id DESC`),
      values,
    );
    const shown = rows.slice(0, size);
    const last = shown.at(-1);
    return {
      records: shown.map((row) => row.record),
      endCursor: last ? encodeCursor([last.sort, last.record.id]) : null,
      hasNextPage: rows.length > size,
    };
  }
}

/** The same rule as `isVisibleTo`, in SQL; an integration test compares the two over every combination. */
function readerConditions(filter: EntryListFilter, reader: Audience, parameter: (value: unknown) => string): string[] {
  const archived = filter.states?.includes('ARCHIVED') ?? false;
  const published = filter.states?.includes('PUBLISHED') ?? true;
  const states = [...(published ? ['PUBLISHED'] : []), ...(archived ? ['ARCHIVED'] : [])];
  return [
    states.length === 1 && published ? "e.state = 'PUBLISHED'" : `e.state = ANY(${parameter(states)}::text[])`,
    reader === 'PUBLIC' ? "e.audience = 'PUBLIC'" : "e.audience IN ('PUBLIC', 'NETWORK')",
    "(w.state = 'VERIFIED' OR e.origin_source IS NOT NULL)",
  ];
}

function ownConditions(filter: EntryListFilter, parameter: (value: unknown) => string): string[] {
  return filter.states?.length ? [`e.state = ANY(${parameter(filter.states)}::text[])`] : ['true'];
}

/** An id that is no id finds nothing, without an error of the database. */
function uuidOrNone(id: string): string {
  return isUuid(id) ? id : '00000000-0000-0000-0000-000000000000';
}

const names = new Map<string, string>();

/** A name for each text: there are as many as combinations of filters, so PostgreSQL plans each of them once. */
function named(text: string): { name: string; text: string } {
  const name = names.get(text) ?? `entry-list-${names.size}`;
  names.set(text, name);
  return { name, text };
}
