import { request } from 'node:http';
import type { RequestText } from './keep-alive-client.js';

/** Pages are of megabytes: their pieces are joined once, at their end. */
export function wholeBody({ url, method = 'GET', headers = {}, body: sent }: RequestText): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const given = { ...headers, ...(sent === undefined ? {} : { 'content-type': 'application/json' }) };
    const asked = request(url, { method, headers: given }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(Buffer.concat(pieces));
        else reject(new Error(`${url}: ${answer.statusCode} ${Buffer.concat(pieces).toString('utf8', 0, 500)}`));
      });
    });
    asked.on('error', reject).end(sent);
  });
}
