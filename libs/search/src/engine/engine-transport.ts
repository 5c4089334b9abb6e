import http from 'node:http';
import https from 'node:https';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SEARCH_OPTIONS, type SearchOptions } from '../search-options.js';
import { EngineRefusal, EngineStateLost, EngineUnavailable } from './engine.errors.js';

/**
 * The hot path's way to Meilisearch: JSON over kept-alive connections of node:http. The official client goes through
 * fetch and asks for compressed answers; on loopback that costs several times the CPU of the whole request.
 */
@Injectable()
export class EngineTransport implements OnApplicationShutdown {
  private readonly agent: http.Agent;
  private readonly origin: URL;

  constructor(@Inject(SEARCH_OPTIONS) private readonly options: SearchOptions) {
    this.origin = new URL(options.url);
    const settings = { keepAlive: true, maxSockets: 64, maxFreeSockets: 64, scheduling: 'lifo' as const };
    this.agent = this.origin.protocol === 'https:' ? new https.Agent(settings) : new http.Agent(settings);
  }

  /**
   * Posts JSON and reads JSON.
   * @throws EngineUnavailable no answer in time, overload, refused key; EngineStateLost no such index; EngineRefusal
   */
  async post<T>(path: string, body: unknown): Promise<T> {
    const payload = Buffer.from(JSON.stringify(body), 'utf8');
    const { status, text } = await this.exchange(path, payload);
    if (status >= 200 && status < 300) return JSON.parse(text) as T;
    throw failure(status, text);
  }

  onApplicationShutdown(): void {
    this.agent.destroy();
  }

  private exchange(path: string, payload: Buffer): Promise<{ status: number; text: string }> {
    const { protocol, hostname, port, pathname } = this.origin;
    const send = protocol === 'https:' ? https.request : http.request;
    return new Promise((resolve, reject) => {
      const request = send(
        {
          agent: this.agent,
          hostname,
          port,
          path: `${pathname.replace(/\/$/, '')}${path}`,
          method: 'POST',
          headers: {
            authorization: `Bearer ${this.options.key}`,
            'content-type': 'application/json',
            'content-length': payload.length,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', (error) => done(() => reject(unreachable(error))));
          response.on('end', () =>
            done(() => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') })),
          );
        },
      );
      // One clock for the whole exchange: a socket's own timeout starts anew with every byte.
      const clock = setTimeout(
        () => request.destroy(new Error(`no answer in ${this.options.timeout} ms`)),
        this.options.timeout,
      );
      const done = (settle: () => void): void => {
        clearTimeout(clock);
        settle();
      };
      request.on('error', (error) => done(() => reject(unreachable(error))));
      request.end(payload);
    });
  }
}

function unreachable(error: Error): EngineUnavailable {
  return new EngineUnavailable(`Meilisearch does not answer: ${error.message}`, { cause: error });
}

/** An index that was made a moment ago, or by a document that came late, and has not our settings yet. */
const withoutSettings = /(?:is not|does not have configured) (?:filterable|sortable)/;

function failure(status: number, text: string): Error {
  const { message, code } = problemOf(text);
  if (status === 404 || code === 'index_not_found' || withoutSettings.test(message))
    return new EngineStateLost(message);
  if (status >= 500 || [401, 403, 408, 429].includes(status)) return new EngineUnavailable(message);
  return new EngineRefusal(message, code);
}

function problemOf(text: string): { message: string; code: string } {
  try {
    const { message, code } = JSON.parse(text) as { message?: string; code?: string };
    return { message: message ?? text.slice(0, 300), code: code ?? '' };
  } catch {
    return { message: text.slice(0, 300), code: '' };
  }
}
