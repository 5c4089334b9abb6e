import type { EntryVersion } from '@maillage/catalogue';
import type { Difference } from './index-verification.js';

/** Ids of what differs, by how. */
export type Differences = Readonly<Record<Difference, readonly string[]>>;

export type Versions = ReadonlyMap<string, number>;

export function versionsById(list: readonly EntryVersion[]): Versions {
  return new Map(list.map(({ id, version }) => [id, version]));
}

/** Ids whose document is not what is visible. */
export function differingIds(ids: Iterable<string>, documents: Versions, visible: Versions): string[] {
  return [...ids].filter((id) => documents.get(id) !== visible.get(id));
}

/** @param ids of documents that differ */
export function differencesOf(ids: readonly string[], documents: Versions, visible: Versions): Differences {
  return {
    MISSING: ids.filter((id) => !documents.has(id)),
    EXTRA: ids.filter((id) => !visible.has(id)),
    STALE: ids.filter((id) => documents.has(id) && visible.has(id)),
  };
}

export function allOf({ MISSING, STALE, EXTRA }: Differences): string[] {
  return [...MISSING, ...STALE, ...EXTRA];
}
