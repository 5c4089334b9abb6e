import { createServer, request as send, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before Meilisearch once, and notes the searches that the API sends there. */
export class RecordingProxy {
  private noted: string[] = [];

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(target: string): Promise<RecordingProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const proxy = new RecordingProxy(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const body = Buffer.concat(chunks);
        if (incoming.url === '/multi-search') proxy.noted.push(body.toString('utf8'));
        const { method, headers } = incoming;
        const forwarded = send(`${target}${incoming.url}`, { method, headers }, (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        });
        forwarded.on('error', () => outgoing.writeHead(502).end());
        forwarded.end(body);
      });
    });
    return proxy;
  }

  /** Bodies of the searches since the last call, in their order. */
  take(): readonly string[] {
    const taken = this.noted;
    this.noted = [];
    return taken;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
