import { type EntryRecord, isVisibleTo, projectEntry, visibilityOf } from '@maillage/catalogue';
import type { IndexedAudience } from '../engine/search-index.js';
import type { SearchDocument } from './search-document.js';
import { searchDocument } from './search-document.mapper.js';

/**
 * Documents of what an audience sees of entries: of none that it does not see. The one way from entries to what is
 * searched, for the engine and for PostgreSQL. Pure.
 */
export function audienceDocuments(
  records: readonly EntryRecord[],
  audience: IndexedAudience,
  now: Date,
): SearchDocument[] {
  return records
    .filter((record) => isVisibleTo(visibilityOf(record), audience))
    .map((record) => searchDocument(projectEntry(record, audience, now)));
}
