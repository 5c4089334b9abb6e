import { createHash } from 'node:crypto';

/** JSON with sorted keys and without undefined: equal values give equal bytes. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value)) ?? 'null';
}

/** SHA-256 of the canonical JSON, hexadecimal. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const source = value as Readonly<Record<string, unknown>>;
  const copy: Record<string, unknown> = {};
  // Assigned one by one: pages of the feed are made of thousands of these, and pairs in between cost as much again.
  for (const key of Object.keys(source).sort()) {
    const part = source[key];
    if (part === undefined) continue;
    if (key === '__proto__') Object.defineProperty(copy, key, { value: sorted(part), enumerable: true });
    else copy[key] = typeof part === 'object' ? sorted(part) : part;
  }
  return copy;
}
