import { territoriesSql, visibleSql } from '@maillage/catalogue';
import type { Statement } from '@maillage/database';
import { FEED_AUDIENCES, type FeedAudience } from './feed-filter.js';

/** Entry `e` with its owner `o`, its shown revision `v` and the place `t` of whom it is about. */
export const shownEntry = `entry e
  JOIN organization o ON o.id = e.owner_id
  JOIN entry_revision v ON v.entry_id = e.id AND v.number = e.published_revision
  LEFT JOIN organization so ON so.id = e.subject_organization_id
  LEFT JOIN territory t ON t.id = so.territory_id`;

/** What a scope shows now. `$1`, `$2`, `$3`: kinds, territories, themes; null: all. */
export const shownNow = (audience: FeedAudience): string => `${visibleSql(audience, 'o')}
  AND ($1::text[] IS NULL OR e.kind = ANY($1::text[]))
  AND ($2::text[] IS NULL OR ${territoriesSql('t')} && $2::text[])
  AND ($3::text[] IS NULL OR v.content -> 'themes' ?| $3::text[])`;

/** What a scope has ever shown of entries `e`, by their monotone columns. */
export const shownEver = (audience: FeedAudience): string => `e.audiences_ever @> ARRAY['${audience}']
  AND ($1::text[] IS NULL OR e.kind = ANY($1::text[]))
  AND ($2::text[] IS NULL OR e.territories_ever && $2::text[])
  AND ($3::text[] IS NULL OR e.themes_ever && $3::text[])`;

/** SHA-256 of « <id>:<version> », by which mirrors are compared. */
export const versionHash = `sha256(convert_to(e.id::text || ':' || e.version, 'UTF8'))`;

/** One prepared statement an audience. @param name unique in the product; the audience is added */
export function byAudience(name: string, text: (audience: FeedAudience) => string): Record<FeedAudience, Statement> {
  const made = FEED_AUDIENCES.map((audience) => [audience, { name: `${name}-${audience}`, text: text(audience) }]);
  return Object.fromEntries(made) as Record<FeedAudience, Statement>;
}
