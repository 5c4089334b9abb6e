import type { Client } from 'pg';
import type { Change, Checkpoint } from '../change.js';
import { checksum } from '../digest.js';
import { MirrorError } from '../mirror.errors.js';
import { kindOf } from './document-kind.js';
import type { Side, Store, StoredEntry } from './store.js';

const SCHEMA = `
  CREATE SCHEMA IF NOT EXISTS maillage_mirror;
  CREATE TABLE IF NOT EXISTS maillage_mirror.entry (
    id uuid PRIMARY KEY, kind text, version int NOT NULL, seq bigint NOT NULL, document json NOT NULL, sum text NOT NULL);
  CREATE TABLE IF NOT EXISTS maillage_mirror.entry_next (LIKE maillage_mirror.entry INCLUDING ALL);
  CREATE TABLE IF NOT EXISTS maillage_mirror.checkpoint (side text PRIMARY KEY, value jsonb NOT NULL);`;

const TABLE: Readonly<Record<Side, string>> = {
  LIVE: 'maillage_mirror.entry',
  NEXT: 'maillage_mirror.entry_next',
};

const upsertInto = (table: string): string => `
  INSERT INTO ${table} AS held (id, kind, version, seq, document, sum)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::int[], $4::bigint[], $5::json[], $6::text[])
  ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, version = excluded.version, seq = excluded.seq,
    document = excluded.document, sum = excluded.sum`;

/** Only what differs is written: readers never wait, and views and triggers of one's own stay. */
const SWAP = [
  'DELETE FROM maillage_mirror.entry e WHERE NOT EXISTS (SELECT FROM maillage_mirror.entry_next n WHERE n.id = e.id)',
  `INSERT INTO maillage_mirror.entry AS held SELECT * FROM maillage_mirror.entry_next
   ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, version = excluded.version, seq = excluded.seq,
     document = excluded.document, sum = excluded.sum
   WHERE held.version <> excluded.version OR held.sum <> excluded.sum OR held.document::text <> excluded.document::text`,
  'TRUNCATE maillage_mirror.entry_next',
  "DELETE FROM maillage_mirror.checkpoint WHERE side = 'LIVE'",
  "UPDATE maillage_mirror.checkpoint SET side = 'LIVE' WHERE side = 'NEXT'",
];

/** Taken in each transaction: two mirrors of one database write one after the other, and the second sees the other's step. */
const LOCK = 'LOCK TABLE maillage_mirror.checkpoint IN EXCLUSIVE MODE';
const SAVE = `INSERT INTO maillage_mirror.checkpoint VALUES ($1, $2)
  ON CONFLICT (side) DO UPDATE SET value = excluded.value`;
const LOAD = 'SELECT value FROM maillage_mirror.checkpoint WHERE side = $1';

/** Rows read at once. */
const BATCH = 1_000;

/**
 * Keeps entries in the schema `maillage_mirror` of a PostgreSQL database (package `pg`): table `entry(id, kind, version, seq,
 * document, sum)`, `document` of type json. Each page is one transaction, so it may be joined with one's own tables at any
 * time.
 * @param url such as `postgresql://portal@localhost/portal`
 */
export function postgresStore(url: string): Store {
  return new PostgresStore(url);
}

class PostgresStore implements Store {
  private client: Client | undefined;
  /** Checkpoints as this process left them: another one's step in between is an error, not an overwrite. */
  private readonly known = new Map<Side, string | null>();

  constructor(private readonly url: string) {}

  async open(): Promise<void> {
    await this.connected(async () => undefined);
    for (const side of ['LIVE', 'NEXT'] as const) this.known.set(side, await this.saved(side));
  }

  async checkpoint(side: Side): Promise<Checkpoint | null> {
    const text = this.known.get(side) ?? null;
    return text === null ? null : (JSON.parse(text) as Checkpoint);
  }

  async apply(side: Side, changes: readonly Change[], checkpoint: Checkpoint): Promise<void> {
    const table = TABLE[side];
    // The last change of each entry counts; a statement may not write a row twice.
    const last = [...new Map(changes.map((change) => [change.entryId, change])).values()];
    const upserts = last.filter(({ document }) => document !== null);
    const removes = last.filter(({ document }) => document === null).map(({ entryId }) => entryId);
    await this.inTransaction(async (client) => {
      if (upserts.length > 0) await client.query(upsertInto(table), columnsOf(upserts));
      if (removes.length > 0) await client.query(`DELETE FROM ${table} WHERE id = ANY($1::uuid[])`, [removes]);
      await client.query(SAVE, [side, JSON.stringify(checkpoint)]);
    });
    this.known.set(side, canonical(checkpoint));
  }

  async begin(): Promise<void> {
    await this.inTransaction(async (client) => {
      await client.query(`TRUNCATE ${TABLE.NEXT}`);
      await client.query("DELETE FROM maillage_mirror.checkpoint WHERE side = 'NEXT'");
    });
    this.known.set('NEXT', null);
  }

  async swap(): Promise<void> {
    await this.inTransaction(async (client) => {
      for (const text of SWAP) await client.query(text);
    });
    this.known.set('LIVE', this.known.get('NEXT') ?? null);
    this.known.set('NEXT', null);
  }

  async *entries(): AsyncGenerator<StoredEntry> {
    const text = `SELECT id, version, seq, document::text, sum FROM ${TABLE.LIVE} WHERE id > $1 ORDER BY id LIMIT ${BATCH}`;
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const { rows } = await this.connected((client) => client.query<Row>(text, [after]));
      for (const { id, version, seq, document, sum } of rows) {
        yield { entryId: id, version, seq: Number(seq), document, sound: checksum(document) === sum };
      }
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return;
      after = last.id;
    }
  }

  async close(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }

  private async inTransaction(work: (client: Client) => Promise<void>): Promise<void> {
    await this.connected(async (client) => {
      await client.query('BEGIN');
      try {
        await client.query(LOCK);
        for (const side of ['LIVE', 'NEXT'] as const) {
          if ((await this.saved(side, client)) !== this.known.get(side)) throw busy();
        }
        await work(client);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  private async saved(side: Side, client?: Client): Promise<string | null> {
    const read = async (connected: Client): Promise<string | null> => {
      const { rows } = await connected.query<{ value: Checkpoint }>(LOAD, [side]);
      return rows[0] ? canonical(rows[0].value) : null;
    };
    return client ? read(client) : this.connected(read);
  }

  /** @throws MirrorError of code STORE when the database is away or refuses */
  private async connected<T>(work: (client: Client) => Promise<T>): Promise<T> {
    try {
      this.client ??= await connect(this.url, () => (this.client = undefined));
      return await work(this.client);
    } catch (error) {
      if (error instanceof MirrorError) throw error;
      const advice = 'Check that it runs and that the user may create a schema; the mirror goes on from where it is.';
      const why = (error as Error).message || (error as NodeJS.ErrnoException).code;
      throw new MirrorError('STORE', `The database of the mirror: ${why}. ${advice}`, { cause: error });
    }
  }
}

interface Row {
  readonly id: string;
  readonly version: number;
  readonly seq: string;
  readonly document: string;
  readonly sum: string;
}

async function connect(url: string, onEnd: () => void): Promise<Client> {
  let pg: { readonly Client: typeof Client };
  try {
    const module = await import('pg');
    pg = module.default ?? module;
  } catch (error) {
    throw new MirrorError('STORE', 'The PostgreSQL store needs a package: npm install pg', { cause: error });
  }
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'maillage-mirror',
  });
  client.on('error', onEnd);
  client.on('end', onEnd);
  await client.connect();
  await client.query(SCHEMA);
  return client;
}

function columnsOf(changes: readonly Change[]): unknown[][] {
  const texts = changes.map(({ document }) => document ?? '');
  return [
    changes.map(({ entryId }) => entryId),
    texts.map(kindOf),
    changes.map(({ version }) => version),
    changes.map(({ seq }) => seq),
    texts,
    texts.map(checksum),
  ];
}

/** The same text for the same checkpoint, whichever way it came. */
function canonical({ cursor, seq, epoch, feed, filter }: Checkpoint): string {
  return JSON.stringify({ cursor, seq, epoch, feed, filter });
}

function busy(): MirrorError {
  return new MirrorError('BUSY', 'Another process writes this mirror: its place moved meanwhile. Stop one of the two.');
}
