import { FACET_NAMES, facets, FILTER_ATTRIBUTES } from '../document/facet.js';
import type { SearchDocument } from '../document/search-document.js';
import type { IndexedAudience } from '../engine/search-index.js';
import { StemVector } from './stem-vector.js';

/** A row of `search_document`, by the names of its columns. */
export interface StoredDocument {
  readonly audience: IndexedAudience;
  readonly entry_id: string;
  readonly version: number;
  readonly published_at: number;
  readonly adoption_total: number;
  readonly head: string;
  readonly facets: readonly string[];
  readonly tags: readonly string[];
  readonly stems: string;
  readonly words: readonly string[];
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly card: string;
}

const COUNTED = FACET_NAMES.map((name) => facets[name].attribute);
/** Attributes that the day or the entry itself tells when it is read, so that they are never old. */
const READ_LATE: ReadonlySet<string> = new Set(['freshness', 'archived']);

/** What of a row depends on its texts alone. */
type Vectors = Pick<StoredDocument, 'head' | 'stems' | 'words'>;

/**
 * The engine's documents as rows: the same words with the same stems, the same facet values. Audiences mostly see the
 * same texts of an entry: those are analysed once.
 */
export class DocumentStorer {
  private readonly analysed = new Map<string, Vectors>();

  row(document: SearchDocument, audience: IndexedAudience): StoredDocument {
    return {
      audience,
      entry_id: document.id,
      version: document.version,
      published_at: document.publishedAt,
      adoption_total: document.adoptionTotal,
      facets: pairs(document, COUNTED),
      tags: pairs(document, FILTER_ATTRIBUTES),
      title: document.title,
      summary: document.summary,
      body: document.text,
      card: document.card,
      ...this.vectorsOf(document),
    };
  }

  private vectorsOf({ lang, title, names, places, keywords, summary, text }: SearchDocument): Vectors {
    const key = JSON.stringify([lang, title, names, places, keywords, summary, text]);
    const known = this.analysed.get(key);
    if (known) return known;
    const vector = new StemVector(lang === 'EN' ? 'EN' : 'FR');
    vector.add(title, 'A');
    for (const label of [...names, ...places, ...keywords]) vector.add(label, 'B');
    const head = vector.add(summary, 'C').literal();
    const vectors = { head, stems: vector.add(text, 'D').literal(), words: vector.words() };
    this.analysed.set(key, vectors);
    return vectors;
  }
}

/** A facet's value as it is stored and asked for. */
export function facetPair(attribute: string, value: string): string {
  return `${attribute}=${value}`;
}

function pairs(document: SearchDocument, attributes: readonly string[]): string[] {
  const values = document as unknown as Readonly<Record<string, string | readonly string[]>>;
  return attributes
    .filter((attribute) => !READ_LATE.has(attribute))
    .flatMap((attribute) => [values[attribute] ?? []].flat().map((value) => facetPair(attribute, value)));
}
