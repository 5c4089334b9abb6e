import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** `mlg_<env>_<shortid>_<secret>_<crc>`: told from other secrets at sight, a slip of the pen found without a look-up. */
export interface ParsedKey {
  readonly shortId: string;
  readonly secret: string;
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SHORT_ID = 10;
/** 32 characters of 62: 190 bits. */
const SECRET = 32;

/**
 * What secret scanners look for in text, in `docs/guides/api-keys.md` word for word. A match is a key of ours when its last
 * part is the CRC-32 of all before the last `_`: `parseKey`.
 */
export const API_KEY_PATTERN = 'mlg_(?:demo|prod)_[0-9A-Za-z]{10}_[0-9A-Za-z]{32}_[0-9a-f]{8}';
const FORM = new RegExp(`^${API_KEY_PATTERN}$`);

/** @param shortId of a key that gets a new secret; by default a new one */
export function makeKey(
  environment: 'demo' | 'prod',
  shortId = random(SHORT_ID),
): ParsedKey & { readonly key: string } {
  const secret = random(SECRET);
  const stem = `mlg_${environment}_${shortId}_${secret}`;
  return { shortId, secret, key: `${stem}_${checksum(stem)}` };
}

/** Null when it is no key of ours. */
export function parseKey(key: string): ParsedKey | null {
  if (!FORM.test(key)) return null;
  const [, , shortId = '', secret = '', check = ''] = key.split('_');
  return checksum(key.slice(0, key.lastIndexOf('_'))) === check ? { shortId, secret } : null;
}

function random(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

function checksum(stem: string): string {
  return crc32(stem).toString(16).padStart(8, '0');
}
