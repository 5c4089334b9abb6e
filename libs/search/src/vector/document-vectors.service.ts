import { Inject, Injectable } from '@nestjs/common';
import type { SearchDocument } from '../document/search-document.js';
import { EmbeddingService } from './embedding.service.js';
import { vectorName } from './vector-settings.js';

/** Longest text that is embedded, in characters: models read some hundred words, the first ones tell most. */
const MAX_TEXT = 4_000;

/** A document with its vectors by name; null: it has none now, and is found by its words alone. */
export type VectorDocument = SearchDocument & {
  readonly _vectors?: Readonly<
    Record<string, { readonly embeddings: readonly number[]; readonly regenerate: false } | null>
  >;
};

/** Gives documents their vectors, where the installation has an embedder; else it gives them back as they are. */
@Injectable()
export class DocumentVectorsService {
  constructor(@Inject(EmbeddingService) private readonly embeddings: EmbeddingService) {}

  async of(documents: readonly SearchDocument[]): Promise<readonly VectorDocument[]> {
    const { space } = this.embeddings;
    if (!space) return documents;
    const name = vectorName(space);
    const vectors = await this.embeddings.ofDocuments(documents.map(textOf));
    return documents.map((document, index) => {
      const embeddings = vectors[index];
      return { ...document, _vectors: { [name]: embeddings ? { embeddings, regenerate: false } : null } };
    });
  }
}

function textOf({ title, summary, keywords, text }: SearchDocument): string {
  return [title, summary, keywords.join(', '), text].filter(Boolean).join('\n').slice(0, MAX_TEXT);
}
