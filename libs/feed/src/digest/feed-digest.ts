import { UserInputError } from '@maillage/kernel';

/** Entries of one part of a digest. */
export interface DigestBucket {
  readonly count: number;
  /** Exact sum of `versionHash` of them, decimal. */
  readonly sum: string;
}

const MOST_BUCKETS = 256;

/** @throws UserInputError BUCKETS_OUT_OF_RANGE */
export function checkedBuckets(buckets: number): number {
  if (Number.isInteger(buckets) && buckets >= 1 && buckets <= MOST_BUCKETS && (buckets & (buckets - 1)) === 0) {
    return buckets;
  }
  const message = {
    fr: `\`buckets\` est une puissance de deux de 1 à ${MOST_BUCKETS}.`,
    en: `\`buckets\` is a power of two from 1 to ${MOST_BUCKETS}.`,
  };
  throw UserInputError.of('BUCKETS_OUT_OF_RANGE', message, ['buckets']);
}
