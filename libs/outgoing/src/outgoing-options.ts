import type { LookupFunction } from 'node:net';

/** What this installation lets its requests do. */
export interface OutgoingOptions {
  /** True: https alone, but for what the list allows. */
  readonly production: boolean;
  /** `host:port` that may be reached though it is private or speaks plain http: a local embedder, a test's receiver. */
  readonly allowed: readonly string[];
  /** Instead of the system's resolver, for tests of names that change their address. */
  readonly lookup?: LookupFunction;
}

/** One request. There is no following of redirects: an answer of 3xx is an answer. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Milliseconds of the whole exchange, the name's lookup included. */
  readonly timeout: number;
  /** Bytes of the longest answer. */
  readonly maxBytes: number;
  /** A longer answer is cut there, and the rest never read, where its status says all that matters; else it is refused. */
  readonly isCut?: boolean;
  /** `STRANGER`: the address came from a user of the network; in production the list of allowed hosts does not hold for it. */
  readonly from?: 'OPERATOR' | 'STRANGER';
}

export interface OutgoingAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}
