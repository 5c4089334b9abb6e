import { freshnessBorders } from '@maillage/catalogue';
import { facets } from '../document/facet.js';
import type { IndexedAudience } from '../engine/search-index.js';
import { FEW, MOST_APPROACHING } from '../query/engine-search.js';
import type { EngineFilter } from '../query/search-filter.js';
import type { SearchPage } from '../query/search-page.js';
import type { QueryUnit, QueryUnits } from './query-units.js';
import { fixedConditions, literal, type Parameter, selectionCondition, visibleConditions } from './row-conditions.js';
import { facetPair } from './stored-document.js';

/** A statement with its values: none of them stands in the text. */
export interface FallbackStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What is searched for, by whom and when. */
export interface FallbackRequest {
  readonly audience: IndexedAudience;
  readonly page: SearchPage;
  readonly filter: EngineFilter;
  readonly units: QueryUnits;
  readonly now: Date;
}

/** A request with the columns that the day decides, in SQL. */
interface Dated extends FallbackRequest {
  readonly overdue: string;
  readonly freshness: string;
}

/** Values told of one facet. */
const MOST_VALUES = 100;
/** What a word is worth that stands for the one asked for. */
const SUBSTITUTE = 0.4;
/** Words that more documents have bring no approaching ones, unless there is no rarer word. */
const FREQUENT = 0.15;
const NEWEST = 'published_at DESC, entry_id DESC';

/**
 * The whole search as one statement with one row: `{ total, facets, hits }`. Strict results have all units: the index
 * of the audience brings them in one look, they are joined to what may be seen *now*, counted and sorted. Where they are
 * few, and only then, each unit is looked up alone, and the rows with the most telling ones are appended.
 */
export function fallbackStatement(asked: FallbackRequest): FallbackStatement {
  const values: unknown[] = [];
  const parameter: Parameter = (value) => `$${values.push(withoutNul(value))}`;
  const request = dated(asked, parameter);
  const { page, audience } = request;
  const counts = page.facets.length > 0;
  const parts = [
    strictPart(request, parameter),
    'total AS (SELECT count(*)::int AS n FROM strict WHERE misses = 0)',
    ...(counts ? facetParts(request, parameter) : []),
    pagePart(request, parameter),
  ];
  const text = `WITH ${parts.join(',\n')}
    SELECT (SELECT n FROM total) AS total,
           ${counts ? "coalesce((SELECT json_object_agg(pair, n) FROM told), '{}')" : "'{}'::json"} AS facets,
           coalesce((SELECT json_agg(json_build_object(
                              'strict', p.strict, 'title', d.title, 'summary', d.summary,
                              'text', ${page.highlight.includes('text') ? 'd.body' : "''"}, 'card', d.card)
                            ORDER BY NOT p.strict, p.place)
                       FROM page p JOIN search_document d ON d.audience = ${literal(audience)} AND d.entry_id = p.entry_id),
                    '[]') AS hits`;
  return { text, values };
}

/**
 * All strict results. `misses` tells how many of the selections of counted facets a row fails: a facet is counted as if
 * it had no selection itself; selections of other facets narrow at once.
 */
function strictPart(request: Dated, parameter: Parameter): string {
  const { filter, page, overdue, freshness } = request;
  const counted = [...filter.selections]
    .filter(([name]) => page.facets.includes(name))
    .map(([name, chosen]) => ({
      attribute: facets[name].attribute,
      meets: selectionCondition(name, chosen, freshness, parameter),
    }));
  const misses = counted.map(({ meets }) => `(NOT (${meets}))::int`).join(' + ');
  const missed = counted.map(({ attribute, meets }) => `WHEN NOT (${meets}) THEN ${literal(attribute)}`).join(' ');
  const sought = soughtCondition(request.units, parameter);
  return `strict AS MATERIALIZED (
     SELECT d.entry_id, ${scoreColumn(request, parameter)} AS score, d.published_at, d.adoption_total,
            ${page.facets.length > 0 ? 'd.facets' : "'{}'::text[]"} AS facets,
            ${overdue} AS overdue, ${freshness} AS freshness,
            ${misses || '0'} AS misses, ${missed ? `CASE ${missed} END` : 'NULL::text'} AS missed
       FROM search_document d JOIN entry e ON e.id = d.entry_id JOIN organization w ON w.id = e.owner_id
      WHERE ${[...sought, ...rowConditions(request, parameter, page.facets)].join('\n        AND ')})`;
}

/** What every result must meet, selections of facets in `except` excepted. */
function rowConditions(request: Dated, parameter: Parameter, except: FallbackRequest['page']['facets'] = []): string[] {
  const { audience, filter, freshness } = request;
  return [
    `d.audience = ${literal(audience)}`,
    ...visibleConditions(audience, filter),
    ...fixedConditions(filter, parameter),
    ...[...filter.selections]
      .filter(([name]) => !except.includes(name))
      .map(([name, chosen]) => selectionCondition(name, chosen, freshness, parameter)),
  ];
}

function dated(request: FallbackRequest, parameter: Parameter): Dated {
  const { overdueBefore, dueUntil } = freshnessBorders(request.now);
  const [today, due] = [`${parameter(overdueBefore)}::date`, `${parameter(dueUntil)}::date`];
  return {
    ...request,
    overdue: `coalesce(e.review_by < ${today}, false)`,
    freshness: `CASE WHEN e.review_by < ${today} THEN 'OVERDUE' WHEN e.review_by <= ${due} THEN 'DUE'
                     WHEN e.review_by IS NOT NULL THEN 'FRESH' END`,
  };
}

/** All units, nothing of what is excluded: one question to the index. */
function soughtCondition({ units, excluded }: QueryUnits, parameter: Parameter): string[] {
  const wanted = units.map(({ exact, others }) => `(${others === null ? exact : `${exact} | ${others}`})`);
  const all = [...wanted, ...(excluded === null ? [] : [`!(${excluded})`])];
  return all.length === 0 ? [] : [`d.stems @@ ${parameter(all.join(' & '))}::tsquery`];
}

/** What a strict result is worth: the units by how telling each is, more where it stands in the head. */
function scoreColumn({ audience, page, units: { units } }: FallbackRequest, parameter: Parameter): string {
  if (page.sort !== 'RELEVANCE' || units.length === 0) return '0';
  const worths = units.map(({ exact, others, weight }) => {
    const itself = headWorth(parameter(exact));
    if (others === null) return `${parameter(weight)}::float8 * ${itself}`;
    const has = `d.entry_id IN (SELECT x.entry_id FROM search_document x
                                 WHERE x.audience = ${literal(audience)} AND x.stems @@ ${parameter(exact)}::tsquery)`;
    const other = `${SUBSTITUTE} * ${headWorth(parameter(others))}`;
    return `${parameter(weight)}::float8 * CASE WHEN ${has} THEN ${itself} ELSE ${other} END`;
  });
  return worths.join(' + ');
}

/** 1 for what is found anywhere, up to 2 in the head. PostgreSQL divides by the words of the query, which says nothing here. */
function headWorth(query: string): string {
  return `(1 + least(1, ts_rank('{0.1,0.2,0.5,1}', d.head, ${query}::tsquery) * numnode(${query}::tsquery)))`;
}

/** Counts by `attribute=value`, the most frequent of each facet and the selected ones. */
function facetParts({ page, filter }: FallbackRequest, parameter: Parameter): string[] {
  const asked = page.facets.map((name) => facets[name].attribute);
  const selected = page.facets.flatMap((name) => {
    const { attribute, filter: by } = facets[name];
    return (filter.selections.get(name) ?? []).map((value) =>
      facetPair(attribute, attribute === by ? value : `${value}|`),
    );
  });
  const counts = (pairs: string): string => `
    SELECT pair, count(*)::int AS n FROM strict s CROSS JOIN LATERAL ${pairs} AS each(pair)
     WHERE s.misses = 0 OR (s.misses = 1 AND starts_with(pair, s.missed || '='))
     GROUP BY pair`;
  return [
    `counted AS MATERIALIZED (
       ${counts('unnest(s.facets)')}
       UNION ALL ${counts("(SELECT 'freshness=' || s.freshness WHERE s.freshness IS NOT NULL)")})`,
    `told AS (
       SELECT pair, n FROM (
         SELECT pair, n, row_number() OVER (PARTITION BY split_part(pair, '=', 1) ORDER BY n DESC, pair) AS place
           FROM counted WHERE split_part(pair, '=', 1) = ANY(${parameter(asked)}::text[])) AS placed
        WHERE place <= ${MOST_VALUES}
           OR EXISTS (SELECT 1 FROM unnest(${parameter(selected)}::text[]) AS chosen WHERE starts_with(pair, chosen)))`,
  ];
}

/** The page: strict results in their order, then approaching ones on a first page that has few. */
function pagePart(request: Dated, parameter: Parameter): string {
  const { page, units } = request;
  const strict = `(
    SELECT entry_id, true AS strict, row_number() OVER (ORDER BY ${orderOf(request)}) AS place FROM strict
     WHERE misses = 0 ORDER BY place OFFSET ${parameter(page.offset)}::int LIMIT ${parameter(page.first)}::int)`;
  const relaxes = page.offset === 0 && page.sort === 'RELEVANCE' && units.units.length > 1;
  return `page AS (${relaxes ? `${strict} UNION ALL ${approachingPart(request, parameter)}` : strict})`;
}

/** Overdue entries lose ties only; the id makes every order a total one. */
function orderOf({ page, units }: FallbackRequest): string {
  const reused = `adoption_total DESC, ${NEWEST}`;
  if (page.sort === 'NEWEST') return NEWEST;
  if (page.sort === 'MOST_ADOPTED') return reused;
  // Without words nothing is more relevant than anything else: what is kept true and reused comes first.
  return units.units.length === 0 ? `overdue, ${reused}` : `round(score::numeric, 2) DESC, overdue, ${NEWEST}`;
}

/** Rows with some of the units, those with the most telling ones first; not looked for where strict ones are enough. */
function approachingPart(request: Dated, parameter: Parameter): string {
  const { audience, page, units } = request;
  const of = literal(audience);
  const few = `(SELECT n FROM total) < ${FEW}`;
  const look = (unit: number, query: string, share: number): string => `
    SELECT ${unit} AS i, ${share * weightOf(units, unit)} AS weight, ${headWorth(query)} AS worth, d.entry_id
      FROM search_document d WHERE d.audience = ${of} AND d.stems @@ ${query}::tsquery AND ${few}`;
  const looks = approachable(units).flatMap(({ place, exact, others }) => [
    look(place, parameter(exact), 1),
    ...(others === null ? [] : [look(place, parameter(others), SUBSTITUTE)]),
  ]);
  const required = Array.from({ length: units.required }, (_, index) => `bool_or(i = ${index + 1})`);
  const conditions = [
    ...rowConditions(request, parameter),
    ...excludedCondition(request, parameter),
    'c.entry_id NOT IN (SELECT entry_id FROM strict)',
  ];
  return `(
    SELECT entry_id, false AS strict, row_number() OVER (ORDER BY round(score::numeric, 2) DESC, overdue, ${NEWEST}) AS place
      FROM (
        SELECT d.entry_id, c.score, d.published_at, ${request.overdue} AS overdue
          FROM (
            SELECT entry_id, sum(worth) AS score FROM (
              SELECT i, entry_id, max(weight * worth) AS worth FROM (${looks.join('\n UNION ALL ')}) AS looks
               GROUP BY i, entry_id) AS found
             GROUP BY entry_id ${required.length > 0 ? `HAVING ${required.join(' AND ')}` : ''}) AS c
          JOIN search_document d ON d.entry_id = c.entry_id
          JOIN entry e ON e.id = d.entry_id JOIN organization w ON w.id = e.owner_id
         WHERE ${conditions.join(' AND ')}) AS seen
     ORDER BY place LIMIT greatest(${Math.min(MOST_APPROACHING, page.first)} - (SELECT n FROM total), 0))`;
}

/** Units that are worth looking up alone: a word that every other document has says nothing of the few wanted. */
function approachable({ units, required }: QueryUnits): (QueryUnit & { readonly place: number })[] {
  const placed = units.map((unit, index) => ({ ...unit, place: index + 1 }));
  const rare = placed.filter(({ share, place }) => share <= FREQUENT || place <= required);
  const rarest = [...placed].sort((a, b) => a.share - b.share).slice(0, 1);
  return rare.length > 0 ? rare : rarest;
}

function weightOf({ units }: QueryUnits, place: number): number {
  return units[place - 1]?.weight ?? 0;
}

function excludedCondition({ audience, units }: FallbackRequest, parameter: Parameter): string[] {
  if (units.excluded === null) return [];
  return [
    `d.entry_id NOT IN (SELECT x.entry_id FROM search_document x
                         WHERE x.audience = ${literal(audience)} AND x.stems @@ ${parameter(units.excluded)}::tsquery)`,
  ];
}

/** PostgreSQL takes no NUL in a text: a character that no value has stands for it, so that nothing is found by it. */
function withoutNul(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '\u{FFFD}');
  return Array.isArray(value) ? value.map(withoutNul) : value;
}
