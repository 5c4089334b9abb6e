/** The fields of the bench's GraphQL operations, built as JSON by PostgreSQL. With the same rule of who sees what. */

const iso = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const organization = (id: string): string => `(
  SELECT json_build_object('id', o.id, 'name', o.name, 'type', o.type, 'territory',
    CASE WHEN t.id IS NULL THEN NULL ELSE json_build_object('id', t.id, 'name', t.name, 'population', t.population,
      'departementCode', t.departement_code, 'regionCode', t.region_code) END)
    FROM organization o LEFT JOIN territory t ON t.id = o.territory_id WHERE o.id = ${id})`;

const visible = `e.state = 'PUBLISHED' AND e.audience = 'PUBLIC' AND (w.state = 'VERIFIED' OR e.origin_source IS NOT NULL)`;

export const entryStatement = {
  name: 'floor-entry',
  text: `SELECT json_build_object('id', e.id, 'kind', e.kind, 'state', e.state, 'version', e.version,
      'title', v.content -> 'title', 'summary', v.content -> 'summary', 'description', v.content -> 'description',
      'themes', v.content -> 'themes', 'keywords', v.content -> 'keywords', 'publishedAt', ${iso('e.published_at')},
      'reviewBy', e.review_by, 'owner', ${organization('e.owner_id')},
      'subjectOrganization', ${organization('e.subject_organization_id')},
      'system', (SELECT json_build_object('id', s.id, 'name', s.name, 'supplier',
         json_build_object('id', p.id, 'name', p.name)) FROM system s LEFT JOIN supplier p ON p.id = s.supplier_id
         WHERE s.id = (v.content #>> '{deployment,system}')::uuid),
      'adoptions', (SELECT coalesce(json_agg(json_build_object('state', a.state, 'count', a.n)), '[]'::json)
         FROM (SELECT state, count(*) AS n FROM adoption WHERE entry_id = e.id GROUP BY state) a),
      'lifecycle', v.content -> 'lifecycle', 'techniques', v.content -> 'techniques', 'problem', v.content -> 'problem',
      'aiAct', json_build_object('class', v.content #> '{aiAct,class}'),
      'cost', json_build_object('oneOffBand', v.content #> '{cost,oneOffBand}'),
      'lessons', json_build_object('worked', v.content #> '{lessons,worked}', 'didNot', v.content #> '{lessons,didNot}')
    )::text AS json
    FROM entry e JOIN organization w ON w.id = e.owner_id
    JOIN entry_revision v ON v.entry_id = e.id AND v.number = e.published_revision
   WHERE e.id = $1::uuid AND ${visible}`,
};

export const listStatement = {
  name: 'floor-list',
  text: `WITH page AS MATERIALIZED (
      SELECT e.* FROM entry e JOIN organization w ON w.id = e.owner_id
       WHERE ${visible} AND (e.published_at, e.id) < ($1::timestamptz, $2::uuid)
       ORDER BY e.published_at DESC, e.id DESC LIMIT 20)
    SELECT coalesce(json_agg(json_build_object('id', e.id, 'kind', e.kind, 'title', v.content -> 'title',
      'summary', v.content -> 'summary', 'themes', v.content -> 'themes', 'publishedAt', ${iso('e.published_at')},
      'adoptionTotal', (SELECT count(*) FROM adoption a WHERE a.entry_id = e.id AND a.state <> 'DROPPED'),
      'owner', json_build_object('id', o.id, 'name', o.name),
      'subjectOrganization', json_build_object('id', s.id, 'name', s.name))
      ORDER BY e.published_at DESC, e.id DESC), '[]'::json)::text AS json
    FROM page e JOIN entry_revision v ON v.entry_id = e.id AND v.number = e.published_revision
    JOIN organization o ON o.id = e.owner_id JOIN organization s ON s.id = e.subject_organization_id`,
};

/** Every 20th visible entry, newest first: the page borders that list requests start from. `$1`: borders. */
export const bordersStatement = `
  SELECT published_at::text AS moment, id FROM (
    SELECT e.published_at, e.id, row_number() OVER (ORDER BY e.published_at DESC, e.id DESC) AS n
      FROM entry e JOIN organization w ON w.id = e.owner_id WHERE ${visible}) numbered
   WHERE n % 20 = 0 ORDER BY n LIMIT $1`;

/** Visible entries in no particular order, the same each time. `$1`: number. */
export const sampleStatement = `
  SELECT e.id FROM entry e JOIN organization w ON w.id = e.owner_id WHERE ${visible} ORDER BY md5(e.id::text) LIMIT $1`;

const placed = (
  alias: string,
): string => `json_build_object('id', ${alias}.id, 'name', ${alias}.name, 'type', ${alias}.type,
    'siren', ${alias}.siren, 'state', ${alias}.state, 'demonstration', ${alias}.demonstration,
    'isNetwork', ${alias}.is_network, 'territory', CASE WHEN ${alias}t.id IS NULL THEN NULL ELSE json_build_object(
      'id', ${alias}t.id, 'level', ${alias}t.level, 'code', ${alias}t.code, 'name', ${alias}t.name,
      'population', ${alias}t.population, 'departementCode', ${alias}t.departement_code,
      'departementName', ${alias}d.name, 'regionCode', ${alias}t.region_code, 'regionName', ${alias}r.name) END)`;

const placedJoins = (alias: string, id: string): string => `JOIN organization ${alias} ON ${alias}.id = ${id}
    LEFT JOIN territory ${alias}t ON ${alias}t.id = ${alias}.territory_id
    LEFT JOIN territory ${alias}d ON ${alias}d.id = 'DEPARTEMENT-' || ${alias}t.departement_code
    LEFT JOIN territory ${alias}r ON ${alias}r.id = 'REGION-' || ${alias}t.region_code`;

/** Documents of the feed after a number, a thousand at a time, with everything that is nested in them. `$1`: the number. */
export const feedStatement = {
  name: 'floor-feed',
  text: `WITH page AS MATERIALIZED (
      SELECT s.seq, e.* FROM feed_state s JOIN entry e ON e.id = s.entry_id JOIN organization w ON w.id = e.owner_id
       WHERE s.seq > $1::bigint AND e.state IN ('PUBLISHED', 'ARCHIVED') AND e.audience = 'PUBLIC'
         AND (w.state = 'VERIFIED' OR e.origin_source IS NOT NULL)
       ORDER BY s.seq LIMIT 1000),
    shown AS (SELECT e.seq, json_build_object('id', e.id, 'kind', e.kind, 'state', e.state, 'audience', e.audience,
      'version', e.version, 'revision', v.number, 'content', v.content, 'owner', ${placed('own')},
      'subjectOrganization', ${placed('about')}, 'claimedAt', ${iso('e.claimed_at')}, 'mergedIntoId', e.merged_into_id,
      'origin', CASE WHEN e.origin_source IS NULL THEN NULL ELSE json_build_object('source', e.origin_source,
        'sourceId', e.origin_source_id, 'sourceUrl', e.origin_source_url) END,
      'system', CASE WHEN y.id IS NULL THEN NULL ELSE json_build_object('id', y.id, 'name', y.name, 'state', y.state,
        'supplier', CASE WHEN p.id IS NULL THEN NULL
          ELSE json_build_object('id', p.id, 'name', p.name, 'state', p.state) END) END,
      'relations', (SELECT coalesce(json_agg(json_build_object('type', l.type, 'compliance', l.compliance,
          'targetSystem', l.target_system_id, 'targetEntry', l.target_entry_id) ORDER BY l.position), '[]'::json)
         FROM entry_relation l WHERE l.entry_id = e.id AND l.revision = v.number),
      'adoptions', (SELECT coalesce(json_object_agg(state, n), '{}'::json)
         FROM (SELECT state, count(*) AS n FROM adoption WHERE entry_id = e.id GROUP BY state) a),
      'createdAt', ${iso('e.created_at')}, 'publishedAt', ${iso('e.published_at')}, 'updatedAt', ${iso('e.updated_at')},
      'lastConfirmedAt', ${iso('e.last_confirmed_at')}, 'reviewBy', e.review_by) AS document
    FROM page e JOIN entry_revision v ON v.entry_id = e.id AND v.number = e.published_revision
    ${placedJoins('own', 'e.owner_id')}
    ${placedJoins('about', 'e.subject_organization_id')}
    LEFT JOIN system y ON y.id = (v.content #>> '{deployment,system}')::uuid
    LEFT JOIN supplier p ON p.id = y.supplier_id)
    SELECT json_build_object('next', max(seq), 'documents', coalesce(json_agg(document ORDER BY seq), '[]'::json))::text
           AS json FROM shown`,
};
