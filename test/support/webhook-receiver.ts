import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A request as a receiver saw it. */
export interface ReceivedPoke {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a receiver treats its n-th request, counted from 1. */
export type ReceiverBehaviour = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

/** A server on this machine that takes pokes and behaves as it is told. */
export interface WebhookReceiver {
  readonly url: string;
  /** `host:port`, to be allowed. */
  readonly host: string;
  readonly received: readonly ReceivedPoke[];
  behave(behaviour: ReceiverBehaviour): void;
  forget(): void;
  close(): Promise<void>;
}

export const ok: ReceiverBehaviour = (_request, response) => void response.writeHead(204).end();

export async function startWebhookReceiver(first: ReceiverBehaviour = ok): Promise<WebhookReceiver> {
  let behaviour = first;
  const received: ReceivedPoke[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    request.on('end', () => {
      received.push({
        headers: request.headers as Record<string, string>,
        body: Buffer.concat(chunks).toString('utf8'),
      });
      behaviour(request, response, received.length);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    host: `127.0.0.1:${port}`,
    received,
    behave(next) {
      behaviour = next;
    },
    forget() {
      received.length = 0;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}
