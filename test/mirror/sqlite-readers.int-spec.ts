import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Change, Checkpoint, Store } from '@maillage/mirror';
import { DatabaseSync } from '@photostructure/sqlite';
import { type Program, spawnProgram } from '../support/processes/mirror-process.js';
import { type StorePlace, storePlace } from './mirror-stores.js';

/** Milliseconds that one writes and others read. */
const TIME = 3_000;
const IDS = Array.from({ length: 60 }, () => randomUUID()).sort();
/** So large that a page does not fit into SQLite’s cache: it goes to the disk before its end, too. */
const FILLING = 'démonstration '.repeat(6_000);

/** A page that makes each entry anew. */
const pageOf = (version: number): Change[] =>
  IDS.map((entryId) => ({
    seq: version,
    entryId,
    version,
    op: 'UPSERT',
    document: JSON.stringify({ __typename: 'UseCase', title: `${FILLING}${version}` }),
  }));

const checkpointOf = (seq: number): Checkpoint => ({
  cursor: String(seq),
  seq,
  epoch: 'e',
  feed: 'http://127.0.0.1/graphql',
  filter: '{}',
});

/** A portal’s own program, which opens the file as anybody does: to read and write, with a time-out. */
const READER = `
  import { DatabaseSync } from '@photostructure/sqlite';
  const told = { read: 0, torn: 0, errors: [] };
  process.on('SIGTERM', () => { console.log(JSON.stringify(told)); process.exit(0); });
  console.log('reading');
  for (;;) {
    try {
      const database = new DatabaseSync(process.argv[1]);
      database.exec('PRAGMA busy_timeout = 10000');
      const { n, low, high } = database.prepare('SELECT count(*) AS n, min(version) AS low, max(version) AS high FROM entry').get();
      database.close();
      told.read += 1;
      if (n !== ${IDS.length} || low !== high) told.torn += 1;
    } catch (error) {
      told.errors.push(error.message);
    }
    await new Promise((done) => setTimeout(done, Math.random() * 5));
  }`;

interface Told {
  readonly read: number;
  readonly torn: number;
  readonly errors: readonly string[];
}

async function toldBy(reader: Program): Promise<Told> {
  reader.child.kill('SIGTERM');
  const { stdout, stderr } = await reader.ended;
  expect(stderr).toBe('');
  return JSON.parse(stdout.replace('reading', '')) as Told;
}

describe('the SQLite file of a mirror, while other programs read it', () => {
  let place: StorePlace;

  beforeEach(async () => {
    place = await storePlace('sqlite');
  });

  afterEach(() => place.remove());

  const start = (code: string): Program =>
    spawnProgram([process.execPath, '--input-type=module', '-e', code, place.target]);

  /** Two, once both have begun: one that is ended before would tell nothing. */
  const startReaders = async (): Promise<Program[]> => {
    const readers = [start(READER), start(READER)];
    for (const reader of readers) await reader.seen(/reading/);
    return readers;
  };

  const filled = async (): Promise<Store> => {
    const store = place.open();
    await store.open();
    await store.apply('LIVE', pageOf(1), checkpointOf(1));
    return store;
  };

  /** What `SELECT` and the check of the whole file say in a process that comes later. */
  const faultsOf = (version: number): unknown[] => {
    const database = new DatabaseSync(place.target);
    try {
      const faults = database.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[];
      const others = database.prepare('SELECT count(*) AS n FROM entry WHERE version <> ?').get(version) as {
        n: number;
      };
      return [
        ...faults.map((one) => one.integrity_check).filter((text) => text !== 'ok'),
        ...(others.n ? [others] : []),
      ];
    } catch (error) {
      return [(error as Error).message];
    } finally {
      database.close();
    }
  };

  it('stays whole; no page is lost, none is seen in part', async () => {
    const store = await filled();
    const readers = await startReaders();
    let version = 1;
    for (const end = Date.now() + TIME; Date.now() < end;) {
      version += 1;
      await store.apply('LIVE', pageOf(version), checkpointOf(version));
      expect((await store.checkpoint('LIVE'))?.seq).toBe(version);
    }
    for (const told of await Promise.all(readers.map(toldBy))) {
      expect(told).toMatchObject({ torn: 0, errors: [] });
      expect(told.read).toBeGreaterThan(10);
    }
    await store.close();
    expect(version).toBeGreaterThan(10);
    expect(faultsOf(version)).toEqual([]);
  });

  it('waits for a long read, and refuses no page because of it', async () => {
    const store = await filled();
    const slow = `
      import { DatabaseSync } from '@photostructure/sqlite';
      const database = new DatabaseSync(process.argv[1]);
      database.exec('BEGIN; SELECT count(*) FROM entry');
      console.log('reading');
      setTimeout(() => { database.exec('COMMIT'); database.close(); }, 1000);`;
    const program = start(slow);
    await program.seen(/reading/);
    const began = Date.now();
    await store.apply('LIVE', pageOf(2), checkpointOf(2));
    expect(Date.now() - began).toBeGreaterThan(500);
    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    await store.close();
    expect(faultsOf(2)).toEqual([]);
  });

  it('says of a damaged file that it is one, and what to do', async () => {
    await (await filled()).close();
    const bytes = readFileSync(place.target);
    writeFileSync(place.target, bytes.fill(0x2a, 4_096));
    const store = place.open();
    await store.open();
    const damaged = { code: 'STORE', message: expect.stringContaining('move it away, and the next run loads') };
    await expect(store.checkpoint('LIVE')).rejects.toMatchObject(damaged);
    await expect(store.entries()[Symbol.asyncIterator]().next()).rejects.toMatchObject(damaged);
    await store.close();
  });

  it('would not stay whole if it were written without locks that others see (negative control)', async () => {
    await (await filled()).close();
    const unlocked = new DatabaseSync(`${pathToFileURL(place.target).href}?nolock=1`);
    const readers = await startReaders();
    const faults: unknown[] = [];
    let version = 1;
    for (const end = Date.now() + TIME; Date.now() < end;) {
      version += 1;
      try {
        unlocked.exec('BEGIN IMMEDIATE');
        const update = unlocked.prepare('UPDATE entry SET version = ?, document = ? WHERE id = ?');
        for (const { entryId, document } of pageOf(version)) update.run(version, document, entryId);
        unlocked.exec('COMMIT');
        await new Promise((done) => setTimeout(done, 1));
      } catch (error) {
        faults.push((error as Error).message);
        break;
      }
    }
    for (const { torn, errors } of await Promise.all(readers.map(toldBy))) if (torn > 0) faults.push(torn, ...errors);
    unlocked.close();
    expect([...faults, ...faultsOf(version)]).not.toEqual([]);
  });
});
