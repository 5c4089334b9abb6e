import { setTimeout as pause } from 'node:timers/promises';
import { type OutgoingAnswer, OutgoingError } from '@maillage/outgoing';
import { type Embedder, EmbedderError, type EmbedderOptions } from './embedder.js';

/** Texts of one request. */
const BATCH = 64;
/** Attempts of one request; milliseconds before the second one, twice as many before the next. */
const ATTEMPTS = 3;
const BACKOFF = 200;
/** Bytes of an answer: of a number written out, of everything around. */
const NUMBER = 32;
const AROUND = 64 * 1_024;

/** What may go better at another attempt. */
class Trouble extends EmbedderError {}

/** Any service that speaks as OpenAI's `/embeddings` does, asked through the product's one way out. */
export class HttpEmbedder implements Embedder {
  readonly model: string;
  readonly dimensions: number;

  constructor(private readonly options: EmbedderOptions) {
    this.model = options.model;
    this.dimensions = options.dimensions;
  }

  async embed(texts: readonly string[], patience: number): Promise<readonly (readonly number[])[]> {
    const deadline = Date.now() + patience;
    const vectors: (readonly number[])[] = [];
    for (let start = 0; start < texts.length; start += BATCH) {
      vectors.push(...(await this.tried(texts.slice(start, start + BATCH), deadline)));
    }
    return vectors;
  }

  private async tried(texts: readonly string[], deadline: number): Promise<readonly (readonly number[])[]> {
    for (let attempt = 1, wait = BACKOFF; ; attempt += 1, wait *= 2) {
      try {
        return this.vectorsOf(await this.exchange(texts, deadline), texts.length);
      } catch (error) {
        const isLast = attempt === ATTEMPTS || Date.now() + wait >= deadline;
        if (isLast || !(error instanceof Trouble)) throw error;
      }
      await pause(wait);
    }
  }

  private async exchange(texts: readonly string[], deadline: number): Promise<string> {
    const { url, key, model, dimensions, client } = this.options;
    const headers = {
      'content-type': 'application/json',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    };
    const answer = await client
      .send({
        method: 'POST',
        url,
        headers,
        body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
        timeout: deadline - Date.now(),
        maxBytes: AROUND + texts.length * dimensions * NUMBER,
      })
      .catch((error: unknown): OutgoingAnswer => {
        throw unanswered(error);
      });
    if (answer.status !== 200) throw refusal(answer.status);
    return answer.body.toString('utf8');
  }

  /** Checked number by number: what is stored stays in the index until the entry changes. */
  private vectorsOf(answer: string, count: number): (readonly number[])[] {
    const vectors: (readonly number[])[] = [];
    for (const { index, embedding } of itemsOf(answer)) {
      const isVector =
        Array.isArray(embedding) && embedding.length === this.dimensions && embedding.every(Number.isFinite);
      if (!isVector || typeof index !== 'number') {
        throw new EmbedderError(`the embedder gave no vector of ${this.dimensions} numbers`);
      }
      vectors[index] = embedding as number[];
    }
    const isWhole = vectors.length === count && Object.keys(vectors).length === count;
    if (!isWhole) throw new EmbedderError(`the embedder did not give ${count} vectors`);
    return vectors;
  }
}

function itemsOf(answer: string): { index?: unknown; embedding?: unknown }[] {
  try {
    const { data } = JSON.parse(answer) as { data?: unknown };
    if (Array.isArray(data)) return data as { index?: unknown; embedding?: unknown }[];
  } catch {
    // told below: no JSON is as useless as JSON of another shape
  }
  throw new EmbedderError('the embedder’s answer has another shape than OpenAI’s');
}

function refusal(status: number): EmbedderError {
  const message = `the embedder answered ${status}`;
  return status >= 500 || status === 408 || status === 429 ? new Trouble(message) : new EmbedderError(message);
}

/** Out of time is no reason for another attempt: all of them share one deadline. */
function unanswered(error: unknown): unknown {
  if (!(error instanceof OutgoingError)) return error;
  const message = `the embedder: ${error.message}`;
  return error.code === 'UNREACHABLE'
    ? new Trouble(message, { cause: error })
    : new EmbedderError(message, { cause: error });
}
