import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A document of a graded collection; keys are those of its file, `documents.jsonl`. */
export interface GradedDocument {
  readonly id: string;
  /** « Cas d’usage », « Clause », « Charte » and other words of the field. */
  readonly type: string;
  readonly langue: 'fr' | 'en';
  readonly titre: string;
  readonly texte: string;
  /** Name of who wrote it. */
  readonly commune: string;
  readonly theme: string;
}

/** A query and what it should find: 3 is best, 2 good, 1 related; what is not there is beside the point. */
export interface GradedQuery {
  readonly id: string;
  readonly category: string;
  readonly query: string;
  /** By id of the document. */
  readonly grades: Readonly<Record<string, number>>;
}

export async function readDocuments(folder: string): Promise<GradedDocument[]> {
  return readLines<GradedDocument>(join(folder, 'documents.jsonl'));
}

export async function readQueries(folder: string): Promise<GradedQuery[]> {
  return readLines<GradedQuery>(join(folder, 'queries.jsonl'));
}

async function readLines<T>(path: string): Promise<T[]> {
  const text = await readFile(path, 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}
