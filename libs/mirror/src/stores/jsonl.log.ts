import { createReadStream } from 'node:fs';
import { type Change } from '../change.js';
import { checksum } from '../digest.js';

/** A line of a log: a change and, last, its document as the feed wrote it. */
export interface LogLine {
  readonly change: Change;
  readonly sound: boolean;
  /** Bytes from the file's beginning to the line's, and of the line without its end. */
  readonly start: number;
  readonly length: number;
}

const LINE =
  /^\{"entryId":"([^"]*)","seq":(\d+),"version":(\d+),"op":"(UPSERT|REMOVE)"(?:,"sum":"([0-9a-f]*)","document":(.*))?\}$/s;

export function lineOf({ entryId, seq, version, op, document }: Change): string {
  const head = `{"entryId":"${entryId}","seq":${seq},"version":${version},"op":"${op}"`;
  return document === null ? `${head}}\n` : `${head},"sum":"${checksum(document)}","document":${document}}\n`;
}

/** Reads a line; null where it is none. */
export function changeOf(line: string): { readonly change: Change; readonly sound: boolean } | null {
  const [, entryId, seq, version, op, sum, text] = LINE.exec(line) ?? [];
  if (entryId === undefined) return null;
  const document = op === 'UPSERT' ? (text ?? '') : null;
  const change = {
    entryId: ownText(entryId),
    seq: Number(seq),
    version: Number(version),
    op: op as Change['op'],
    document,
  };
  return { change, sound: document === null || checksum(document) === sum };
}

/** The lines of a log up to a length in bytes; what cannot be read is told by its id where that can be. */
export async function* logLines(path: string, bytes: number): AsyncGenerator<LogLine> {
  if (bytes === 0) return;
  let [rest, start] = [Buffer.alloc(0), 0];
  for await (const chunk of createReadStream(path, { end: bytes - 1, highWaterMark: 1 << 20 })) {
    const block: Buffer = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    let from = 0;
    for (let end = block.indexOf(10, from); end >= 0; end = block.indexOf(10, from)) {
      const length = end - from;
      const read = changeOf(block.toString('utf8', from, end)) ?? damagedLine(block.toString('utf8', from, end));
      if (read) yield { ...read, start, length };
      start += length + 1;
      from = end + 1;
    }
    rest = Buffer.from(block.subarray(from));
  }
}

function damagedLine(line: string): { readonly change: Change; readonly sound: boolean } | null {
  const [entryId] = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(line) ?? [];
  return entryId === undefined
    ? null
    : { change: { entryId: ownText(entryId), seq: 0, version: 0, op: 'UPSERT', document: '' }, sound: false };
}

/**
 * A copy. What a pattern finds in a line is a part of that line to V8: whoever keeps the id of each entry would keep all
 * their documents.
 */
function ownText(part: string): string {
  return Buffer.from(part, 'utf8').toString('utf8');
}
