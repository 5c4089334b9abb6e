import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { canonicalJson } from '@maillage/kernel';
import type { DigestBucket } from '../digest/feed-digest.js';

/** A pair of keys as it is kept, PEM. */
export interface SigningPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** What a receipt says; signed as canonical JSON. */
export interface ReceiptStatement {
  /** Id of the portal's key. */
  readonly portal: string;
  readonly organization: string;
  readonly audience: 'PUBLIC' | 'NETWORK';
  readonly filter: object;
  readonly epoch: string;
  readonly headSeq: number;
  /** Entries that the portal holds. */
  readonly count: number;
  /** SHA-256 of the buckets that it sent. */
  readonly digest: string;
  /** They are those that it should hold at that head. */
  readonly equal: boolean;
  readonly differingBuckets: readonly number[];
  readonly at: string;
}

/** A signed receipt, as it is kept in a file. */
export interface SignedReceipt {
  /** Canonical JSON of a `ReceiptStatement`. */
  readonly statement: string;
  /** Ed25519 over the bytes of `statement`, base64. */
  readonly signature: string;
}

export function newSigningPair(): SigningPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** SHA-256 of the buckets' canonical JSON, hexadecimal. */
export function digestOfBuckets(buckets: readonly DigestBucket[]): string {
  const plain = buckets.map(({ count, sum }) => ({ count, sum }));
  return createHash('sha256').update(canonicalJson(plain)).digest('hex');
}

export function signReceipt(statement: ReceiptStatement, privateKey: string): SignedReceipt {
  const text = canonicalJson(statement);
  return {
    statement: text,
    signature: sign(null, Buffer.from(text, 'utf8'), createPrivateKey(privateKey)).toString('base64'),
  };
}

/** Whether a receipt is what was signed. A key that is none is an error of its own. */
export function isSignedReceipt({ statement, signature }: SignedReceipt, publicKey: string): boolean {
  const key = createPublicKey(publicKey);
  return verify(null, Buffer.from(statement, 'utf8'), key, Buffer.from(signature, 'base64'));
}
