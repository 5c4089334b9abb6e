import { createHash } from 'node:crypto';
import { TextDecoder } from 'node:util';
import type { ByteSource } from './byte-source.js';

/** What a first pass over the bytes tells. */
export interface ScannedBytes {
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  readonly encoding: 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';
  /** The beginning, undecoded. */
  readonly head: Uint8Array;
}

const HEAD = 64 * 1024;

/** One pass, constant memory: hash, beginning, and the encoding that all bytes fit. */
export async function scanBytes(source: ByteSource): Promise<ScannedBytes> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let head = new Uint8Array();
  let utf8 = true;
  for await (const chunk of source.open()) {
    hash.update(chunk);
    if (head.length < HEAD) head = Buffer.concat([head, chunk]).subarray(0, HEAD);
    utf8 &&= decodes(decoder, chunk, true);
  }
  utf8 &&= decodes(decoder, new Uint8Array(), false);
  return { hash: hash.digest('hex'), head, encoding: markedEncoding(head) ?? (utf8 ? 'utf-8' : 'windows-1252') };
}

function decodes(decoder: TextDecoder, chunk: Uint8Array, more: boolean): boolean {
  try {
    decoder.decode(chunk, { stream: more });
    return true;
  } catch {
    // not UTF-8: what French spreadsheets write otherwise is Windows-1252
    return false;
  }
}

function markedEncoding(head: Uint8Array): ScannedBytes['encoding'] | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
}

/** The text, chunk by chunk, without its byte order mark. @param onBytes called with the bytes read so far */
export async function* decodedText(
  source: ByteSource,
  encoding: ScannedBytes['encoding'],
  onBytes: (read: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let read = 0;
  for await (const chunk of source.open()) {
    yield decoder.decode(chunk, { stream: true });
    onBytes((read += chunk.length));
  }
  yield decoder.decode();
}

/** The head as text; a character cut at its end is left out. */
export function headText({ head, encoding }: Pick<ScannedBytes, 'head' | 'encoding'>): string {
  return new TextDecoder(encoding).decode(head, { stream: true });
}
