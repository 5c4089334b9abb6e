import { startMeilisearch } from './embedded-meilisearch.js';
import { startPostgres } from './embedded-postgres.js';
import { assertUsableMeilisearch, assertUsablePostgres } from './external-servers.js';
import type { ServerProcess } from './server-process.js';

export interface EnginesOptions {
  /** Data folder; made when absent. */
  readonly folder: string;
  /** Existing servers, used instead of embedded ones. */
  readonly databaseUrl?: string;
  readonly meiliUrl?: string;
  readonly meiliKey?: string;
  /** For tests: PostgreSQL without fsync. */
  readonly disposable?: boolean;
}

export type EngineName = 'PostgreSQL' | 'Meilisearch';

export interface Engines {
  readonly postgres: { readonly url: string; readonly source: string };
  readonly meilisearch: { readonly url: string; readonly key: string; readonly source: string };
  /**
   * Calls the listener each time that an embedded server ends without being asked to.
   * @param listener gets the last lines of the server's log
   */
  onExit(listener: (name: EngineName, log: string) => void): void;
  /** Starts an embedded server that ended: same data, same port, same secret. @throws LaunchError */
  restart(name: EngineName): Promise<void>;
  stop(): Promise<void>;
  /** Ends the embedded servers at once; what was acknowledged is on disk. */
  kill(): void;
}

/** An embedded server that can be started again where it was. */
class EmbeddedEngine<Running extends ServerProcess & { readonly port: number }> {
  private running: Running | null = null;
  private stopping = false;
  private readonly listeners: ((name: EngineName, log: string) => void)[] = [];

  constructor(
    readonly name: EngineName,
    private readonly launch: (port?: number) => Promise<Running>,
  ) {}

  async start(): Promise<Running> {
    const running = await this.launch(this.running?.port);
    this.running = running;
    if (this.stopping) await running.stop();
    const tell = (): void => {
      if (!this.stopping) for (const listener of this.listeners) listener(this.name, running.log());
    };
    if (running.child.exitCode !== null || running.child.signalCode !== null) tell();
    else running.child.once('exit', tell);
    return running;
  }

  onExit(listener: (name: EngineName, log: string) => void): void {
    this.listeners.push(listener);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.running?.stop();
  }

  kill(): void {
    this.stopping = true;
    this.running?.child.kill('SIGKILL');
  }
}

/** PostgreSQL and Meilisearch: the given ones, else embedded ones, both at once. @throws LaunchError */
export async function startEngines(options: EnginesOptions): Promise<Engines> {
  const { folder, databaseUrl, meiliUrl, meiliKey = '' } = options;
  const embedded = {
    postgres: new EmbeddedEngine('PostgreSQL', (port) => startPostgres({ ...options, ...portOf(port) })),
    meilisearch: new EmbeddedEngine('Meilisearch', (port) => startMeilisearch({ folder, ...portOf(port) })),
  };
  const engines = Object.values(embedded);
  const [postgres, meilisearch] = await Promise.allSettled([
    databaseUrl === undefined ? embedded.postgres.start() : givenPostgres(databaseUrl),
    meiliUrl === undefined ? embedded.meilisearch.start() : givenMeilisearch(meiliUrl, meiliKey),
  ]);
  if (postgres.status === 'rejected' || meilisearch.status === 'rejected') {
    await Promise.all(engines.map((engine) => engine.stop()));
    throw postgres.status === 'rejected' ? postgres.reason : (meilisearch as PromiseRejectedResult).reason;
  }
  return {
    postgres: { url: postgres.value.url, source: postgres.value.source },
    meilisearch: { url: meilisearch.value.url, key: meilisearch.value.key, source: meilisearch.value.source },
    onExit: (listener) => engines.forEach((engine) => engine.onExit(listener)),
    restart: async (name) => {
      await engines.find((engine) => engine.name === name)?.start();
    },
    stop: async () => {
      await Promise.all(engines.map((engine) => engine.stop()));
    },
    kill: () => engines.forEach((engine) => engine.kill()),
  };
}

const portOf = (port: number | undefined): { port?: number } => (port === undefined ? {} : { port });

async function givenPostgres(url: string): Promise<{ url: string; source: string }> {
  await assertUsablePostgres(url);
  return { url, source: 'DATABASE_URL' };
}

async function givenMeilisearch(url: string, key: string): Promise<{ url: string; key: string; source: string }> {
  await assertUsableMeilisearch(url, key);
  return { url, key, source: 'MEILI_URL' };
}
