import http from 'node:http';
import https from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
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

/** Any service that speaks as OpenAI's `/embeddings` does, over kept-alive connections of node:http. */
export class HttpEmbedder implements Embedder {
  readonly model: string;
  readonly dimensions: number;
  private readonly agent: http.Agent;
  private readonly url: URL;

  constructor(private readonly options: EmbedderOptions) {
    this.model = options.model;
    this.dimensions = options.dimensions;
    this.url = new URL(options.url);
    const settings = { keepAlive: true, maxSockets: 8 };
    this.agent = this.url.protocol === 'https:' ? new https.Agent(settings) : new http.Agent(settings);
  }

  async embed(texts: readonly string[], patience: number): Promise<readonly (readonly number[])[]> {
    const deadline = Date.now() + patience;
    const vectors: (readonly number[])[] = [];
    for (let start = 0; start < texts.length; start += BATCH) {
      vectors.push(...(await this.tried(texts.slice(start, start + BATCH), deadline)));
    }
    return vectors;
  }

  close(): void {
    this.agent.destroy();
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

  private exchange(texts: readonly string[], deadline: number): Promise<string> {
    const { model, dimensions, options, url, agent } = this;
    const payload = Buffer.from(JSON.stringify({ model, input: texts, encoding_format: 'float' }), 'utf8');
    const most = AROUND + texts.length * dimensions * NUMBER;
    const headers = {
      'content-type': 'application/json',
      'content-length': payload.length,
      ...(options.key !== undefined && { authorization: `Bearer ${options.key}` }),
    };
    const send = url.protocol === 'https:' ? https.request : http.request;
    return new Promise((resolve, reject) => {
      const request = send(url, { agent, method: 'POST', headers }, (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > most) request.destroy(new EmbedderError(`the embedder’s answer is over ${most} bytes`));
          else chunks.push(chunk);
        });
        response.on('error', (error) => settle(() => reject(asTrouble(error))));
        response.on('end', () =>
          settle(() => {
            const status = response.statusCode ?? 0;
            if (status === 200) resolve(Buffer.concat(chunks).toString('utf8'));
            else reject(refusal(status));
          }),
        );
      });
      const left = Math.max(deadline - Date.now(), 1);
      // One clock for the whole exchange: a socket's own timeout starts anew with every byte.
      const clock = setTimeout(() => request.destroy(new EmbedderError(`no answer in ${left} ms`)), left);
      const settle = (done: () => void): void => {
        clearTimeout(clock);
        done();
      };
      request.on('error', (error) => settle(() => reject(asTrouble(error))));
      request.end(payload);
    });
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

function asTrouble(error: Error): EmbedderError {
  return error instanceof EmbedderError ? error : new Trouble(`the embedder: ${error.message}`, { cause: error });
}
