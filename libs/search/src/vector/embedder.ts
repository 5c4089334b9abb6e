import type { OutgoingClient } from '@maillage/outgoing';

/** Turns texts into vectors in which what means the same lies near. A port: who gives them is the installation's choice. */
export interface Embedder {
  /** Names the space of the vectors: those of two models are not compared. */
  readonly model: string;
  /** Numbers of a vector. */
  readonly dimensions: number;
  /**
   * One vector a text, in the order given.
   * @param patience milliseconds of all attempts together
   * @throws EmbedderError
   */
  embed(texts: readonly string[], patience: number): Promise<readonly (readonly number[])[]>;
}

/** No vectors now: away, too slow, or an answer that is none. Searches and the index do without. */
export class EmbedderError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbedderError';
  }
}

/** Injection token of an `Embedder`, or of null: the installation has none, and nothing of vectors is done. */
export const EMBEDDER = Symbol('EMBEDDER');

/** An OpenAI-compatible service. */
export interface EmbedderOptions {
  /** Full address that texts are posted to: `https://host/v1/embeddings`. */
  readonly url: string;
  readonly key: string | undefined;
  readonly model: string;
  readonly dimensions: number;
  /** The installation's way out: it says which addresses may be asked. */
  readonly client: OutgoingClient;
}
