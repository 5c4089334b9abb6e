import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Engines } from '@maillage/database';
import type { Config } from '@maillage/kernel';
import { demoKeysPath, readDemoKeys } from '../demo-keys.js';
import type { Instance } from '../instance.js';
import { removeInstanceFile, writeInstanceFile } from '../instance-file.js';
import { assertLoopback, assertOwnDatabase } from './demo-guard.js';
import { EngineWatch } from './engine-watch.js';
import { FolderLock } from './folder-lock.js';
import { assertPortFree } from './port-check.js';
import { prepareData, type SeedChoice } from './preparation.js';
import { type ProductAddresses, ProductProcesses } from './product-processes.js';
import type { OnProgress, StepReport } from './step-report.js';
import { summaryText } from './summary.js';

export interface LaunchOptions {
  readonly config: Config;
  readonly seed: SeedChoice;
  readonly report: StepReport;
  readonly isTerminal: boolean;
}

/** Longest wait for a step under way, in milliseconds. */
const PATIENCE = 5_000;

/** A stop was asked for while the start was under way. */
export class StartInterrupted extends Error {}

/** `npm start`: brings everything up in order, keeps it up, and takes it down in the opposite order. */
export class Launcher {
  private readonly folder: string;
  private readonly closers: (() => Promise<void>)[] = [];
  private engines: Engines | undefined;
  private processes: ProductProcesses | undefined;
  private starting: Promise<void> | undefined;
  private stopAsked = false;
  private up = false;

  constructor(private readonly options: LaunchOptions) {
    this.folder = resolve(options.config.dataFolder);
  }

  get isStopping(): boolean {
    return this.stopAsked;
  }

  /** True once everything runs. */
  get isUp(): boolean {
    return this.up;
  }

  /** @throws LaunchError three lines for a person; StartInterrupted after `stop` */
  async start(): Promise<void> {
    this.starting = this.bringUp();
    await this.starting;
  }

  /** Stops API, worker, engines, in this order; what a start under way has opened meanwhile as well. */
  async stop(): Promise<void> {
    this.stopAsked = true;
    await this.close();
    // A step that goes on without the engines (a seed on a given database) is not waited for.
    await Promise.race([this.starting?.catch(() => undefined), pause(PATIENCE, undefined, { ref: false })]);
    await this.close();
  }

  /** Ends everything at once. Nothing acknowledged is lost: it is on disk. */
  kill(): void {
    this.stopAsked = true;
    this.processes?.kill();
    this.engines?.kill();
  }

  private async bringUp(): Promise<void> {
    const { config, report } = this.options;
    await this.step('configuration', () => this.check());
    const processes = this.createProcesses();
    const version = processes.prepare();
    // Awaited below: until then, an end of theirs is no fault of its own.
    version.catch(() => undefined);
    const engines = await this.step('PostgreSQL and Meilisearch', () => this.startEngines());
    await this.step('database schema', async () => {
      await assertOwnDatabase(config, engines.postgres.url);
      const { migrate } = await import('../instance.js');
      await migrate(engines);
    });
    const instance = instanceOf(engines);
    await prepareData({
      ...this.options,
      folder: this.folder,
      instance,
      version: await version,
      step: (name, work) => this.step(name, work),
    });
    const addresses = await this.step('worker and API', () => this.startProcesses(processes, engines));
    const { databaseUrl, meiliUrl, meiliKey } = instance;
    await writeInstanceFile(this.folder, { pid: process.pid, databaseUrl, meiliUrl, meiliKey });
    report.line(await this.summary(addresses, engines));
    this.up = true;
  }

  private async check(): Promise<void> {
    const { config } = this.options;
    assertLoopback(config);
    const lock = await FolderLock.take(this.folder);
    this.closers.push(() => lock.release());
    await assertPortFree(config.host, config.port);
    // one that another start left behind
    await removeInstanceFile(this.folder);
    this.closers.push(() => removeInstanceFile(this.folder));
  }

  private async startEngines(): Promise<Engines> {
    // Loaded after the processes were started, which read theirs at the same time.
    const { startServers } = await import('../instance.js');
    const engines = await startServers(this.options.config);
    this.engines = engines;
    const watch = new EngineWatch(engines, (line) => this.options.report.line(line));
    this.closers.push(async () => {
      watch.stop();
      await engines.stop();
    });
    return engines;
  }

  private createProcesses(): ProductProcesses {
    const { config, report } = this.options;
    const tell = (line: string): void => report.line(line);
    const processes = new ProductProcesses({ config, folder: this.folder, tell });
    this.processes = processes;
    this.closers.push(() => processes.stop());
    return processes;
  }

  private async startProcesses(processes: ProductProcesses, engines: Engines): Promise<ProductAddresses> {
    // From now on they use the engines: they end before them.
    this.closers.push(() => processes.stop());
    return processes.start(engines);
  }

  private async summary(addresses: ProductAddresses, engines: Engines): Promise<string> {
    const { config, isTerminal } = this.options;
    return summaryText({
      mode: config.mode,
      ...addresses,
      folder: this.folder,
      databaseSource: engines.postgres.source,
      meiliSource: engines.meilisearch.source,
      people: config.mode === 'demo' ? await readDemoKeys(this.folder) : [],
      keysPath: demoKeysPath(this.folder),
      isTerminal,
    });
  }

  private async step<T>(name: string, work: (onProgress: OnProgress) => Promise<T>): Promise<T> {
    if (this.stopAsked) throw new StartInterrupted();
    return this.options.report.run(name, work);
  }

  private async close(): Promise<void> {
    for (let closer = this.closers.pop(); closer; closer = this.closers.pop()) await closer();
  }
}

function instanceOf(engines: Engines): Instance {
  return {
    databaseUrl: engines.postgres.url,
    meiliUrl: engines.meilisearch.url,
    meiliKey: engines.meilisearch.key,
    running: false,
    stop: async () => undefined,
  };
}
