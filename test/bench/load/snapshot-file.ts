import { get } from 'node:http';

/** What a whole snapshot told. */
export interface SnapshotFile {
  readonly changes: number;
  /** From which a reader may go on, in order; the last one stands at the head. */
  readonly cursors: readonly string[];
  /** Milliseconds. */
  readonly time: number;
}

const CHANGE = Buffer.from('{"seq":');
const NEWLINE = 0x0a;
/** Bytes: more than any line that is no change. */
const LONGEST = 1_000;

/**
 * Reads a whole snapshot as a mirror does, block by block: a reader that kept all of it would be what is measured.
 * Changes are counted, of the other lines the cursors are kept.
 * @throws Error when it was cut or its trailer counts otherwise
 */
export async function readSnapshot(url: string): Promise<SnapshotFile> {
  const started = performance.now();
  const lines = new Lines();
  await new Promise<void>((resolve, reject) => {
    const asked = get(`${url}/feed/snapshot.ndjson`, (answer) => {
      answer.on('data', (piece: Buffer) => lines.take(piece));
      answer.on('error', reject).on('end', resolve);
    });
    asked.on('error', reject);
  });
  const { changes, others } = lines;
  const last = others.at(-1) ?? '';
  if (!last.startsWith('{"trailer":true') || !last.includes(`"count":${changes},`)) {
    throw new Error(`the snapshot was cut, or counts otherwise, after ${changes} changes: ${last}`);
  }
  const cursors = others.map((line) => /"cursor":"([^"]+)"/.exec(line)?.[1] ?? '');
  return { changes, cursors, time: performance.now() - started };
}

/** Tells changes from other lines by their first bytes alone, so that reading costs the machine little. */
class Lines {
  changes = 0;
  readonly others: string[] = [];
  /** Start of the line that has not ended yet. */
  private head: Buffer = Buffer.alloc(0);

  take(piece: Buffer): void {
    let from = 0;
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, from)) {
      this.end(this.joined(piece.subarray(from, Math.min(end, from + LONGEST))));
      this.head = Buffer.alloc(0);
      from = end + 1;
    }
    if (from < piece.length) this.head = this.joined(piece.subarray(from, from + LONGEST));
  }

  private joined(more: Buffer): Buffer {
    if (this.head.length === 0 || this.head.length >= LONGEST) return this.head.length === 0 ? more : this.head;
    return Buffer.concat([this.head, more.subarray(0, LONGEST - this.head.length)]);
  }

  private end(line: Buffer): void {
    if (line.subarray(0, CHANGE.length).equals(CHANGE)) this.changes += 1;
    else this.others.push(line.toString('utf8'));
  }
}
