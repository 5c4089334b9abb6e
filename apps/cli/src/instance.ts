import { resolve } from 'node:path';
import { type Engines, runMigrations, startEngines } from '@maillage/database';
import type { Config } from '@maillage/kernel';
import { runningInstance } from './instance-file.js';

/** Addresses of the servers that a command works on. */
export interface Instance {
  readonly databaseUrl: string;
  readonly meiliUrl: string;
  readonly meiliKey: string;
  /** True when `npm start` runs: its worker follows what a command writes. */
  readonly running: boolean;
  /** Stops what this command started; nothing else. */
  stop(): Promise<void>;
}

/** The running servers, else those of the configuration, else embedded ones started for this command. */
export async function openInstance(config: Config): Promise<Instance> {
  const running = await runningInstance(config.dataFolder);
  if (running) return { ...running, running: true, stop: async () => undefined };
  const engines = await startServers(config);
  try {
    await migrate(engines);
  } catch (error) {
    await engines.stop();
    throw error;
  }
  return {
    databaseUrl: engines.postgres.url,
    meiliUrl: engines.meilisearch.url,
    meiliKey: engines.meilisearch.key,
    running: false,
    stop: () => engines.stop(),
  };
}

/** Those of the configuration, else embedded ones. @throws LaunchError */
export async function startServers({ dataFolder, databaseUrl, meiliUrl, meiliKey }: Config): Promise<Engines> {
  return startEngines({
    folder: resolve(dataFolder),
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(meiliUrl !== undefined && { meiliUrl }),
    ...(meiliKey !== undefined && { meiliKey }),
  });
}

/** Brings their database to this version's schema. @throws LaunchError */
export async function migrate({ postgres }: Pick<Engines, 'postgres'>): Promise<void> {
  await runMigrations(postgres.url);
}
