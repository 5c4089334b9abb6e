import { freshnessBorders } from '@maillage/catalogue';
import { FACET_ATTRIBUTES, type FacetName, facets } from '../document/facet.js';
import type { IndexedAudience } from '../engine/search-index.js';
import { FEW, MOST_APPROACHING } from '../query/engine-search.js';
import type { EngineFilter } from '../query/search-filter.js';
import type { SearchPage } from '../query/search-page.js';
import type { QueryUnits } from './query-units.js';
import { facetPair } from './stored-document.js';

/** A statement with its values: none of them stands in the text. */
export interface FallbackStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What is searched for, by whom and when. */
export interface FallbackSearchRequest {
  readonly audience: IndexedAudience;
  readonly page: SearchPage;
  readonly filter: EngineFilter;
  readonly units: QueryUnits;
  readonly now: Date;
}

/** Values told of one facet. */
const MOST_VALUES = 100;
/** What a word is worth that stands for the one asked for. */
const SUBSTITUTE = 0.4;

/** Adds a value and gives its place in the text. */
type Parameter = (value: unknown) => string;

/**
 * The whole search as one statement with one row: `{ total, facets, hits }`. Each unit is looked up in the index of its
 * audience; the rows found are joined to what may be seen *now*; strict ones (all units) are counted and sorted, and
 * approaching ones appended where strict ones are few.
 */
export function fallbackStatement(request: FallbackSearchRequest): FallbackStatement {
  const values: unknown[] = [];
  const parameter: Parameter = (value) => `$${values.push(withoutNul(value))}`;
  const { page, audience } = request;
  const counts = page.facets.length > 0;
  const parts = [
    ...(isListing(request) ? [] : foundParts(request, parameter)),
    shownPart(request, parameter),
    'strict AS (SELECT count(*) AS total FROM shown WHERE strict AND misses = 0)',
    ...(counts ? facetParts(request, parameter) : []),
    ...pageParts(request, parameter),
  ];
  const text = `WITH ${parts.join(',\n')}
    SELECT (SELECT total FROM strict)::int AS total,
           ${counts ? "coalesce((SELECT json_object_agg(pair, n) FROM told), '{}')" : "'{}'::json"} AS facets,
           coalesce((SELECT json_agg(json_build_object(
                              'strict', p.strict, 'title', d.title, 'summary', d.summary,
                              'text', ${page.highlight.includes('text') ? 'd.body' : "''"}, 'card', d.card) ORDER BY p.place)
                       FROM page p JOIN search_document d ON d.audience = ${literal(audience)} AND d.entry_id = p.entry_id),
                    '[]') AS hits`;
  return { text, values };
}

/** Nothing is looked for: everything is a result. */
function isListing({ units }: FallbackSearchRequest): boolean {
  return units.units.length === 0;
}

/**
 * Which rows have which units, how telling each unit is, and what each row is worth. A part a unit: so the planner knows
 * how many rows each will find.
 */
function foundParts({ audience, units }: FallbackSearchRequest, parameter: Parameter): string[] {
  const of = literal(audience);
  const look = (unit: number, query: string, share: number): string => {
    const place = `${parameter(query)}::tsquery`;
    // PostgreSQL divides by the words of the query, which says nothing here.
    return `SELECT ${unit} AS i, d.entry_id,
                   ${share} * (1 + least(1, ts_rank('{0.1,0.2,0.5,1}', d.head, ${place}) * numnode(${place}))) AS worth
              FROM search_document d WHERE d.audience = ${of} AND d.stems @@ ${place}`;
  };
  const looks = units.units.flatMap(({ exact, others }, index) => [
    look(index + 1, exact, 1),
    ...(others === null ? [] : [look(index + 1, others, SUBSTITUTE)]),
  ]);
  const required = units.required > 0 ? parameter(units.required) : null;
  const having = required === null ? '' : `HAVING count(*) FILTER (WHERE f.i <= ${required}::int) = ${required}::int`;
  return [
    `found AS MATERIALIZED (
       SELECT i, entry_id, max(worth) AS worth FROM (${looks.join('\n UNION ALL ')}) AS looks GROUP BY i, entry_id)`,
    `telling AS MATERIALIZED (
       SELECT i, ln(1 + (SELECT count(*) FROM search_document WHERE audience = ${of})::float8 / count(*)) AS weight
         FROM found GROUP BY i)`,
    `candidate AS (
       SELECT f.entry_id, count(*)::int AS terms, sum(t.weight * f.worth)::float8 AS score
         FROM found f JOIN telling t USING (i) GROUP BY f.entry_id ${having})`,
  ];
}

/**
 * Rows that this audience may see now: the entry decides, not the row, which may be older. `misses` tells how many of
 * the selections of counted facets a row fails: a facet is counted as if it had no selection itself.
 */
function shownPart(request: FallbackSearchRequest, parameter: Parameter): string {
  const { audience, filter, page, units, now } = request;
  const borders = freshnessBorders(now);
  const [today, due] = [parameter(borders.overdueBefore), parameter(borders.dueUntil)];
  const fresh = `CASE WHEN e.review_by < ${today}::date THEN 'OVERDUE' WHEN e.review_by <= ${due}::date THEN 'DUE'
                      WHEN e.review_by IS NOT NULL THEN 'FRESH' END`;
  const selections = [...filter.selections].map(([name, chosen]) => ({
    name,
    attribute: facets[name].attribute,
    meets: selectionCondition(name, chosen, fresh, parameter),
  }));
  const counted = selections.filter(({ name }) => page.facets.includes(name));
  const firm = selections.filter(({ name }) => !page.facets.includes(name)).map(({ meets }) => meets);
  const conditions = [
    `d.audience = ${literal(audience)}`,
    ...visibleConditions(audience, filter),
    ...fixedConditions(filter, parameter),
    ...firm,
    ...excludedCondition(audience, units, parameter),
  ];
  const found = isListing(request)
    ? { columns: 'true AS strict, 0::float8 AS score', from: 'search_document d' }
    : {
        columns: `c.terms = ${parameter(units.units.length)} AS strict, c.score`,
        from: `candidate c JOIN search_document d ON d.entry_id = c.entry_id`,
      };
  const misses = counted.map(({ meets }) => `(NOT (${meets}))::int`).join(' + ');
  const missed = counted.map(({ attribute, meets }) => `WHEN NOT (${meets}) THEN ${literal(attribute)}`).join(' ');
  return `shown AS MATERIALIZED (
     SELECT d.entry_id, ${found.columns}, d.published_at, d.adoption_total, d.facets,
            coalesce(e.review_by < ${today}::date, false) AS overdue, ${fresh} AS freshness,
            ${misses || '0'} AS misses, ${missed ? `CASE ${missed} END` : 'NULL::text'} AS missed
       FROM ${found.from} JOIN entry e ON e.id = d.entry_id JOIN organization w ON w.id = e.owner_id
      WHERE ${conditions.join('\n        AND ')})`;
}

/** The rule of `isVisibleTo` in SQL, and what was narrowed since the row was written. */
function visibleConditions(audience: IndexedAudience, { includeArchived }: EngineFilter): string[] {
  return [
    includeArchived ? "e.state IN ('PUBLISHED', 'ARCHIVED')" : "e.state = 'PUBLISHED'",
    audience === 'PUBLIC' ? "e.audience = 'PUBLIC'" : "e.audience IN ('PUBLIC', 'NETWORK')",
    "(w.state = 'VERIFIED' OR e.origin_source IS NOT NULL)",
    'NOT EXISTS (SELECT 1 FROM search_hidden h WHERE h.entry_id = d.entry_id AND h.version > d.version)',
  ];
}

function fixedConditions({ organizationIds, ids }: EngineFilter, parameter: Parameter): string[] {
  const pairs = organizationIds?.map((id) => facetPair('organizations', id));
  return [
    ...(pairs ? [`d.tags && ${parameter(pairs)}::text[]`] : []),
    ...(ids ? [`d.entry_id::text = ANY(${parameter(ids)}::text[])`] : []),
  ];
}

function excludedCondition(audience: IndexedAudience, { excluded }: QueryUnits, parameter: Parameter): string[] {
  if (excluded === null) return [];
  return [
    `d.entry_id NOT IN (
       SELECT entry_id FROM search_document WHERE audience = ${literal(audience)} AND stems @@ ${parameter(excluded)}::tsquery)`,
  ];
}

function selectionCondition(name: FacetName, chosen: readonly string[], fresh: string, parameter: Parameter): string {
  if (name === 'freshness') return `coalesce(${fresh} = ANY(${parameter(chosen)}::text[]), false)`;
  const { filter } = facets[name];
  const column = FACET_ATTRIBUTES.includes(filter) ? 'd.facets' : 'd.tags';
  return `${column} && ${parameter(chosen.map((value) => facetPair(filter, value)))}::text[]`;
}

/** Counts by `attribute=value`, the most frequent of each facet and the selected ones. */
function facetParts({ page, filter }: FallbackSearchRequest, parameter: Parameter): string[] {
  const asked = page.facets.map((name) => facets[name].attribute);
  const selected = page.facets.flatMap((name) => {
    const { attribute, filter: by } = facets[name];
    return (filter.selections.get(name) ?? []).map((value) =>
      facetPair(attribute, attribute === by ? value : `${value}|`),
    );
  });
  const counts = (pairs: string): string => `
    SELECT pair, count(*)::int AS n FROM shown s CROSS JOIN LATERAL ${pairs} AS each(pair)
     WHERE s.strict AND (s.misses = 0 OR (s.misses = 1 AND starts_with(pair, s.missed || '=')))
     GROUP BY pair`;
  return [
    `counted AS (
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
function pageParts(request: FallbackSearchRequest, parameter: Parameter): string[] {
  const { page, units } = request;
  const [first, offset] = [parameter(page.first), parameter(page.offset)];
  const strict = `(SELECT * FROM placed WHERE strict ORDER BY place OFFSET ${offset}::int LIMIT ${first}::int)`;
  const relaxes = page.offset === 0 && page.sort === 'RELEVANCE' && units.units.length > 1;
  const room = `greatest(${Math.min(MOST_APPROACHING, page.first)} - (SELECT total FROM strict), 0)`;
  const approaching = `(
    SELECT * FROM placed WHERE NOT strict AND (SELECT total FROM strict) < ${FEW} ORDER BY place LIMIT ${room})`;
  return [placedPart(request), `page AS (${relaxes ? `${strict} UNION ALL ${approaching}` : strict})`];
}

/** Every row's place: strict ones first. Overdue entries lose ties only; the id makes every order a total one. */
function placedPart(request: FallbackSearchRequest): string {
  const newest = 'published_at DESC, entry_id DESC';
  const reused = `adoption_total DESC, ${newest}`;
  const orders = {
    NEWEST: newest,
    MOST_ADOPTED: reused,
    // Without words nothing is more relevant than anything else: what is kept true and reused comes first.
    RELEVANCE: isListing(request) ? `overdue, ${reused}` : `round(score::numeric, 2) DESC, overdue, ${newest}`,
  };
  const order = orders[request.page.sort];
  return `placed AS (
    SELECT entry_id, strict, row_number() OVER (ORDER BY strict DESC, ${order}) AS place FROM shown WHERE misses = 0)`;
}

/** Only for names of the product's own. */
function literal(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

/** PostgreSQL takes no NUL in a text: a character that no value has stands for it, so that nothing is found by it. */
function withoutNul(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '\u{FFFD}');
  return Array.isArray(value) ? value.map(withoutNul) : value;
}
