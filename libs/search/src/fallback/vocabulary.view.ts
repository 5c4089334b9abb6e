import type { RunStatement } from '@maillage/database';
import type { Word } from '../analysis/word.js';
import type { IndexedAudience } from '../engine/search-index.js';

/** A word of the documents that is written like one of the query. */
export interface NearWord {
  readonly word: string;
  readonly stem: string;
  /** Documents that have it. */
  readonly documents: number;
}

/** What the documents of an audience know of a word of the query. */
export interface KnownWord {
  /** Documents that have a form of it, at most: forms in one document count each. */
  readonly documents: number;
  /** Stems of words that begin so, the most frequent first; only of a word that may be half typed. */
  readonly begun: readonly string[];
  /** Documents that have one of those, at most. */
  readonly begunDocuments: number;
  /** Words written nearly so, the nearest first; only when no document has it or begins so. */
  readonly near: readonly NearWord[];
  /** All documents of the audience. */
  readonly all: number;
}

/** Completions that are looked for: more would find everything. */
const COMPLETIONS = 30;
const NEAR = 20;
/** Letters from which on a word is completed, and mended. */
const SHORTEST_BEGINNING = 2;
const SHORTEST_MENDED = 4;

const statement = `
  SELECT known.documents, begun.stems AS begun, begun.documents AS "begunDocuments",
         (SELECT count(*)::int FROM search_document WHERE audience = $1) AS all,
         CASE WHEN known.documents = 0 AND begun.stems = '{}' AND length(asked.word) >= ${SHORTEST_MENDED} THEN coalesce((
           SELECT json_agg(near) FROM (
             SELECT v.word, v.stem, v.documents FROM search_word v
              WHERE v.word % asked.word AND v.audience = $1 AND v.documents > 0
              ORDER BY similarity(v.word, asked.word) DESC, v.documents DESC, v.word LIMIT ${NEAR}) AS near), '[]')
         ELSE '[]' END AS near
    FROM unnest($2::text[], $3::text[], $4::bool[]) WITH ORDINALITY AS asked(word, stem, half, i)
   CROSS JOIN LATERAL (
     SELECT coalesce(sum(v.documents), 0)::int AS documents FROM search_word v
      WHERE v.audience = $1 AND v.stem = asked.stem) AS known
   CROSS JOIN LATERAL (
     SELECT coalesce(array_agg(b.stem), '{}') AS stems, coalesce(sum(b.documents), 0)::int AS documents FROM (
       SELECT v.stem, sum(v.documents) AS documents FROM search_word v
        WHERE asked.half AND length(asked.word) >= ${SHORTEST_BEGINNING} AND v.audience = $1 AND v.documents > 0
          AND v.word >= asked.word COLLATE "C" AND v.word < (asked.word || chr(1114111)) COLLATE "C"
        GROUP BY v.stem ORDER BY sum(v.documents) DESC, v.stem LIMIT ${COMPLETIONS}) AS b) AS begun
   ORDER BY asked.i`;

/**
 * Looks words up. @param half the word that may be half typed
 * @returns one answer a word, in their order
 */
export async function knownWords(
  run: RunStatement,
  audience: IndexedAudience,
  words: readonly Word[],
  half: Word | undefined,
): Promise<KnownWord[]> {
  if (words.length === 0) return [];
  return run<KnownWord>(statement, [
    audience,
    words.map(({ folded }) => folded),
    words.map(({ stem }) => stem),
    words.map((word) => word === half),
  ]);
}
