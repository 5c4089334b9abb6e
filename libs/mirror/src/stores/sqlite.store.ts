import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Change, Checkpoint } from '../change.js';
import { checksum } from '../digest.js';
import { MirrorError } from '../mirror.errors.js';
import { kindOf } from './document-kind.js';
import { ProcessLock } from './process-lock.js';
import { type SqliteConnection, sqliteLibrary } from './sqlite.library.js';
import type { Side, Store, StoredEntry } from './store.js';

const SCHEMA = ['entry', 'entry_next']
  .map(
    (table) => `CREATE TABLE IF NOT EXISTS ${table} (
      id TEXT PRIMARY KEY, kind TEXT, version INTEGER NOT NULL, seq INTEGER NOT NULL,
      document TEXT NOT NULL, sum TEXT NOT NULL) WITHOUT ROWID;`,
  )
  .concat('CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);')
  .join('\n');

const TABLE: Readonly<Record<Side, string>> = { LIVE: 'entry', NEXT: 'entry_next' };

/** Only what differs is written, so that views and triggers of one's own stay. */
const SWAP = `
  DELETE FROM entry WHERE id NOT IN (SELECT id FROM entry_next);
  INSERT OR REPLACE INTO entry SELECT n.* FROM entry_next n LEFT JOIN entry e ON e.id = n.id
    WHERE e.id IS NULL OR e.version <> n.version OR e.sum <> n.sum OR e.document <> n.document;
  DELETE FROM entry_next;
  DELETE FROM meta WHERE name = 'LIVE';
  UPDATE meta SET name = 'LIVE' WHERE name = 'NEXT';`;

/** Rows read at once. */
const BATCH = 500;

/** Milliseconds that a page waits for programs that are reading. */
const READERS_PATIENCE = 30_000;

/** What to do, by SQLite’s own words: its code is not in every error of the package. */
const MEND: Readonly<Record<string, string>> = {
  'database is locked': `Another program has held it for ${READERS_PATIENCE / 1_000} s: end that one, the mirror goes on from its last page.`,
  'database disk image is malformed': 'The file is damaged: move it away, and the next run loads everything anew.',
};

/**
 * A page is on the disk when it is told. The journal stays SQLite's usual one, a file beside it only while a page is
 * written: a reader needs no more than the right to read. Who prefers write-ahead logging sets it once, and it stays.
 */
const SETTINGS = `PRAGMA busy_timeout = ${READERS_PATIENCE}; PRAGMA synchronous = FULL;`;

/**
 * Keeps entries in an SQLite file: table `entry(id, kind, version, seq, document, sum)`, `document` as JSON text. Each page
 * is one transaction. Other programs may read the file at any time, with a time-out of some seconds, as a page keeps them
 * waiting for moments. Package `@photostructure/sqlite`; from Node 22.13 on none is needed.
 */
export function sqliteStore(file: string): Store {
  return new SqliteStore(resolve(file));
}

class SqliteStore implements Store {
  private readonly lock: ProcessLock;
  private database: SqliteConnection | undefined;

  constructor(private readonly file: string) {
    this.lock = new ProcessLock(`${file}.writer`);
  }

  async open(): Promise<void> {
    const { DatabaseSync } = await sqliteLibrary();
    mkdirSync(dirname(this.file), { recursive: true });
    this.lock.take();
    try {
      this.database = new DatabaseSync(this.file);
      this.database.exec(`${SETTINGS}\n${SCHEMA}`);
    } catch (error) {
      await this.close();
      throw this.told(error);
    }
  }

  async checkpoint(side: Side): Promise<Checkpoint | null> {
    const [row] = this.read('SELECT value FROM meta WHERE name = ?', side) as Valued[];
    return row ? (JSON.parse(row.value) as Checkpoint) : null;
  }

  async apply(side: Side, changes: readonly Change[], checkpoint: Checkpoint): Promise<void> {
    this.inTransaction((database) => {
      const table = TABLE[side];
      const upsert = database.prepare(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?, ?, ?, ?)`);
      const remove = database.prepare(`DELETE FROM ${table} WHERE id = ?`);
      for (const { entryId, version, seq, document } of changes) {
        if (document === null) remove.run(entryId);
        else upsert.run(entryId, kindOf(document), version, seq, document, checksum(document));
      }
      database.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(side, JSON.stringify(checkpoint));
    });
  }

  async begin(): Promise<void> {
    this.inTransaction((database) => database.exec("DELETE FROM entry_next; DELETE FROM meta WHERE name = 'NEXT';"));
  }

  async swap(): Promise<void> {
    this.inTransaction((database) => database.exec(SWAP));
  }

  async *entries(): AsyncGenerator<StoredEntry> {
    const page = `SELECT id, version, seq, document, sum FROM entry WHERE id > ? ORDER BY id LIMIT ${BATCH}`;
    for (let after = ''; ;) {
      const rows = this.read(page, after) as Row[];
      for (const row of rows) yield entryOf(row);
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return;
      after = last.id;
    }
  }

  async close(): Promise<void> {
    this.database?.close();
    this.database = undefined;
    this.lock.release();
  }

  private read(text: string, value: string): unknown[] {
    const database = this.connection;
    try {
      return database.prepare(text).all(value);
    } catch (error) {
      throw this.told(error);
    }
  }

  private inTransaction(work: (database: SqliteConnection) => void): void {
    const database = this.connection;
    try {
      database.exec('BEGIN IMMEDIATE');
      work(database);
      database.exec('COMMIT');
    } catch (error) {
      try {
        database.exec('ROLLBACK');
      } catch {
        // It did not begin, or the error, such as a full disk, has ended it already.
      }
      throw this.told(error);
    }
  }

  private get connection(): SqliteConnection {
    if (!this.database) throw new MirrorError('STORE', `${this.file} is not open.`);
    return this.database;
  }

  private told(error: unknown): Error {
    if (error instanceof MirrorError) return error;
    const { message } = error as Error;
    const mend = MEND[message] ?? 'Check the file and its folder, or give another one.';
    return new MirrorError('STORE', `${this.file}: ${message}. ${mend}`, { cause: error });
  }
}

interface Valued {
  readonly value: string;
}

interface Row {
  readonly id: string;
  readonly version: number;
  readonly seq: number;
  readonly document: string;
  readonly sum: string;
}

function entryOf({ id, version, seq, document, sum }: Row): StoredEntry {
  const sound = checksum(document) === sum;
  return { entryId: id, version: Number(version), seq: Number(seq), document, sound };
}
