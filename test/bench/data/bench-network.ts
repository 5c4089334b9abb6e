import { CatalogueModule } from '@maillage/catalogue';
import { ChangesModule, Relay } from '@maillage/changes';
import { DatabaseModule } from '@maillage/database';
import {
  DocumentFollower,
  Indexer,
  INDEXED_AUDIENCES,
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
  const engine = { url: servers.meiliUrl, key: servers.meiliKey, indexPrefix: INDEX_PREFIX, timeout: 30_000 };
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
 * Numbers with the real relay and indexes with the real indexer, to the head. Two loops, as two workers would run: while
 * the engine takes a batch of one index, the batch of the other is read and mapped.
 */
export async function catchUp(
  context: INestApplicationContext,
  onProgress: (step: 'numbered' | 'indexed', count: number) => void,
): Promise<void> {
  onProgress('numbered', await context.get(Relay, { strict: false }).drain());
  const documents = context.get(DocumentFollower, { strict: false });
  while ((await documents.step()) > 0);
  const indexer = context.get(Indexer, { strict: false });
  // The first step alone: it makes the indexes.
  let total = await indexer.step();
  const follow = async (): Promise<void> => {
    for (;;) {
      const followed = await indexer.step();
      if (followed === 0) return;
      onProgress('indexed', (total += followed));
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
