import { CatalogueModule } from '@maillage/catalogue';
import { ChangesModule, CheckpointRepository, FeedReader } from '@maillage/changes';
import { DatabaseModule } from '@maillage/database';
import {
  DOCUMENT_READER,
  DocumentFollower,
  Indexer,
  INDEXED_AUDIENCES,
  readerOf,
  SearchEngine,
  searchIndex,
  SearchModule,
} from '@maillage/search';
import { type DynamicModule, type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

/** Servers of a data set. */
export interface BenchServers {
  readonly databaseUrl: string;
  readonly meiliUrl: string;
  readonly meiliKey: string;
  /** Start of the names of the indexes; absent: the product's own default, `INDEX_PREFIX`. */
  readonly indexPrefix?: string;
}

/** Start of the names of the indexes: the product's own default. */
export const INDEX_PREFIX = 'maillage';
export const INDEX_NAMES = INDEXED_AUDIENCES.map((audience) => searchIndex(INDEX_PREFIX, audience).uid);

@Module({})
class BenchModule {}

/** The product's services on the servers of a data set, in this process. */
export async function openServices(
  servers: BenchServers,
  modules: readonly (DynamicModule | Type)[] = [],
): Promise<INestApplicationContext> {
  const engine = {
    url: servers.meiliUrl,
    key: servers.meiliKey,
    indexPrefix: servers.indexPrefix ?? INDEX_PREFIX,
    timeout: 30_000,
  };
  const database = { url: servers.databaseUrl, poolSize: 4, queryTimeout: 300_000 };
  const imports = [
    DatabaseModule.forRoot(database, []),
    ChangesModule,
    CatalogueModule,
    SearchModule.forRoot(engine),
    ...modules,
  ];
  return NestFactory.createApplicationContext({ module: BenchModule, imports }, { logger: false });
}

/**
 * Indexes with the real indexer, to the head. Two loops, as two workers would run: while the engine takes a batch of one
 * index, the batch of the other is read and mapped.
 */
export async function catchUp(context: INestApplicationContext, onProgress: (indexed: number) => void): Promise<void> {
  const documents = context.get(DocumentFollower, { strict: false });
  while ((await documents.step()) > 0);
  const indexer = context.get(Indexer, { strict: false });
  // The first step alone: it makes the indexes.
  let total = await indexer.step();
  const follow = async (): Promise<void> => {
    for (;;) {
      const followed = await indexer.step();
      if (followed === 0) return;
      onProgress((total += followed));
    }
  };
  await Promise.all([follow(), follow()]);
  // A loop also ends when the other holds what is left.
  await follow();
}

/** False when the indexes were made with other settings than today's. */
export async function hasCurrentIndexes(context: INestApplicationContext): Promise<boolean> {
  const engine = context.get(SearchEngine, { strict: false });
  for (const uid of [`${INDEX_PREFIX}_public`, `${INDEX_PREFIX}_network`]) {
    if (!(await engine.find(uid)) || !(await engine.hasCurrentSettings(uid))) return false;
  }
  return true;
}

/**
 * Empty indexes of their own that are told to be at the head of the feed, for measures that run a worker and never
 * search: it indexes what they publish, as always, and is not busy with the whole catalogue meanwhile. Nothing of it
 * gets into the indexes of the data set.
 */
export async function indexFromNow(
  given: BenchServers,
): Promise<{ readonly servers: BenchServers; remove(): Promise<void> }> {
  const servers = { ...given, indexPrefix: `${INDEX_PREFIX}_from_now` };
  const context = await openServices(servers);
  try {
    const engine = context.get(SearchEngine, { strict: false });
    const checkpoints = context.get(CheckpointRepository, { strict: false });
    const { seq } = await context.get(FeedReader, { strict: false }).head();
    await checkpoints.set(DOCUMENT_READER, seq);
    for (const audience of INDEXED_AUDIENCES) {
      const index = searchIndex(servers.indexPrefix, audience);
      await engine.remove(index.uid);
      const { createdAt } = await engine.create(index.uid);
      await checkpoints.set(readerOf(index, createdAt), seq);
      await checkpoints.set(index.uid, seq);
    }
  } finally {
    await context.close();
  }
  return { servers, remove: () => removeIndexes(servers) };
}

async function removeIndexes(servers: BenchServers): Promise<void> {
  const context = await openServices(servers);
  try {
    const engine = context.get(SearchEngine, { strict: false });
    for (const audience of INDEXED_AUDIENCES) await engine.remove(searchIndex(engine.indexPrefix, audience).uid);
  } finally {
    await context.close();
  }
}
