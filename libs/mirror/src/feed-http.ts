import { MirrorError, RESYNC_CODES, type ResyncCode, ResyncNeededError } from './mirror.errors.js';
import { askedWait, type Patience, wait, waitAfter } from './patience.js';

export interface FeedHttpOptions {
  /** Address of the node, such as `https://maillage.example`. */
  readonly url: string;
  /** API key of a portal (`mlg_…`); without one, what everybody may see. */
  readonly key?: string | undefined;
  /** Milliseconds without a byte after which a request is given up. */
  readonly timeout: number;
  readonly patience: Patience;
  /** Told before each wait. */
  readonly onRetry?: ((why: string, milliseconds: number) => void) | undefined;
}

/** A fault that passes by itself, as far as one can know. */
class PassingFault extends Error {
  constructor(
    message: string,
    readonly wait: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

interface GraphqlFault {
  readonly message?: string;
  readonly extensions?: { readonly code?: string; readonly retryAfter?: number };
}

/** GraphQL errors that pass by themselves. */
const PASSING = ['RATE_LIMITED', 'UNAVAILABLE', 'TIMEOUT', 'INTERNAL'];
const REFUSING = ['UNAUTHENTICATED', 'FORBIDDEN', 'STEP_UP_REQUIRED'];

/** Requests to one feed: asks again what failed by chance, and says what to do about the rest. */
export class FeedHttp {
  private readonly base: string;

  constructor(private readonly options: FeedHttpOptions) {
    this.base = baseOf(options.url);
  }

  get feed(): string {
    return this.base;
  }

  /** @throws MirrorError, ResyncNeededError */
  async query<Data>(query: string, variables: object, signal?: AbortSignal): Promise<Data> {
    return this.patiently(signal, async () => {
      const body = JSON.stringify({ query, variables });
      const { response, done } = await this.send('/graphql', { method: 'POST', body }, signal);
      try {
        const { data, errors } = await this.answerOf<Data>(response);
        const [fault] = errors ?? [];
        if (fault) throw this.toldFault(fault, response);
        if (data === null || data === undefined) throw await this.refusal(response, '');
        return data;
      } finally {
        done();
      }
    });
  }

  /**
   * The answer's bytes, decompressed where HTTP itself compressed them. Only the beginning is tried again.
   * @returns null where the node has no such address
   * @throws MirrorError, ResyncNeededError
   */
  async stream(
    path: string,
    signal?: AbortSignal,
  ): Promise<{ response: Response; alive: () => void; done: () => void } | null> {
    return this.patiently(signal, async () => {
      const sent = await this.send(path, { method: 'GET' }, signal);
      const isPage = /^(text\/html|application\/json)/.test(sent.response.headers.get('content-type') ?? '');
      if (sent.response.ok && !isPage) return sent;
      try {
        if (sent.response.status === 404) return null;
        throw await this.refusal(sent.response, await sent.response.text());
      } finally {
        sent.done();
      }
    });
  }

  private async patiently<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const { patience, onRetry } = this.options;
    for (let tried = 1; ; tried += 1) {
      try {
        return await work();
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof PassingFault)) throw error;
        if (tried >= patience.tries) throw this.away(error);
        const milliseconds = Math.round(error.wait ?? waitAfter(tried, patience));
        onRetry?.(error.message, milliseconds);
        await wait(milliseconds, signal);
      }
    }
  }

  private async send(
    path: string,
    init: RequestInit,
    signal?: AbortSignal,
  ): Promise<{ response: Response; alive: () => void; done: () => void }> {
    const { key, timeout } = this.options;
    const stalled = new AbortController();
    const timer = setTimeout(() => stalled.abort(), timeout);
    const done = (): void => clearTimeout(timer);
    const headers = {
      accept: 'application/json, application/x-ndjson, application/gzip',
      ...(init.body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    };
    const either = signal ? AbortSignal.any([signal, stalled.signal]) : stalled.signal;
    try {
      // A redirect would carry the key elsewhere.
      const response = await fetch(`${this.base}${path}`, { ...init, headers, redirect: 'manual', signal: either });
      return { response, alive: () => void timer.refresh(), done };
    } catch (error) {
      done();
      signal?.throwIfAborted();
      throw passing(error, stalled.signal.aborted, timeout);
    }
  }

  private async answerOf<Data>(response: Response): Promise<{ data?: Data | null; errors?: GraphqlFault[] }> {
    let text: string;
    try {
      text = await response.text();
    } catch (error) {
      throw passing(error, false, this.options.timeout);
    }
    try {
      return JSON.parse(text) as { data?: Data | null; errors?: GraphqlFault[] };
    } catch {
      throw await this.refusal(response, text);
    }
  }

  private toldFault({ message = '', extensions = {} }: GraphqlFault, response: Response): Error {
    const { code = '' } = extensions;
    if (RESYNC_CODES.includes(code as ResyncCode)) return new ResyncNeededError(code as ResyncCode);
    if (code === 'CURSOR_INVALID') return this.foreignCursor();
    if (REFUSING.includes(code) || response.status === 401 || response.status === 403) return this.refusedKey(message);
    if (PASSING.includes(code) || response.status === 429 || response.status >= 500) {
      return new PassingFault(
        `${code || response.status} ${message}`.trim(),
        askedWait(response.headers.get('retry-after')),
      );
    }
    return new MirrorError(
      'FEED',
      `The feed at ${this.base} does not understand the request: ${code} ${message}`.trim(),
    );
  }

  /** Of an answer that is no GraphQL answer. */
  private async refusal(response: Response, text: string): Promise<Error> {
    const [, code = ''] = /"code"\s*:\s*"([A-Z_]+)"/.exec(text) ?? [];
    const [, message = ''] = /"message"\s*:\s*"([^"\\]*)"/.exec(text) ?? [];
    const { status } = response;
    if (status >= 300 && status < 400) {
      const where = response.headers.get('location') ?? 'elsewhere';
      return new MirrorError('FEED', `${this.base} sends on to ${where}: give that address as the feed's.`);
    }
    const known = code !== '' || status === 401 || status === 403 || status === 429 || status >= 500;
    if (known) return this.toldFault({ message, extensions: { code } }, response);
    return new MirrorError('FEED', `${this.base} answers as no feed does (HTTP ${status}): check its address.`);
  }

  private refusedKey(message: string): MirrorError {
    const { key } = this.options;
    const advice = key ? 'it may have expired or been revoked; ask its coordinator for another' : 'it wants a key';
    return new MirrorError(
      'REFUSED',
      `The feed at ${this.base} refuses ${key ? 'the key' : 'visitors'}: ${advice}. ${message}`.trim(),
    );
  }

  private foreignCursor(): MirrorError {
    const why = 'does not know the cursor that the store kept: it mirrors another feed, or was altered';
    return new MirrorError('CURSOR_INVALID', `The feed at ${this.base} ${why}. Give another store, or empty this one.`);
  }

  private away(cause: PassingFault): MirrorError {
    const { tries } = this.options.patience;
    const advice = 'Check the address and the network; the store is whole and goes on from where it is.';
    return new MirrorError(
      'AWAY',
      `The feed at ${this.base} is away after ${tries} tries: ${cause.message}. ${advice}`,
      { cause },
    );
  }
}

function passing(error: unknown, stalled: boolean, timeout: number): PassingFault {
  if (stalled || (error as Error).name === 'AbortError') {
    return new PassingFault(`no answer within ${Math.round(timeout / 1_000)} s`, null, { cause: error });
  }
  const { cause } = error as { cause?: { code?: string; message?: string } };
  const why = cause?.code ?? cause?.message ?? (error as Error).message;
  return new PassingFault(why, null, { cause: error });
}

function baseOf(url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw new MirrorError('FEED', `Not an address: ${url}. Give the node's, such as https://maillage.example`);
  }
  if (!/^https?:$/.test(parsed.protocol)) throw new MirrorError('FEED', `Not an http(s) address: ${url}`);
  return `${parsed.origin}${parsed.pathname.replace(/\/(graphql)?\/*$/, '')}`;
}
