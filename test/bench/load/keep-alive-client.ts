import { connect, type Socket } from 'node:net';

/** An HTTP request, ready to be sent as it is. */
export type Wire = Buffer;

export interface RequestText {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

export function wireOf({ url, method = 'GET', headers = {}, body }: RequestText): Wire {
  const { host, pathname, search } = new URL(url);
  const lines = [
    `${method} ${pathname}${search} HTTP/1.1`,
    `host: ${host}`,
    'connection: keep-alive',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined
      ? []
      : ['content-type: application/json', `content-length: ${Buffer.byteLength(body, 'utf8')}`]),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`, 'utf8');
}

const HEADER_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/**
 * One kept connection, one request at a time. Straight on a socket: the client shares two cores with what it measures,
 * so each microsecond it takes is taken from the measured, and a fast floor would suffer most.
 */
export class KeepAliveClient {
  private socket: Socket | null = null;
  private received: Buffer = Buffer.alloc(0);
  private waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null;

  constructor(private readonly url: string) {}

  async send(request: Wire): Promise<Answer> {
    const socket = (this.socket ??= this.open());
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      socket.write(request);
    });
  }

  close(): void {
    this.socket?.destroy();
    this.socket = null;
  }

  private open(): Socket {
    const { hostname, port } = new URL(this.url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error(`${this.url} closed the connection`)));
    return socket;
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const answer = parsed(this.received);
    if (!answer) return;
    this.received = Buffer.alloc(0);
    const waiting = this.waiting;
    this.waiting = null;
    waiting?.resolve(answer);
  }

  private fail(error: Error): void {
    this.socket = null;
    this.waiting?.reject(error);
    this.waiting = null;
  }
}

/** Null while the answer is not whole. */
function parsed(received: Buffer): Answer | null {
  const end = received.indexOf(HEADER_END);
  if (end < 0) return null;
  const head = received.toString('latin1', 0, end);
  const status = Number(head.slice(9, 12));
  const start = end + HEADER_END.length;
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) {
    const total = start + Number(length);
    return received.length < total ? null : { status, body: received.subarray(start, total) };
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return { status, body: Buffer.alloc(0) };
  const tail = received.subarray(received.length - LAST_CHUNK.length);
  return tail.equals(LAST_CHUNK) ? { status, body: joined(received.subarray(start)) } : null;
}

function joined(chunks: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < chunks.length;) {
    const line = chunks.indexOf('\r\n', at);
    const size = Number.parseInt(chunks.toString('latin1', at, line), 16);
    if (!(size > 0)) break;
    parts.push(chunks.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
  return Buffer.concat(parts);
}
