import { type EntryContent, entryKinds, textHashes, valuesOf, contentLanguages } from '@maillage/catalogue';
import { Random } from '../bench/generator/random.js';
import type { TestApi } from '../support/test-api.js';
import { type ReferenceIds, variedContent } from './varied-content.factory.js';

/** An entry of a catalogue, and what a harvester must get of it. */
export interface VariedEntry {
  readonly id: string;
  readonly kind: string;
  readonly state: 'PUBLISHED' | 'ARCHIVED' | 'WITHDRAWN' | 'MERGED' | 'DRAFT';
  readonly audience: 'PUBLIC' | 'NETWORK' | 'ORGANIZATION';
  readonly owner: string;
  readonly subject: string;
  readonly hasOrigin: boolean;
  readonly mergedInto: string | null;
  readonly content: EntryContent;
}

/** Who entries may belong to and be about. */
export interface VariedWorld {
  readonly real: readonly string[];
  readonly demonstration: string;
  /** Not verified: only what came from a source is public. */
  readonly pending: string;
  readonly systems: readonly string[];
  readonly suppliers: readonly string[];
}

/** In no field that the public sees, and in every other. */
export const WITHHELD = 'retenuretenu';

const SIZES = [0, 1, 2, 7, 30] as const;
/** More than harvesters' pages of two hundred, and more than one kind's. */
const LARGE = 450;

/** The catalogue of that number: sizes, kinds, states and owners vary from one to the next, the same for the same number. */
export function variedCatalogue(number: number, world: VariedWorld): VariedEntry[] {
  const random = new Random(22, number);
  const size = number % 50 === 49 ? LARGE : (SIZES[number % SIZES.length] ?? 0);
  const kinds = entryKinds.map(({ kind }) => kind);
  const only = number % 7 === 3 ? random.pick(kinds) : null;
  const style = {
    answered: [0, 1, 0.3, 0.7][number % 4] ?? 0,
    longLists: number % 8 === 5 && size < LARGE,
    withheld: WITHHELD,
  };
  const made: VariedEntry[] = [];
  for (let n = 0; n < size; n += 1) {
    const kind = only ?? random.pick(kinds);
    const state = random.weighted([
      ['PUBLISHED', 12],
      ['ARCHIVED', 2],
      ['WITHDRAWN', 2],
      ['MERGED', 2],
      ['DRAFT', 1],
    ] as const);
    const survivor = made.find((one) => one.kind === kind && isHarvested(one, world));
    const ids: ReferenceIds = {
      ORGANIZATION: world.real,
      SYSTEM: world.systems,
      SUPPLIER: world.suppliers,
      ENTRY: [random.uuid(1_700_000_000_000 + n)],
    };
    made.push({
      id: random.uuid(1_700_000_000_000 + n * 1_000),
      kind,
      state: state === 'MERGED' && !survivor ? 'WITHDRAWN' : state,
      audience: random.weighted([
        ['PUBLIC', 8],
        ['NETWORK', 1],
        ['ORGANIZATION', 1],
      ] as const),
      owner: ownerOf(random, world),
      subject: random.chance(0.1) ? world.demonstration : random.pick(world.real),
      hasOrigin: random.chance(0.3),
      mergedInto: state === 'MERGED' ? (survivor?.id ?? null) : null,
      content: variedContent(random, kind, { ...style, lang: random.pick(valuesOf(contentLanguages)) }, ids),
    });
  }
  return made;
}

function ownerOf(random: Random, world: VariedWorld): string {
  return random.weighted([
    [random.pick(world.real), 8],
    [world.demonstration, 1],
    [world.pending, 1],
  ]);
}

/** What harvesters get: public, in force, real, and of a verified owner or a source. */
export function isHarvested(entry: VariedEntry, world: VariedWorld): boolean {
  const { state, audience, owner, subject, hasOrigin } = entry;
  const isShown = (state === 'PUBLISHED' || state === 'ARCHIVED') && audience === 'PUBLIC';
  const isReal = owner !== world.demonstration && subject !== world.demonstration;
  return isShown && isReal && (owner !== world.pending || hasOrigin);
}

/** Makes it the only catalogue of a network, as its services would have left it. */
export async function writeCatalogue({ rows }: TestApi, entries: readonly VariedEntry[]): Promise<void> {
  await rows('TRUNCATE entry, outbox, feed_state CASCADE');
  const given = entries.map(({ content, ...entry }, at) => ({
    ...{ ...entry, ...textHashes(content), content, at },
    sourceUrl: entry.hasOrigin ? `https://source.example/<${at}>?a="b"|{c}` : null,
  }));
  await rows(
    `WITH given AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, kind text, state text, audience text, owner uuid,
         subject uuid, "hasOrigin" boolean, "mergedInto" uuid, content jsonb, "titleHash" text, "textHash" text,
         "sourceUrl" text, at int)),
     made AS (
       INSERT INTO entry (id, kind, owner_id, subject_organization_id, state, audience, version, last_revision,
         published_revision, audiences_ever, merged_into_id, origin_source, origin_source_id, origin_source_url,
         published_at, updated_at)
       SELECT id, kind, owner, subject, state, audience, CASE WHEN state = 'DRAFT' THEN 0 ELSE 1 END, 1,
         CASE WHEN state <> 'DRAFT' THEN 1 END,
         CASE WHEN state = 'DRAFT' OR audience = 'ORGANIZATION' THEN '{}'::text[]
              WHEN audience = 'NETWORK' THEN '{NETWORK}' ELSE '{NETWORK,PUBLIC}' END,
         "mergedInto", CASE WHEN "hasOrigin" THEN 'essai' END, CASE WHEN "hasOrigin" THEN id::text END, "sourceUrl",
         CASE WHEN state <> 'DRAFT' THEN timestamptz '2024-01-01' + at * interval '1 hour' END,
         timestamptz '2024-01-01' + at * interval '1 hour 1 ms' FROM given),
     revised AS (
       INSERT INTO entry_revision (entry_id, number, state, content, title_hash, text_hash, author, published_at)
       SELECT id, 1, CASE WHEN state = 'DRAFT' THEN 'DRAFT' ELSE 'PUBLISHED' END, content, "titleHash", "textHash",
         'system:test', CASE WHEN state <> 'DRAFT' THEN timestamptz '2024-01-01' + at * interval '1 hour' END FROM given)
     INSERT INTO outbox (entry_id) SELECT id FROM given WHERE state <> 'DRAFT' ORDER BY at`,
    [JSON.stringify(given)],
  );
}
