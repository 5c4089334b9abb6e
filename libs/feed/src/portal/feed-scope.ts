import { canonicalJson } from '@maillage/kernel';

/** What of the feed somebody follows: within a list OR, between lists AND; an absent list is no condition. */
export interface FeedScope {
  readonly kinds?: readonly string[] | null;
  readonly territories?: readonly string[] | null;
  readonly themes?: readonly string[] | null;
}

/** The same without what says nothing, each list sorted and without doubles: equal filters give equal texts. */
export function normalScope({ kinds, territories, themes }: FeedScope): FeedScope {
  const given = Object.entries({ kinds, territories, themes }).flatMap(([name, list]) =>
    list && list.length > 0 ? [[name, [...new Set(list)].sort()] as const] : [],
  );
  return Object.fromEntries(given);
}

/** Canonical JSON of a normal one; `{}`: the whole feed. */
export function scopeText(scope: FeedScope): string {
  return canonicalJson(normalScope(scope));
}
