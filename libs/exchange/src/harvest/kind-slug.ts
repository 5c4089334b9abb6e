import { entryKinds, entryPath, slugOf } from '@maillage/catalogue';

/** Kind of a name in an address; null for a name that is none. */
export function kindOfSlug(slug: string): string | null {
  return entryKinds.find(({ kind }) => slugOf(kind) === slug)?.kind ?? null;
}

/** The address that an entry keeps for ever. @param base origin of the API, without a slash at its end */
export function entryUri(base: string, kind: string, id: string): string {
  return `${base}${entryPath({ kind, id })}`;
}
