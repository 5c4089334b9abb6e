import { hash, timingSafeEqual } from 'node:crypto';

/** All that is kept of a random secret (key, cookie, token): its SHA-256, hexadecimal. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret);
}

/** In constant time. @param kept null where there is none */
export function sameHash(given: string, kept: string | null): boolean {
  if (kept === null) return false;
  const [left, right] = [Buffer.from(given, 'hex'), Buffer.from(kept, 'hex')];
  return left.length === right.length && timingSafeEqual(left, right);
}
