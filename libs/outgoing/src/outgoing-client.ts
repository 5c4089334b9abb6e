import http from 'node:http';
import https from 'node:https';
import type { Config } from '@maillage/kernel';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { OutgoingError } from './outgoing-error.js';
import { isPlainlyPrivate } from './private-host.js';
import type { OutgoingAnswer, OutgoingOptions, OutgoingRequest } from './outgoing-options.js';

/** Connections kept to one host. */
const AGENT = { keepAlive: true, maxSockets: 8, timeout: 60_000 };

/** Addresses of IPv6 that stand for ones of IPv4 (`::127.0.0.1`), which the agent takes for public ones. */
const IPV4_COMPATIBLE = /^\[::[0-9a-f]{0,4}(?::[0-9a-f]{1,4})?\]$/;

/** How the filtering agent tells that it refused an address; it has no error class of its own. */
const REFUSED = /is not allowed\. Because,? [Ii]t is /;

/**
 * The one way out of the product: node:http(s) whose sockets open to public addresses alone, looked at after the name's
 * lookup, on the very address that is connected to. No redirects, no proxy, one clock for the whole exchange, and an
 * answer that is cut at its limit. Global `fetch` ignores agents, so it is forbidden everywhere else by lint.
 */
export class OutgoingClient {
  private readonly guarded: { readonly http: http.Agent; readonly https: https.Agent };
  private readonly free: { readonly http: http.Agent; readonly https: https.Agent };
  private readonly allowed: ReadonlySet<string>;

  constructor(private readonly options: OutgoingOptions) {
    const settings = { ...AGENT, ...(options.lookup && { lookup: options.lookup }) };
    this.guarded = { http: new RequestFilteringHttpAgent(settings), https: new RequestFilteringHttpsAgent(settings) };
    this.free = { http: new http.Agent(settings), https: new https.Agent(settings) };
    this.allowed = new Set(options.allowed.map((host) => host.toLowerCase()));
  }

  /** @throws OutgoingError */
  async send(request: OutgoingRequest): Promise<OutgoingAnswer> {
    const { url, isAllowed } = this.read(request);
    const agents = isAllowed ? this.free : this.guarded;
    return exchange(url, request, url.protocol === 'https:' ? agents.https : agents.http);
  }

  /**
   * What can be told of an address before anything is sent: for whoever writes one down, so that they hear of it at
   * once. It asks no name server, so an address that passes may still be refused when it is used.
   */
  refusalOf(request: Pick<OutgoingRequest, 'url' | 'from'>): OutgoingError | null {
    try {
      const { url, isAllowed } = this.read(request);
      return isAllowed || !isPlainlyPrivate(url.hostname)
        ? null
        : new OutgoingError('ADDRESS_REFUSED', `${url.host} is a private or reserved address`);
    } catch (error) {
      if (error instanceof OutgoingError) return error;
      throw error;
    }
  }

  /** @throws OutgoingError */
  private read(request: Pick<OutgoingRequest, 'url' | 'from'>): { readonly url: URL; readonly isAllowed: boolean } {
    const url = addressOf(request.url);
    const isAllowed = this.isAllowed(url, request.from);
    if (this.options.production && url.protocol !== 'https:' && !isAllowed) {
      throw new OutgoingError('SCHEME_REFUSED', `${url.host} must be asked over https`);
    }
    if (!isAllowed && IPV4_COMPATIBLE.test(url.hostname)) {
      throw new OutgoingError('ADDRESS_REFUSED', `${url.host} is no address of today`);
    }
    return { url, isAllowed };
  }

  /** Ends the kept connections. */
  close(): void {
    for (const agent of [this.guarded.http, this.guarded.https, this.free.http, this.free.https]) agent.destroy();
  }

  private isAllowed(url: URL, from: OutgoingRequest['from']): boolean {
    if (from === 'STRANGER' && this.options.production) return false;
    return this.allowed.has(hostOf(url));
  }
}

/** The way out of a process with these settings. */
export function outgoingClient({ mode, outgoingAllowed }: Config): OutgoingClient {
  return new OutgoingClient({ production: mode === 'production', allowed: outgoingAllowed });
}

/** `host:port` as the list of allowed hosts has it: the port always written out. */
function hostOf(url: URL): string {
  return `${url.hostname.toLowerCase()}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
}

/** The parser of the URL standard already turns decimal, octal and hexadecimal hosts into the addresses they are. */
function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.hostname === '') throw new OutgoingError('ADDRESS_REFUSED', 'no full http(s) address');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new OutgoingError('SCHEME_REFUSED', `${url.protocol} is not spoken`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new OutgoingError('ADDRESS_REFUSED', 'an address with a name and a password in it');
  }
  return url;
}

function exchange(url: URL, asked: OutgoingRequest, agent: http.Agent): Promise<OutgoingAnswer> {
  const { method, headers = {}, timeout, maxBytes, isCut = false } = asked;
  const payload = asked.body === undefined ? undefined : Buffer.from(asked.body);
  const send = url.protocol === 'https:' ? https.request : http.request;
  const length = payload && { 'content-length': payload.length };
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      clearTimeout(clock);
      reject(asOutgoing(error, url));
      request.destroy();
    };
    // One clock for the whole exchange: a socket's own timeout starts anew with every byte.
    const late = (): void => fail(new OutgoingError('TIMEOUT', `${url.host}: no answer in ${timeout} ms`));
    const clock = setTimeout(late, Math.max(timeout, 1));
    const request = send(url, { agent, method, headers: { ...headers, ...length } }, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const end = (): void => {
        clearTimeout(clock);
        const body = Buffer.concat(chunks).subarray(0, maxBytes);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      };
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size <= maxBytes) return;
        if (!isCut) return fail(new OutgoingError('TOO_LARGE', `${url.host}: the answer is over ${maxBytes} bytes`));
        end();
        request.destroy();
      });
      response.on('error', fail);
      response.once('end', end);
    });
    request.on('error', fail);
    request.end(payload);
  });
}

function asOutgoing(error: Error, url: URL): OutgoingError {
  if (error instanceof OutgoingError) return error;
  const code = REFUSED.test(error.message) ? 'ADDRESS_REFUSED' : 'UNREACHABLE';
  return new OutgoingError(code, `${url.host}: ${error.message}`, { cause: error });
}
