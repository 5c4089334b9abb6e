import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Engines, runMigrations, startEngines } from '@maillage/database';
import { type Config, isRunning, markOf, type ProcessMark } from '@maillage/kernel';

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

/** What a running `npm start` tells other commands; kept in the data folder, readable by its user alone. */
export interface InstanceFile {
  readonly pid: number;
  readonly databaseUrl: string;
  readonly meiliUrl: string;
  readonly meiliKey: string;
}

const fileOf = (folder: string): string => join(resolve(folder), 'instance.json');

export async function writeInstanceFile(folder: string, content: InstanceFile): Promise<void> {
  await mkdir(resolve(folder), { recursive: true });
  const path = fileOf(folder);
  await writeFile(`${path}.new`, JSON.stringify({ ...content, ...markOf(content.pid) }), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

export async function removeInstanceFile(folder: string): Promise<void> {
  await rm(fileOf(folder), { force: true });
}

/** The instance that runs in this data folder, if any. */
export async function runningInstance(folder: string): Promise<InstanceFile | null> {
  try {
    const file = JSON.parse(await readFile(fileOf(folder), 'utf8')) as InstanceFile & ProcessMark;
    return isRunning(file) ? file : null;
  } catch {
    // no file, or an unreadable one: nothing runs here
    return null;
  }
}

/** The running servers, else those of the configuration, else embedded ones started for this command. */
export async function openInstance(config: Config): Promise<Instance> {
  const running = await runningInstance(config.dataFolder);
  if (running) return { ...running, running: true, stop: async () => undefined };
  const engines = await startEngines(enginesOptions(config));
  try {
    await runMigrations(engines.postgres.url);
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

export function enginesOptions(config: Config): Parameters<typeof startEngines>[0] {
  return {
    folder: resolve(config.dataFolder),
    ...(config.databaseUrl !== undefined && { databaseUrl: config.databaseUrl }),
    ...(config.meiliUrl !== undefined && { meiliUrl: config.meiliUrl }),
    ...(config.meiliKey !== undefined && { meiliKey: config.meiliKey }),
  };
}

export type { Engines };
