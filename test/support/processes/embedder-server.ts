import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { stemsOf } from '@maillage/search';

export const DIMENSIONS = 64;

/** What it does instead of answering well. */
export type EmbedderFault = 'refuse' | 'fail' | 'hang' | 'nonsense' | 'short' | 'infinite' | 'few' | 'endless';

/** A small service that speaks as OpenAI's `/embeddings` does: texts with the same stems, or with their like, are near. */
export interface EmbedderServer {
  readonly url: string;
  /** Requests since the start, failed ones too. */
  requests: number;
  /** Texts that it was given. */
  readonly texts: string[];
  /** What the next requests meet, one each; then the last one for ever; empty: all is well. */
  faults: (EmbedderFault | null)[];
  close(): Promise<void>;
}

/** @param alike stems that mean the same: each by the one that it counts as */
export async function startEmbedderServer(alike: Readonly<Record<string, string>> = {}): Promise<EmbedderServer> {
  const state = { requests: 0, texts: [] as string[], faults: [] as (EmbedderFault | null)[] };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      state.requests += 1;
      const fault = state.faults.length > 1 ? state.faults.shift() : state.faults[0];
      const { input } = JSON.parse(body) as { input: string[] };
      state.texts.push(...input);
      const data = input.map((text, index) => ({ index, embedding: vectorOf(text, alike) }));
      answer(response, fault ?? null, data);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  const { port } = server.address() as { port: number };
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}/v1/embeddings`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  });
}

type Item = { index: number; embedding: number[] };

function answer(response: ServerResponse, fault: EmbedderFault | null, data: Item[]): void {
  const send = (items: unknown, status = 200): void => void response.writeHead(status).end(JSON.stringify(items));
  // In any order: each item tells whose it is.
  if (fault === null) return send({ data: data.reverse() });
  if (fault === 'refuse') return send({ error: 'no' }, 401);
  if (fault === 'fail') return send({ error: 'later' }, 503);
  if (fault === 'nonsense') return void response.writeHead(200).end('<html>');
  if (fault === 'short') return send({ data: data.map((item) => ({ ...item, embedding: [1, 2] })) });
  if (fault === 'infinite')
    return send({ data: data.map((item) => ({ ...item, embedding: item.embedding.map(() => null) })) });
  if (fault === 'few') return send({ data: data.slice(1) });
  if (fault === 'hang') return;
  const more = (): void => void response.write('x'.repeat(65_536), () => response.destroyed || setImmediate(more));
  response.writeHead(200);
  more();
}

function vectorOf(text: string, alike: Readonly<Record<string, string>>): number[] {
  const vector = new Array<number>(DIMENSIONS).fill(0);
  for (const stem of stemsOf(text, 'FR')) {
    const place =
      createHash('sha256')
        .update(alike[stem] ?? stem)
        .digest()
        .readUInt32BE(0) % DIMENSIONS;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
