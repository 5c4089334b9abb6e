import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { bucketOf, type Change, digestOf, type FeedFilter, filterKey } from '@maillage/mirror';

/** What happens to one request instead of its answer; `cut` of a snapshot: after so many lines. */
export type FeedFault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly cutAfter: number }
  | { readonly slow: number }
  | 'reset';

interface Row {
  seq: number;
  version: number;
  kind: string;
  shown: boolean;
}

/**
 * A feed in memory that keeps the contract and fails as it is told: for faults that a real one does not show. Everything
 * else is tested against the real API.
 */
export class FakeFeed {
  readonly requests: string[] = [];
  /** Documents to tell instead of made ones. */
  readonly documents = new Map<string, string>();
  /** Taken one a request, first to last, by those whose path contains the name. */
  readonly faults: { readonly on: string; readonly fault: FeedFault }[] = [];
  /** Whether the snapshot tells a cursor after every so many lines. */
  blocks: number | null = null;
  snapshots = true;
  /** Milliseconds between two hundred lines of a snapshot. */
  pace = 0;
  key: string | null = null;
  pending = 0;
  epoch = 'epoch-1';
  horizonSeq = 0;
  private head = 0;
  private readonly rows = new Map<string, Row>();
  private readonly server = createServer((request, response) => void this.answer(request, response));

  static async start(): Promise<FakeFeed> {
    const feed = new FakeFeed();
    await new Promise<void>((listening) => feed.server.listen(0, '127.0.0.1', listening));
    return feed;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  put(id: string, kind = 'USE_CASE'): void {
    const version = (this.rows.get(id)?.version ?? 0) + 1;
    this.rows.set(id, { seq: ++this.head, version, kind, shown: true });
  }

  hide(id: string): void {
    const row = this.rows.get(id);
    if (row) Object.assign(row, { seq: ++this.head, version: row.version + 1, shown: false });
  }

  /** As after a restore: entries may be gone without a trace. */
  reset(forgotten: readonly string[] = []): void {
    this.epoch = `${this.epoch}'`;
    for (const id of forgotten) this.rows.delete(id);
    this.head = 0;
    for (const row of this.rows.values()) row.seq = ++this.head;
  }

  /** Old removals are told no more. */
  forgetRemovals(): void {
    this.horizonSeq = this.head;
    for (const [id, { shown }] of this.rows) if (!shown) this.rows.delete(id);
  }

  /** Documents by id, as a mirror with this filter must hold them. */
  truth(filter: FeedFilter = {}): Map<string, string> {
    return new Map(this.changes(0, filter).flatMap(({ entryId, document }) => (document ? [[entryId, document]] : [])));
  }

  private changes(after: number, { kinds = [] }: FeedFilter): Change[] {
    const within = [...this.rows].filter(
      ([, { seq, kind }]) => seq > after && (kinds.length === 0 || kinds.includes(kind)),
    );
    return within
      .sort(([, a], [, b]) => a.seq - b.seq)
      .map(([entryId, { seq, version, kind, shown }]) => {
        const made =
          this.documents.get(entryId) ?? JSON.stringify({ id: entryId, kind, title: `Été ${entryId}`, version });
        const document = shown ? made : null;
        return { seq, entryId, version, op: shown ? 'UPSERT' : 'REMOVE', document };
      });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    const name = `${request.url} ${body}`;
    this.requests.push(name);
    const place = this.faults.findIndex(({ on }) => name.includes(on));
    const [planned] = place >= 0 ? this.faults.splice(place, 1) : [];
    const fault = planned?.fault;
    if (fault === 'reset') return void request.socket.destroy();
    if (fault && 'status' in fault) return void response.writeHead(fault.status, fault.headers).end('no JSON at all');
    if (fault && 'slow' in fault) await new Promise((done) => setTimeout(done, fault.slow));
    if (this.key !== null && request.headers.authorization !== `Bearer ${this.key}`) {
      const status = request.url?.startsWith('/graphql') ? 200 : 401;
      return send(response, { errors: [{ message: 'Sign in.', extensions: { code: 'UNAUTHENTICATED' } }] }, status);
    }
    if (request.url?.startsWith('/feed/snapshot')) return this.snapshot(request.url, response, fault);
    send(response, this.graphql(body));
  }

  private graphql(body: string): object {
    const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, never> };
    const {
      filter = {},
      after = null,
      first = 100,
      buckets = 256,
      index = 0,
      ids = [],
    } = (variables ?? {}) as unknown as {
      filter?: FeedFilter;
      after?: string | null;
      first?: number;
      buckets?: number;
      index?: number;
      ids?: string[];
    };
    const inline = /feedDigest\(buckets: (\d+)\)/.exec(query)?.[1];
    const parts = inline === undefined ? buckets : Number(inline);
    const all = this.changes(0, filter).filter(({ op }) => op === 'UPSERT');
    const { epoch, head: headSeq, horizonSeq, pending } = this;
    if (query.includes('feedInfo')) return { data: { feedInfo: { headSeq, epoch } } };
    if (query.includes('feedDigest')) {
      return { data: { feedDigest: { headSeq, epoch, pending, count: all.length, buckets: digestOf(all, parts) } } };
    }
    if (query.includes('feedBucket')) {
      const inside = all.filter(({ entryId, version }) => bucketOf(entryId, version, buckets) === index);
      return { data: { feedBucket: inside.map(({ entryId, version }) => ({ entryId, version })) } };
    }
    if (query.includes('feedEntries')) {
      return { data: { feedEntries: this.changes(0, filter).filter(({ entryId }) => ids.includes(entryId)) } };
    }
    const from = this.place(after, filter);
    if (typeof from === 'string')
      return { errors: [{ message: from, extensions: { code: from, resync: from !== 'CURSOR_INVALID' } }] };
    const changes = this.changes(from, filter);
    const hasMore = changes.length > first;
    const page = changes.slice(0, first);
    const nextCursor = this.cursor(hasMore ? (page.at(-1)?.seq ?? 0) : headSeq, filter);
    return { data: { changes: { changes: page, nextCursor, hasMore, headSeq, epoch, horizonSeq } } };
  }

  private async snapshot(url: string, response: ServerResponse, fault?: FeedFault): Promise<void> {
    if (!this.snapshots) return void response.writeHead(404).end('{}');
    const query = new URL(url, 'http://feed').searchParams;
    const filter = query.has('kinds') ? { kinds: query.get('kinds')?.split(',') ?? [] } : {};
    const from = this.place(query.get('after'), filter);
    if (typeof from === 'string') {
      return void response.writeHead(410).end(JSON.stringify({ errors: [{ extensions: { code: from } }] }));
    }
    const changes = this.changes(from, filter);
    const lines = changes.flatMap(({ seq, entryId, version, op, document }, n) => {
      const line = `{"seq":${seq},"entryId":"${entryId}","version":${version},"op":"${op}","document":${document}}`;
      const ends = this.blocks !== null && (n + 1) % this.blocks === 0;
      return ends ? [line, JSON.stringify({ cursor: this.cursor(seq, filter) })] : [line];
    });
    const { epoch, head: headSeq } = this;
    const trailer = {
      trailer: true,
      count: changes.length,
      cursor: this.cursor(headSeq, filter),
      complete: true,
      epoch,
      headSeq,
    };
    lines.push(JSON.stringify(trailer));
    const cut = fault && typeof fault === 'object' && 'cutAfter' in fault ? fault.cutAfter : null;
    response.writeHead(200, { 'content-type': 'application/gzip' });
    if (cut === null) return this.paced(lines, response);
    // Whole gzip members, then nothing: what a reader has is sound, and not all.
    response.write(gzipSync(`${lines.slice(0, cut).join('\n')}\n${lines[cut]?.slice(0, 20)}`), () =>
      setTimeout(() => response.destroy(), 30),
    );
  }

  private async paced(lines: readonly string[], response: ServerResponse): Promise<void> {
    const size = this.pace > 0 ? 100 : lines.length;
    for (let from = 0; from < lines.length; from += size) {
      response.write(gzipSync(`${lines.slice(from, from + size).join('\n')}\n`));
      if (this.pace > 0) await new Promise((done) => setTimeout(done, this.pace));
    }
    response.end();
  }

  private place(cursor: string | null, filter: FeedFilter): number | string {
    if (cursor === null) return 0;
    const [epoch, seq, scope] = Buffer.from(cursor, 'base64url').toString().split('|');
    if (seq === undefined) return 'CURSOR_INVALID';
    if (scope !== filterKey(filter)) return 'CURSOR_SCOPE_MISMATCH';
    if (epoch !== this.epoch || Number(seq) > this.head) return 'FEED_RESET';
    return Number(seq) < this.horizonSeq ? 'CURSOR_EXPIRED' : Number(seq);
  }

  private cursor(seq: number, filter: FeedFilter): string {
    return Buffer.from(`${this.epoch}|${seq}|${filterKey(filter)}`).toString('base64url');
  }
}

function send(response: ServerResponse, answer: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}
