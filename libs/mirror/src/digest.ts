import { createHash } from 'node:crypto';

/** One bucket of a digest: how many entries, and the exact sum of their hashes as a decimal text. */
export interface DigestBucket {
  readonly count: number;
  readonly sum: string;
}

/** The hash that a digest adds up: the first six bytes of SHA-256 of `<entryId>:<version>`, 48 bits, exact in a number. */
export function entryHash(entryId: string, version: number): number {
  return createHash('sha256').update(`${entryId}:${version}`).digest().readUIntBE(0, 6);
}

const HALF = 2 ** 24;
/** From the hash to its first byte. */
const FIRST_BYTE = 2 ** 40;

/**
 * Which bucket an entry falls into. **It depends on the version too**, so a stale entry may differ in two buckets.
 * @param buckets a power of two from 1 to 256
 */
export function bucketOf(entryId: string, version: number, buckets: number): number {
  return Math.floor((Math.floor(entryHash(entryId, version) / FIRST_BYTE) * buckets) / 256);
}

/**
 * Adds up entries as `feedDigest` does. Sums are kept as two halves of 24 bits, exact up to 500 million entries.
 * @see `docs/guides/mirror.md`
 */
export class Digest {
  private readonly counts: number[];
  private readonly highs: number[];
  private readonly lows: number[];

  /** @param buckets a power of two from 1 to 256 */
  constructor(readonly buckets = 256) {
    if (!(buckets >= 1 && buckets <= 256 && Number.isInteger(Math.log2(buckets)))) {
      throw new RangeError('Buckets are a power of two from 1 to 256');
    }
    this.counts = new Array<number>(buckets).fill(0);
    this.highs = [...this.counts];
    this.lows = [...this.counts];
  }

  add(entryId: string, version: number): void {
    const hash = entryHash(entryId, version);
    const bucket = Math.floor((Math.floor(hash / FIRST_BYTE) * this.buckets) / 256);
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.highs[bucket] = (this.highs[bucket] ?? 0) + Math.floor(hash / HALF);
    this.lows[bucket] = (this.lows[bucket] ?? 0) + (hash % HALF);
  }

  get count(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  result(): DigestBucket[] {
    return this.counts.map((count, bucket) => ({
      count,
      sum: String(BigInt(this.highs[bucket] ?? 0) * BigInt(HALF) + BigInt(this.lows[bucket] ?? 0)),
    }));
  }
}

/** The digest of entries. @param buckets a power of two from 1 to 256 */
export function digestOf(
  entries: Iterable<{ readonly entryId: string; readonly version: number }>,
  buckets = 256,
): DigestBucket[] {
  const digest = new Digest(buckets);
  for (const { entryId, version } of entries) digest.add(entryId, version);
  return digest.result();
}

/** What a store keeps beside a document, so that a document that was damaged is found: 16 hexadecimal digits. */
export function checksum(document: string): string {
  return createHash('sha256').update(document).digest('hex').slice(0, 16);
}
