import { request } from 'node:http';
import { parseSetCookie } from 'cookie';

export interface VisitedPage {
  readonly url: string;
  readonly status: number;
  readonly text: string;
}

interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const MOST_REDIRECTS = 10;

/** A browser over real connections: follows redirects, keeps cookies, says which page sends a form. */
export class WebVisitor {
  private readonly cookies = new Map<string, string>();
  page: VisitedPage = { url: 'about:blank', status: 0, text: '' };

  async open(url: string): Promise<VisitedPage> {
    return this.follow(url, {});
  }

  /** Sends a form of the present page. */
  async submit(action: string, fields: Readonly<Record<string, string>>): Promise<VisitedPage> {
    const { origin } = new URL(this.page.url);
    const headers = { ...FORM, origin, 'sec-fetch-site': 'same-origin' };
    return this.follow(new URL(action, origin).href, {
      method: 'POST',
      headers,
      body: new URLSearchParams(fields).toString(),
    });
  }

  /** As a script of a page at `origin` does. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers have the shape of their query
  async graphql(origin: string, query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<any> {
    const headers = { 'content-type': 'application/json', origin, 'sec-fetch-site': 'same-origin' };
    const body = JSON.stringify({ query, variables });
    return JSON.parse((await this.ask(`${origin}/graphql`, { method: 'POST', headers, body })).text);
  }

  private async follow(first: string, asked: Asked): Promise<VisitedPage> {
    let [url, next] = [first, asked];
    for (let redirects = 0; redirects < MOST_REDIRECTS; redirects += 1) {
      const { status, text, location } = await this.ask(url, next);
      if (location === undefined) return (this.page = { url, status, text });
      [url, next] = [new URL(location, url).href, {}];
    }
    throw new Error(`redirected for ever, at last to ${url}`);
  }

  private ask(
    url: string,
    { method = 'GET', headers = {}, body }: Asked,
  ): Promise<{ status: number; text: string; location: string | undefined }> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return new Promise((done, failed) => {
      const sent = request(
        url,
        { method, agent: false, headers: { ...headers, ...(cookie && { cookie }) } },
        (response) => {
          let text = '';
          for (const line of response.headers['set-cookie'] ?? []) this.keep(line);
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          response.once('end', () =>
            done({ status: response.statusCode ?? 0, text, location: response.headers.location }),
          );
          response.once('error', failed);
        },
      );
      sent.once('error', failed);
      sent.end(body);
    });
  }

  private keep(line: string): void {
    const { name, value = '', maxAge, expires } = parseSetCookie(line);
    const isOver = maxAge === 0 || (expires !== undefined && expires.getTime() < Date.now());
    if (isOver) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
