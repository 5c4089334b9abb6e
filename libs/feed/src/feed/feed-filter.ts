import { canonicalJson, contentHash, UserInputError } from '@maillage/kernel';

/** Audiences that have a feed. */
export const FEED_AUDIENCES = ['PUBLIC', 'NETWORK'] as const;
export type FeedAudience = (typeof FEED_AUDIENCES)[number];

/** A part of the feed. Values of one list are alternatives; lists narrow each other; an empty or absent one does not. */
export interface FeedFilter {
  readonly kinds?: readonly string[] | null;
  /** Of the organization that an entry is about: `COMMUNE-…`, `DEPARTEMENT-93`, `REGION-11`. */
  readonly territories?: readonly string[] | null;
  readonly themes?: readonly string[] | null;
}

/** A filter in its one form: sorted, without doubles; null where nothing is narrowed. */
export interface FeedScope {
  readonly audience: FeedAudience;
  readonly kinds: readonly string[] | null;
  readonly territories: readonly string[] | null;
  readonly themes: readonly string[] | null;
}

const MOST = 100;

/** @throws UserInputError FILTER_TOO_MANY */
export function feedScope(audience: FeedAudience, filter: FeedFilter | null | undefined): FeedScope {
  const { kinds = null, territories = null, themes = null } = normalFilter(filter ?? {});
  for (const [name, values] of Object.entries({ kinds, territories, themes })) {
    if (values && values.length > MOST) throw tooMany(name);
  }
  return { audience, kinds, territories, themes };
}

/** A filter without what says nothing, each list sorted and without doubles: equal ones give equal texts. */
export function normalFilter({ kinds, territories, themes }: FeedFilter): FeedFilter {
  const given = Object.entries({ kinds, territories, themes }).flatMap(([name, list]) =>
    list && list.length > 0 ? [[name, [...new Set(list)].sort()] as const] : [],
  );
  return Object.fromEntries(given);
}

/** Canonical JSON of a normal one; `{}`: the whole feed. */
export function filterText(filter: FeedFilter): string {
  return canonicalJson(normalFilter(filter));
}

/** Name of a scope, the same for the same readers. */
export function scopeName(scope: FeedScope): string {
  return contentHash(scope).slice(0, 16);
}

function tooMany(name: string): UserInputError {
  const message = {
    fr: `Au plus ${MOST} valeurs par liste du filtre.`,
    en: `At most ${MOST} values a list of the filter.`,
  };
  return UserInputError.of('FILTER_TOO_MANY', message, ['filter', name], { max: MOST });
}
