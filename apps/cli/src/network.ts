import { CatalogueModule } from '@maillage/catalogue';
import { ChangesModule, Relay } from '@maillage/changes';
import { DatabaseModule } from '@maillage/database';
import type { Config } from '@maillage/kernel';
import { outgoingClient } from '@maillage/outgoing';
import { DocumentFollower, Indexer, SearchModule } from '@maillage/search';
import { TerritoryModule } from '@maillage/territory';
import { type DynamicModule, type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Instance, openInstance } from './instance.js';

/** The product's services on an instance's servers, for one command. */
export interface Network {
  readonly instance: Instance;
  get<Service>(service: Type<Service>): Service;
  /**
   * Numbers what was committed and brings the indexes to the head, so that what a command wrote can be searched when it
   * ends. Harmless beside a running worker.
   * @param onProgress called with the number of entries followed so far
   */
  catchUp(onProgress?: (followed: number) => void): Promise<void>;
}

@Module({})
class CommandModule {}

/**
 * Opens the network, runs `work`, closes what it opened.
 * @param modules further modules of the command
 */
export async function withNetwork<T>(
  config: Config,
  modules: readonly (DynamicModule | Type)[],
  work: (network: Network) => Promise<T>,
): Promise<T> {
  const instance = await openInstance(config);
  try {
    return await withInstance(config, instance, modules, work);
  } finally {
    await instance.stop();
  }
}

/** The same on servers that somebody else started and stops. */
export async function withInstance<T>(
  config: Config,
  instance: Instance,
  modules: readonly (DynamicModule | Type)[],
  work: (network: Network) => Promise<T>,
): Promise<T> {
  const context = await createContext(config, instance, modules);
  try {
    return await work(networkOf(instance, context));
  } finally {
    await context.close();
  }
}

/** The network for as long as its caller needs it, on the instance of the configuration. */
export async function openNetwork(config: Config): Promise<Network & { close(): Promise<void> }> {
  const instance = await openInstance(config);
  try {
    const context = await createContext(config, instance, []);
    const close = async (): Promise<void> => {
      await context.close();
      await instance.stop();
    };
    return { ...networkOf(instance, context), close };
  } catch (error) {
    await instance.stop();
    throw error;
  }
}

async function createContext(
  config: Config,
  instance: Instance,
  modules: readonly (DynamicModule | Type)[],
): Promise<INestApplicationContext> {
  const { databasePoolSize: poolSize, databaseQueryTimeout: queryTimeout } = config;
  const { meiliIndexPrefix: indexPrefix, searchTimeout: timeout } = config;
  const embedder = config.embedder && { ...config.embedder, client: outgoingClient(config) };
  const imports = [
    DatabaseModule.forRoot({ url: instance.databaseUrl, poolSize, queryTimeout }, []),
    ChangesModule,
    TerritoryModule,
    CatalogueModule,
    SearchModule.forRoot({ url: instance.meiliUrl, key: instance.meiliKey, indexPrefix, timeout, embedder }),
    ...modules,
  ];
  return NestFactory.createApplicationContext({ module: CommandModule, imports }, { logger: false });
}

function networkOf(instance: Instance, context: INestApplicationContext): Network {
  return {
    instance,
    get: (service) => context.get(service, { strict: false }),
    async catchUp(onProgress = () => undefined) {
      await context.get(Relay, { strict: false }).drain();
      const documents = context.get(DocumentFollower, { strict: false });
      while ((await documents.step()) > 0);
      const indexer = context.get(Indexer, { strict: false });
      for (let total = 0; ;) {
        const followed = await indexer.step();
        if (followed === 0) return;
        onProgress((total += followed));
      }
    },
  };
}
