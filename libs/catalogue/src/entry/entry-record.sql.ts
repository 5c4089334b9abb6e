import type { Statement } from '@maillage/database';

/** `to_json` of a timestamp is local and inexact; this is what JavaScript's `toISOString` gives. */
const moment = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Which parts of an entry are read and worked out. What is left out reads as if the entry had none of it. */
export interface EntryParts {
  /** Names of content fields; ALL: the whole content, which completeness needs. */
  readonly content: 'ALL' | readonly string[];
  /** Territories of owner and subject. */
  readonly places: boolean;
  readonly relations: boolean;
  readonly system: boolean;
  readonly adoptions: boolean;
  /** The member to call, by name. */
  readonly namedContact: boolean;
  /** What the caller may do. */
  readonly permissions: boolean;
  /** Needs the whole content. */
  readonly completeness: boolean;
}

export const WHOLE_ENTRY: EntryParts = {
  content: 'ALL',
  places: true,
  relations: true,
  system: true,
  adoptions: true,
  namedContact: true,
  permissions: true,
  completeness: true,
};

const organizationJson = (alias: string, places: boolean): string =>
  places
    ? placedOrganizationJson(alias)
    : `(
  SELECT json_build_object(
    'id', o.id, 'name', o.name, 'type', o.type, 'siren', o.siren, 'state', o.state,
    'demonstration', o.demonstration, 'isNetwork', o.is_network, 'territory', NULL)
  FROM organization o WHERE o.id = ${alias})`;

/** Of organization `o` with its place, made by `placedJoins`. */
const placedJson = `json_build_object(
    'id', o.id, 'name', o.name, 'type', o.type, 'siren', o.siren, 'state', o.state,
    'demonstration', o.demonstration, 'isNetwork', o.is_network,
    'territory', CASE WHEN t.id IS NULL THEN NULL ELSE json_build_object(
      'id', t.id, 'level', t.level, 'code', t.code, 'name', t.name, 'population', t.population,
      'departementCode', t.departement_code, 'departementName', d.name,
      'regionCode', t.region_code, 'regionName', r.name) END)`;
const placedJoins = `
  LEFT JOIN territory t ON t.id = o.territory_id
  LEFT JOIN territory d ON d.id = 'DEPARTEMENT-' || t.departement_code
  LEFT JOIN territory r ON r.id = 'REGION-' || t.region_code`;

const placedOrganizationJson = (alias: string): string =>
  `(SELECT ${placedJson} FROM organization o ${placedJoins} WHERE o.id = ${alias})`;

/** Of system `s` and supplier `p`, made by `systemJoins` from the ids `asked`. */
const shownSystemJson = `json_build_object('id', s.id, 'name', s.name, 'state', s.state,
    'supplier', CASE WHEN p.id IS NULL THEN NULL ELSE json_build_object('id', p.id, 'name', p.name, 'state', p.state) END)`;
const systemJoins = `
  JOIN system named ON named.id = asked.id
  JOIN system s ON s.id = coalesce(named.merged_into_id, named.id)
  LEFT JOIN supplier given ON given.id = s.supplier_id
  LEFT JOIN supplier p ON p.id = coalesce(given.merged_into_id, given.id)`;

// The id is worked out once (OFFSET 0), not for each system that it is compared with: of an entry it lies in its content.
const systemJson = (id: string): string =>
  `(SELECT ${shownSystemJson} FROM (SELECT ${id} AS id OFFSET 0) asked ${systemJoins})`;

const relationsJson = `(
  SELECT coalesce(json_agg(json_build_object(
    'type', l.type, 'compliance', l.compliance,
    'targetSystem', CASE WHEN l.target_system_id IS NULL THEN NULL ELSE ${systemJson('l.target_system_id')} END,
    'targetEntry', CASE WHEN l.target_entry_id IS NULL THEN NULL ELSE (
      SELECT json_build_object('id', x.id, 'kind', x.kind, 'state', x.state, 'audience', x.audience,
        'ownerId', x.owner_id, 'ownerState', xo.state, 'hasOrigin', x.origin_source IS NOT NULL, 'title', xr.content ->> 'title')
      FROM entry x
      JOIN organization xo ON xo.id = x.owner_id
      LEFT JOIN entry_revision xr ON xr.entry_id = x.id AND xr.number = coalesce(x.published_revision, x.last_revision)
      WHERE x.id = l.target_entry_id) END) ORDER BY l.position), '[]'::json)
  FROM entry_relation l WHERE l.entry_id = e.id AND l.revision = v.number)`;

const systemId = `(v.content #>> '{deployment,system}')::uuid`;
const entrySystemJson = `CASE WHEN ${systemId} IS NULL THEN NULL ELSE ${systemJson(systemId)} END`;

const adoptionsJson = `(
  SELECT coalesce(json_object_agg(state, n), '{}'::json)
  FROM (SELECT state, count(*)::int AS n FROM adoption WHERE entry_id = e.id GROUP BY state) a)`;

/** Not one day longer than agreed, whatever the retention job does. */
const namedContactJson = `(
  SELECT json_build_object('name', m.display_name, 'function', k.function, 'email', k.email, 'phone', k.phone,
    'until', k.until)
  FROM entry_contact k JOIN member m ON m.id = k.member_id WHERE k.entry_id = e.id AND k.until >= current_date)`;

const contentJson = (content: EntryParts['content']): string => {
  if (content === 'ALL') return 'v.content';
  // Names come from the field tables; anything else would be text of somebody's own in a statement.
  if (!content.every((name) => /^[A-Za-z]\w*$/.test(name))) throw new RangeError(`no field names: ${content.join()}`);
  return `jsonb_build_object(${content.map((name) => `'${name}', v.content -> '${name}'`).join(', ')})`;
};

/** What of a record other entries have, too. */
interface SharedParts {
  readonly owner: string;
  readonly subjectOrganization: string;
  readonly system: string;
}

/** JSON of an `EntryRecord`, for `e` (entry) and `v` (its revision). */
export const entryRecordJson = (parts: EntryParts = WHOLE_ENTRY): string =>
  recordJson(parts, {
    owner: organizationJson('e.owner_id', parts.places),
    subjectOrganization: organizationJson('e.subject_organization_id', parts.places),
    system: parts.system ? entrySystemJson : 'NULL',
  });

const recordJson = (parts: EntryParts, shared: SharedParts): string => `json_build_object(
  'id', e.id, 'kind', e.kind, 'state', e.state, 'audience', e.audience, 'version', e.version,
  'revision', v.number, 'publishedRevision', e.published_revision, 'lastRevision', e.last_revision,
  'owner', ${shared.owner}, 'subjectOrganization', ${shared.subjectOrganization},
  'claimedAt', ${moment('e.claimed_at')},
  'origin', CASE WHEN e.origin_source IS NULL THEN NULL ELSE json_build_object(
    'source', e.origin_source, 'sourceId', e.origin_source_id, 'sourceUrl', e.origin_source_url, 'raw', e.origin_raw) END,
  'mergedIntoId', e.merged_into_id, 'content', ${contentJson(parts.content)},
  'system', ${shared.system},
  'relations', ${parts.relations ? relationsJson : "'[]'::json"},
  'adoptions', ${parts.adoptions ? adoptionsJson : "'{}'::json"},
  'namedContact', ${parts.namedContact ? namedContactJson : 'NULL'},
  'createdAt', ${moment('e.created_at')}, 'publishedAt', ${moment('e.published_at')},
  'updatedAt', ${moment('e.updated_at')}, 'lastConfirmedAt', ${moment('e.last_confirmed_at')},
  'reviewBy', e.review_by)`;

/**
 * Records of many entries at their published revision, with ids for what they share: an organization or a system comes
 * once, however many entries name it. Of one snapshot, because it is one statement. `$1`: uuid[].
 */
export const entryRecordsStatement: Statement = {
  name: 'entry-records',
  text: `WITH asked_for AS MATERIALIZED (
      SELECT e.id, e.owner_id, e.subject_organization_id, ${systemId} AS system_id,
             ${recordJson(WHOLE_ENTRY, { owner: 'e.owner_id', subjectOrganization: 'e.subject_organization_id', system: systemId })}::text AS json
        FROM entry e
        JOIN entry_revision v ON v.entry_id = e.id AND v.number = e.published_revision
       WHERE e.id = ANY($1::uuid[]))
    SELECT 'ENTRY' AS part, id, json FROM asked_for
    UNION ALL
    SELECT 'ORGANIZATION', o.id, ${placedJson}::text
      FROM (SELECT owner_id AS id FROM asked_for UNION SELECT subject_organization_id FROM asked_for) named
      JOIN organization o ON o.id = named.id ${placedJoins}
    UNION ALL
    SELECT 'SYSTEM', asked.id, ${shownSystemJson}::text
      FROM (SELECT DISTINCT system_id AS id FROM asked_for) asked ${systemJoins}`,
};
