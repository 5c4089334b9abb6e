import { MirrorError } from '../mirror.errors.js';

/** What `@photostructure/sqlite` and Node’s own `node:sqlite` have in common, as far as it is used here. */
export interface SqliteLibrary {
  readonly DatabaseSync: new (file: string) => SqliteConnection;
}

export interface SqliteConnection {
  exec(text: string): void;
  prepare(text: string): SqliteStatement;
  close(): void;
}

interface SqliteStatement {
  run(...values: readonly SqliteValue[]): unknown;
  all(...values: readonly SqliteValue[]): unknown[];
}

type SqliteValue = string | number | null;

/**
 * The package where it is installed, else Node’s own (from 22.13 on). Both are SQLite itself, with the file locks that
 * every other program of the machine sees: a WebAssembly build has none of them, and a mere reader destroys its file.
 * @throws MirrorError STORE
 */
export async function sqliteLibrary(): Promise<SqliteLibrary> {
  try {
    return (await import('@photostructure/sqlite')) as unknown as SqliteLibrary;
  } catch (error) {
    const own = process.getBuiltinModule('node:sqlite') as SqliteLibrary | undefined;
    if (own) return own;
    const mend = 'npm install @photostructure/sqlite@1, or Node 22.13 and newer';
    throw new MirrorError('STORE', `The SQLite store needs a package: ${mend}.`, { cause: error });
  }
}
