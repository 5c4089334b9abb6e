import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { EMBEDDER, type Embedder, EmbedderError } from './embedder.js';
import type { VectorSpace } from './vector-settings.js';

/** Milliseconds: of a query, which somebody waits for; of a batch of documents; of the rest after a failure. */
const QUERY_PATIENCE = 250;
const DOCUMENTS_PATIENCE = 10_000;
const REST = 30_000;
/** Vectors kept: both indexes and every page of a search ask for the same ones. */
const KEPT = 2_000;

export type EmbedderState = 'NONE' | 'READY' | 'AWAY';

type Vector = readonly number[];

/**
 * Vectors as far as they can be had: null where the embedder fails, which stops neither a search nor the index. After a
 * failure it is left alone for half a minute, so that no query waits for it in vain.
 */
@Injectable()
export class EmbeddingService {
  private readonly kept = new Map<string, Vector>();
  private restsUntil = 0;
  private last: Promise<void> = Promise.resolve();

  constructor(@Inject(EMBEDDER) private readonly embedder: Embedder | null) {}

  /** Null: the installation has no vectors. */
  get space(): VectorSpace | null {
    return this.embedder;
  }

  /** NONE: the installation has no embedder. AWAY: it failed a moment ago and is left alone. */
  get state(): EmbedderState {
    if (!this.embedder) return 'NONE';
    return Date.now() < this.restsUntil ? 'AWAY' : 'READY';
  }

  async ofQuery(text: string): Promise<Vector | null> {
    return (await this.vectors([text], QUERY_PATIENCE))[0] ?? null;
  }

  /**
   * One a text, in the order given. One batch after the other: both indexes are written at once, from the same texts,
   * and the second finds what the first was given.
   */
  async ofDocuments(texts: readonly string[]): Promise<(Vector | null)[]> {
    const turn = this.last.then(() => this.vectors(texts, DOCUMENTS_PATIENCE));
    this.last = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  private async vectors(texts: readonly string[], patience: number): Promise<(Vector | null)[]> {
    const keys = texts.map((text) => createHash('sha256').update(text).digest('base64'));
    const missing = [...new Set(texts.filter((_, index) => !this.kept.has(keys[index] ?? '')))];
    const found = new Map(keys.map((key) => [key, this.kept.get(key) ?? null]));
    const embedded = await this.embed(missing, patience);
    missing.forEach((text, index) => {
      const vector = embedded[index];
      if (!vector) return;
      const key = createHash('sha256').update(text).digest('base64');
      found.set(key, vector);
      this.keep(key, vector);
    });
    return keys.map((key) => found.get(key) ?? null);
  }

  private async embed(texts: readonly string[], patience: number): Promise<readonly Vector[]> {
    if (!this.embedder || texts.length === 0 || Date.now() < this.restsUntil) return [];
    try {
      return await this.embedder.embed(texts, patience);
    } catch (error) {
      if (!(error instanceof EmbedderError)) throw error;
      this.restsUntil = Date.now() + REST;
      return [];
    }
  }

  private keep(key: string, vector: Vector): void {
    const oldest = this.kept.keys().next();
    if (this.kept.size >= KEPT && !oldest.done) this.kept.delete(oldest.value);
    this.kept.set(key, vector);
  }
}
