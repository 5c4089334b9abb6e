import { get as getPlain } from 'node:http';
import { get as getSecure } from 'node:https';

/** What a server answered to a GET. */
export interface HttpStatus {
  readonly status: number;
  readonly body: string;
}

const LONGEST_BODY = 10_000;

/** Asks a server of the configuration. @throws Error when it does not answer within `timeout` milliseconds */
export async function httpStatus(url: string, bearer?: string, timeout = 1_000): Promise<HttpStatus> {
  const get = url.startsWith('https:') ? getSecure : getPlain;
  const headers = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
  return new Promise((answer, fail) => {
    const request = get(url, { headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body = (body + chunk).slice(0, LONGEST_BODY)));
      response.once('error', fail);
      response.once('end', () => answer({ status: response.statusCode ?? 0, body }));
    });
    request.once('error', fail);
    const late = setTimeout(() => request.destroy(new Error(`no answer within ${timeout} ms`)), timeout);
    request.once('close', () => clearTimeout(late));
  });
}
