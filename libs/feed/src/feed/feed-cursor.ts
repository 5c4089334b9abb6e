import { createHmac, timingSafeEqual } from 'node:crypto';
import { FeedCursorError } from './feed.messages.js';

/** Where a reader stands. */
export interface FeedCursor {
  readonly epoch: string;
  readonly seq: number;
  /** Head when the reader began from nothing: removals up to it concern nothing that it has. */
  readonly from: number;
  /** `scopeName` of what it reads. */
  readonly scope: string;
  /** Form of the documents that it has. */
  readonly documents: number;
}

type CursorValues = [epoch: string, seq: number, from: number, scope: string, documents: number];

/** Bytes. */
const SIGNATURE = 16;

/** Opaque: base64url of the values and of their HMAC. Not bound to a key, whose rotation must not cost a resync. */
export function signedCursor({ epoch, seq, from, scope, documents }: FeedCursor, key: string): string {
  const values = Buffer.from(JSON.stringify([epoch, seq, from, scope, documents]), 'utf8');
  return Buffer.concat([signature(values, key), values]).toString('base64url');
}

/** @throws FeedCursorError CURSOR_INVALID */
export function readCursor(text: string, key: string): FeedCursor {
  const bytes = Buffer.from(text, 'base64url');
  const values = bytes.subarray(SIGNATURE);
  // Also refused: what decodes to the same bytes but is written otherwise.
  const isOurs =
    bytes.toString('base64url') === text &&
    values.length > 0 &&
    timingSafeEqual(bytes.subarray(0, SIGNATURE), signature(values, key));
  if (!isOurs) throw new FeedCursorError('CURSOR_INVALID');
  const [epoch, seq, from, scope, documents] = JSON.parse(values.toString('utf8')) as CursorValues;
  return { epoch, seq, from, scope, documents };
}

function signature(values: Buffer, key: string): Buffer {
  return createHmac('sha256', key).update(values).digest().subarray(0, SIGNATURE);
}
