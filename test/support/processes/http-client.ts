import { request } from 'node:http';

export interface HttpAnswer {
  /** 0 when there was none. */
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers have the shape of what was asked
  readonly body: any;
}

interface HttpQuestion {
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: string;
}

/** Longest wait for an answer, in milliseconds. */
const PATIENCE = 15_000;

/** A GET over a real connection; no answer is status 0. */
export async function ask(url: string): Promise<HttpAnswer> {
  return sent(url, { method: 'GET' });
}

/** An operation over a real connection; no answer is status 0. @param key of whom it is; absent: a visitor */
export async function askGraphql(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  key?: string,
): Promise<HttpAnswer> {
  const headers = { 'content-type': 'application/json', ...(key !== undefined && { authorization: `Bearer ${key}` }) };
  return sent(`${url}/graphql`, { method: 'POST', headers, payload: JSON.stringify({ query, variables }) });
}

/** A connection of its own each time, so that no answer depends on one that a server's death broke before. */
async function sent(url: string, { method, headers = {}, payload }: HttpQuestion): Promise<HttpAnswer> {
  return new Promise((done) => {
    const none = (): void => done({ status: 0, body: {} });
    const asked = request(url, { method, headers, agent: false, timeout: PATIENCE }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('end', () => done({ status: response.statusCode ?? 0, body: parsed(text) }));
      response.once('error', none);
    });
    asked.once('timeout', () => asked.destroy());
    asked.once('error', none);
    asked.end(payload);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}
