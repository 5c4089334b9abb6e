import { UserInputError } from './errors.js';

/** Values that a keyset cursor may carry: the sort keys of the last row, ending in its id. */
export type CursorValue = string | number | null;

/** Opaque keyset cursor: base64url of a JSON array. */
export function encodeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values), 'utf8').toString('base64url');
}

/**
 * Values of a cursor.
 * @throws UserInputError CURSOR_INVALID when it is not one of ours or has another number of keys.
 */
export function decodeCursor(cursor: string, length: number): CursorValue[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === length && values.every(isCursorValue)) return values;
  } catch {
    // falls through to the typed error: a cursor is opaque, its owner only needs to know that it is not valid here
  }
  throw invalidCursor();
}

/** CURSOR_INVALID, for a cursor that is not one of ours, or not one of this list. */
export function invalidCursor(): UserInputError {
  return UserInputError.of(
    'CURSOR_INVALID',
    {
      fr: 'Curseur illisible : reprenez la valeur `endCursor` de la page précédente, sans la modifier.',
      en: 'Unreadable cursor: pass the `endCursor` of the previous page, unchanged.',
    },
    ['after'],
  );
}

function isCursorValue(value: unknown): value is CursorValue {
  return value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}
