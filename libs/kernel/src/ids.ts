import { v7, validate } from 'uuid';

/** A new UUIDv7: ordered by time of creation, so that keyset pages on the id are also pages in time. */
export function newId(): string {
  return v7();
}

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && validate(value);
}
