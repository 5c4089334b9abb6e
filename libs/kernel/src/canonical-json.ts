import { createHash } from 'node:crypto';

/** JSON with sorted keys and without undefined: equal values give equal bytes. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value)) ?? 'null';
}

/** SHA-256 of the canonical JSON, hexadecimal. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** A value in the order of its keys: itself where it has it already, because pages of the feed are thousands of these. */
function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Array.isArray(value) ? sortedItems(value) : sortedObject(value as Readonly<Record<string, unknown>>);
}

function sortedItems(items: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let place = 0; place < items.length; place += 1) {
    const part = sorted(items[place]);
    if (part !== items[place]) copy ??= items.slice(0, place);
    copy?.push(part);
  }
  return copy ?? items;
}

function sortedObject(source: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const keys = Object.keys(source);
  let copy: Record<string, unknown> | undefined = isPlain(source) && isSorted(keys) ? undefined : {};
  if (copy) keys.sort();
  // Each part is looked at once: twice at every level would be without end in a deep one.
  for (let place = 0; place < keys.length; place += 1) {
    const key = keys[place] as string;
    const part = sorted(source[key]);
    if (!copy && part !== source[key]) copy = partOf(source, keys.slice(0, place));
    if (copy) put(copy, key, part);
  }
  return copy ?? source;
}

function partOf(source: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key of keys) put(copy, key, source[key]);
  return copy;
}

function put(copy: Record<string, unknown>, key: string, part: unknown): void {
  if (part === undefined) return;
  if (key === '__proto__') Object.defineProperty(copy, key, { value: part, enumerable: true });
  else copy[key] = part;
}

/** Of a class of its own, an object may have something else to say to JSON than its keys. */
function isPlain(source: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(source);
  return prototype === Object.prototype || prototype === null;
}

function isSorted(keys: readonly string[]): boolean {
  for (let place = 1; place < keys.length; place += 1) {
    if ((keys[place - 1] as string) > (keys[place] as string)) return false;
  }
  return true;
}
