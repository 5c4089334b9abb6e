import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import type { Change } from './change.js';
import { CutTransferError, MirrorError } from './mirror.errors.js';

/** The last line of a snapshot: that it is whole, and where to go on. */
export interface SnapshotTrailer {
  readonly count: number;
  readonly cursor: string;
  readonly complete: boolean;
  readonly epoch: string;
  readonly headSeq: number;
}

/** Some changes of a snapshot. */
export interface SnapshotBlock {
  readonly changes: readonly Change[];
  /** Where to go on after them; null where the feed tells it only at the end. */
  readonly cursor: string | null;
  /** Of the last block. */
  readonly trailer: SnapshotTrailer | null;
}

/** A block ends with whichever comes first: memory stays flat however large the snapshot is. */
const BLOCK_LINES = 1_000;
const BLOCK_CHARACTERS = 4_000_000;

/** A change as the feed writes it: the document's text is taken as it stands, without parsing it. */
const PLAIN = /^\{"seq":(\d+),"entryId":"([0-9a-f-]{36})","version":(\d+),"op":"UPSERT","document":(\{.*\})\}$/;

interface Line {
  readonly trailer?: boolean;
  readonly cursor?: string;
  readonly entryId?: string;
  readonly document?: unknown;
}

/** @throws CutTransferError, MirrorError */
export async function* snapshotBlocks(
  { response, alive, done }: { response: Response; alive: () => void; done: () => void },
  signal?: AbortSignal,
): AsyncGenerator<SnapshotBlock> {
  let [changes, characters, count]: [Change[], number, number] = [[], 0, 0];
  try {
    for await (const line of linesOf(response, alive)) {
      const change = plainChange(line);
      if (change) {
        changes.push(change);
        characters += line.length;
        count += 1;
        if (changes.length < BLOCK_LINES && characters < BLOCK_CHARACTERS) continue;
        yield { changes, cursor: null, trailer: null };
      } else {
        const { cursor = null, trailer } = marked(line);
        if (trailer && trailer.count !== count) throw new CutTransferError();
        yield { changes, cursor, trailer };
        if (trailer) return;
      }
      [changes, characters] = [[], 0];
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof MirrorError || error instanceof CutTransferError) throw error;
    if (changes.length > 0) yield { changes, cursor: null, trailer: null };
    throw new CutTransferError({ cause: error });
  } finally {
    done();
    // What nobody reads any more must not keep the connection.
    await response.body?.cancel().catch(() => undefined);
  }
  throw new CutTransferError();
}

function plainChange(line: string): Change | null {
  const [, seq, entryId, version, document] = PLAIN.exec(line) ?? [];
  if (entryId !== undefined && document !== undefined) {
    return { seq: Number(seq), entryId, version: Number(version), op: 'UPSERT', document };
  }
  const { entryId: id, document: content, ...rest } = parsed(line) as Line & Omit<Change, 'document'>;
  if (typeof id !== 'string') return null;
  const { seq: place, version: number, op } = rest;
  // A text stays as it is; an object came with sorted keys, which JSON keeps.
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return { seq: place, entryId: id, version: number, op, document: op === 'REMOVE' ? null : text };
}

/** A line that is no change: the trailer, or a mark between blocks that carries a cursor. */
function marked(line: string): { cursor?: string; trailer: SnapshotTrailer | null } {
  const mark = parsed(line) as Line & SnapshotTrailer;
  if (typeof mark.cursor !== 'string') throw noSnapshot(line);
  if (mark.trailer !== true) return { cursor: mark.cursor, trailer: null };
  if (!mark.complete) throw new CutTransferError();
  return { cursor: mark.cursor, trailer: mark };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw noSnapshot(line);
  }
}

function noSnapshot(line: string): MirrorError {
  return new MirrorError('FEED', `Not a line of a snapshot: ${line.slice(0, 80)}`);
}

/** Whole lines; what follows the last line break was cut and is left out. */
async function* linesOf(response: Response, alive: () => void): AsyncGenerator<string> {
  if (!response.body) return;
  // Node's two declarations of web streams do not know each other.
  const body = Readable.fromWeb(response.body as unknown as ReadableStream);
  const encoded = response.headers.get('content-encoding');
  const isPlain = encoded !== null || /ndjson/.test(response.headers.get('content-type') ?? '');
  const gunzip = isPlain ? null : createGunzip();
  if (gunzip) {
    body.on('error', (error) => gunzip.destroy(error));
    body.pipe(gunzip);
  }
  const text = gunzip ?? body;
  text.setEncoding('utf8');
  let rest = '';
  for await (const chunk of text) {
    alive();
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield line;
  }
}
