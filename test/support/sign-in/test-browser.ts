import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { parseSetCookie } from 'cookie';
import type { GraphqlError } from '../test-api.js';
import type { HostileIssuer } from './hostile-issuer.js';

export interface BrowserAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly text: string;
}

export interface BrowserGraphql {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers have the shape of their query
  readonly data: any;
  readonly errors: readonly GraphqlError[];
}

const HOST = '127.0.0.1:3000';
const OWN = { origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' };

/** A browser at the API, as far as cookies go: it keeps them, and says where a request comes from. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();

  constructor(private readonly app: NestFastifyApplication) {}

  async get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<BrowserAnswer> {
    return this.sent('GET', url, headers);
  }

  /** A form of a page of ours, or with other headers of somebody else's. */
  async post(
    url: string,
    form: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = OWN,
  ): Promise<BrowserAnswer> {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.sent('POST', url, { ...type, ...headers }, new URLSearchParams(form).toString());
  }

  async graphql(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = OWN,
  ): Promise<BrowserGraphql> {
    const type = { 'content-type': 'application/json' };
    const answer = await this.sent('POST', '/graphql', { ...type, ...headers }, JSON.stringify({ query, variables }));
    const { data = null, errors = [] } = JSON.parse(answer.text) as Partial<BrowserGraphql>;
    return { data, errors };
  }

  /** The whole way to the issuer and back. @returns the answer to the redirect back */
  async signIn(issuer: HostileIssuer, path = '/auth/sign-in'): Promise<BrowserAnswer> {
    const there = await this.get(path);
    if (there.status !== 303) return there;
    return this.back(issuer.authorize(String(there.headers['location'])));
  }

  async back(parameters: URLSearchParams): Promise<BrowserAnswer> {
    return this.get(`/auth/callback?${parameters.toString()}`, { 'sec-fetch-site': 'cross-site' });
  }

  /** Another browser with the same cookies: what a thief has. */
  copy(): TestBrowser {
    const copied = new TestBrowser(this.app);
    for (const [name, value] of this.cookies) copied.cookies.set(name, value);
    return copied;
  }

  private async sent(
    method: 'GET' | 'POST',
    url: string,
    headers: Readonly<Record<string, string>>,
    payload?: string,
  ): Promise<BrowserAnswer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.app.inject({
      method,
      url,
      headers: { host: HOST, ...(cookie !== '' && { cookie }), ...headers },
      ...(payload !== undefined && { payload }),
    });
    for (const line of [response.headers['set-cookie'] ?? []].flat()) this.keep(line);
    return { status: response.statusCode, headers: response.headers, text: response.body };
  }

  private keep(line: string): void {
    const { name, value = '', maxAge } = parseSetCookie(line);
    if (maxAge === 0) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
