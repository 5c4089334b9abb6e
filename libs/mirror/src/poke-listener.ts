import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MirrorError } from './mirror.errors.js';
import { type Poke, verifyPoke } from './poke.js';

export interface PokeListener {
  readonly port: number;
  close(): Promise<void>;
}

/** A webhook of the feed has about 200 bytes. */
const LARGEST = 16_384;

/**
 * An HTTP server for the feed's webhooks: answers 204 to those that are signed, 400 to others. Put it behind a proxy that
 * speaks https.
 * @param host loopback by default
 * @throws MirrorError of code POKE when the port is taken
 */
export async function listenForPokes({
  port,
  host = '127.0.0.1',
  secret,
  onPoke,
}: {
  readonly port: number;
  readonly host?: string;
  readonly secret: string | readonly string[];
  readonly onPoke: (poke: Poke) => void;
}): Promise<PokeListener> {
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    const parts: Buffer[] = [];
    let length = 0;
    request.on('data', (part: Buffer) => {
      length += part.length;
      if (length > LARGEST) request.destroy();
      else parts.push(part);
    });
    request.on('end', () => {
      try {
        if (request.method !== 'POST') throw new MirrorError('POKE', 'Webhooks are sent by POST.');
        onPoke(verifyPoke(request.headers, Buffer.concat(parts), secret));
        response.writeHead(204).end();
      } catch (error) {
        response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end((error as Error).message);
      }
    });
    request.on('error', () => undefined);
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', (error) =>
      failed(new MirrorError('POKE', `Cannot listen on port ${port}: ${error.message}. Choose another.`)),
    );
    server.listen(port, host, listening);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
