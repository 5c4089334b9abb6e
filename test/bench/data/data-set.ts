import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Relay } from '@maillage/changes';
import { runMigrations, startEngines, type Engines } from '@maillage/database';
import { hashSecret, makeKey } from '@maillage/identity';
import { newId } from '@maillage/kernel';
import pg from 'pg';
import { inventEntry } from '../generator/entries.js';
import { inventWorld } from '../generator/places.js';
import { Random } from '../generator/random.js';
import { BenchDataRepository } from './bench-data.repository.js';
import { type BenchServers, catchUp, hasCurrentIndexes, INDEX_NAMES, openServices } from './bench-network.js';

/** Raise it when the generator, the loader or the form of indexed documents changes: kept data sets are made anew. */
const EDITION = 2;
const BATCH = 2_000;
const DATABASE = 'bench';

/** What is told of a kept data set, in its `data-set.json`. */
interface Card {
  readonly edition: number;
  readonly seed: number;
  readonly size: number;
  /** Key of the coordinator that writes during the measures, and its organization. */
  readonly key: string;
  readonly organizationId: string;
  /** False while the indexes are filled: a making that was cut short goes on from there. */
  readonly indexed: boolean;
  /** Seconds that each step of the making took. */
  readonly seconds: Readonly<Record<string, number>>;
}

/** A running data set. */
export interface DataSet extends Card, BenchServers {
  /** URL of the server's own database, from which others are created. */
  readonly adminUrl: string;
  stop(): Promise<void>;
}

export interface DataSetOptions {
  /** Where data sets are kept. */
  readonly folder: string;
  readonly size: number;
  readonly seed: number;
  /** With search indexes. Without, one that was never indexed will do, and one that was is taken as it is. */
  readonly indexed: boolean;
  readonly log: (line: string) => void;
}

/** Starts the servers of a data set with durable settings; the first time, fills them with what is asked for. */
export async function openDataSet(options: DataSetOptions): Promise<DataSet> {
  const folder = join(resolve(options.folder), `${options.size}-${options.seed}`);
  const kept = await readCard(folder, options);
  if (!kept) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const engines = await startEngines({ folder });
  try {
    const servers = serversOf(engines);
    const loaded = kept ?? (await load(servers, engines.postgres.url, options));
    if (!kept) await writeCard(folder, loaded);
    await runMigrations(servers.databaseUrl);
    await number(servers);
    if (!options.indexed) return running(engines, loaded);
    const indexed = loaded.indexed ? loaded : await index(servers, loaded, options);
    if (!loaded.indexed) await writeCard(folder, indexed);
    if (await isCurrent(servers)) return running(engines, indexed);
  } catch (error) {
    await engines.stop();
    throw error;
  }
  await engines.stop();
  options.log('the indexes were made with other settings: the data set is made anew');
  await rm(folder, { recursive: true });
  return openDataSet(options);
}

async function writeCard(folder: string, card: Card): Promise<void> {
  await writeFile(join(folder, 'data-set.json'), JSON.stringify(card, null, 2), { mode: 0o600 });
}

async function readCard(folder: string, { seed, size }: DataSetOptions): Promise<Card | null> {
  try {
    const card = JSON.parse(await readFile(join(folder, 'data-set.json'), 'utf8')) as Card;
    return card.edition === EDITION && card.seed === seed && card.size === size ? card : null;
  } catch {
    // absent, or its loading was cut short: nothing to keep
    return null;
  }
}

async function isCurrent(servers: BenchServers): Promise<boolean> {
  const context = await openServices(servers);
  try {
    return await hasCurrentIndexes(context);
  } finally {
    await context.close();
  }
}

function running(engines: Engines, card: Card): DataSet {
  return { ...card, ...serversOf(engines), adminUrl: engines.postgres.url, stop: () => engines.stop() };
}

function serversOf({ postgres, meilisearch }: Engines): BenchServers {
  return {
    databaseUrl: databaseUrl(postgres.url, DATABASE),
    meiliUrl: meilisearch.url,
    meiliKey: meilisearch.key,
  };
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

async function load(servers: BenchServers, adminUrl: string, { seed, size, log }: DataSetOptions): Promise<Card> {
  const started = performance.now();
  await withClient(adminUrl, (client) => client.query(`CREATE DATABASE ${DATABASE}`));
  await runMigrations(servers.databaseUrl);
  const world = inventWorld(new Random(seed), communesFor(size));
  const { key, shortId, secret } = makeKey('prod');
  const organizationId = world.organizations[1]?.id ?? '';
  await withClient(servers.databaseUrl, async (client) => {
    const data = new BenchDataRepository(client);
    await data.insertWorld(world);
    for (let start = 0; start < size; start += BATCH) {
      const count = Math.min(BATCH, size - start);
      await data.insertEntries(Array.from({ length: count }, (_, n) => inventEntry(seed, start + n, world)));
      if (start % 20_000 === 0 && start > 0) log(`  ${start} entries loaded`);
    }
    await data.insertWriter({
      memberId: newId(),
      organizationId,
      keyId: newId(),
      shortId,
      secretHash: hashSecret(secret),
    });
    await data.settle();
  });
  const seconds = { load: since(started) };
  log(`generated and loaded in ${seconds.load} s`);
  return { edition: EDITION, seed, size, key, organizationId, indexed: false, seconds };
}

/** Gives what has none its numbers, with the real relay. */
async function number(servers: BenchServers): Promise<void> {
  const context = await openServices(servers);
  const numbered = await context
    .get(Relay, { strict: false })
    .drain()
    .finally(() => context.close());
  if (numbered > 0) await settle(servers);
}

async function settle(servers: BenchServers): Promise<void> {
  await withClient(servers.databaseUrl, (client) => new BenchDataRepository(client).settle());
}

async function index(servers: BenchServers, card: Card, { log }: DataSetOptions): Promise<Card> {
  const started = performance.now();
  const context = await openServices(servers);
  try {
    let told = 0;
    await catchUp(context, (count) => {
      if (count - told < 20_000) return;
      told = count;
      log(`  ${count} indexed`);
    });
  } finally {
    await context.close();
  }
  await settle(servers);
  const seconds = { ...card.seconds, index: since(started) };
  log(`indexed in ${seconds.index} s`);
  return { ...card, indexed: true, seconds };
}

/** Seconds, to a tenth. */
function since(started: number): number {
  return Math.round((performance.now() - started) / 100) / 10;
}

/** Some 25 entries a commune, as few communes write many and many write few. */
function communesFor(size: number): number {
  return Math.min(40_000, Math.max(200, Math.round(size / 25)));
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * A copy of a data set's database for measures that write, so that the data set stays as it was made. Nobody may be
 * connected to the original meanwhile.
 */
export async function copyForWriting(set: DataSet): Promise<{ readonly databaseUrl: string; drop(): Promise<void> }> {
  const name = `${DATABASE}_written`;
  const drop = (): Promise<void> =>
    withClient(set.adminUrl, async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    });
  await drop();
  await withClient(set.adminUrl, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${DATABASE} STRATEGY file_copy`),
  );
  const url = databaseUrl(set.adminUrl, name);
  await withClient(url, async (client) => {
    const data = new BenchDataRepository(client);
    await data.callVerified(INDEX_NAMES);
    await data.callOriginal();
  });
  return { databaseUrl: url, drop };
}
