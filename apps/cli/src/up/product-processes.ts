import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Engines } from '@maillage/database';
import { type Config, LaunchError } from '@maillage/kernel';
import { ChildLog } from './child-log.js';
import { type Ended, SupervisedProcess } from './child-process.js';
import { freePort } from './port-check.js';
import { seconds } from './step-report.js';

export interface ProductProcessesOptions {
  readonly config: Config;
  /** Data folder, absolute. */
  readonly folder: string;
  readonly tell: (line: string) => void;
}

interface Child {
  readonly name: string;
  readonly process: SupervisedProcess;
  readonly log: ChildLog;
}

type ChildName = 'api' | 'worker' | 'identity';

/** Entry files, as they were compiled beside this one. */
const entries: Readonly<Record<ChildName, string>> = {
  api: '../../../api/src/main.js',
  worker: '../../../worker/src/main.js',
  identity: '../identity-provider/main.js',
};

/** What a child says when it listens. */
interface Listening {
  readonly url: string;
}

/** What the worker tells once it has read its modules. */
interface Read {
  readonly reference: string;
}

/** Servers that the product works on. */
type Servers = Pick<Engines, 'postgres' | 'meilisearch'>;

/** Addresses of what runs. */
export interface ProductAddresses {
  /** Of the API. */
  readonly url: string;
  /** Of the development identity provider; null when an issuer is configured. */
  readonly identity: string | null;
}

/** Worker and API, kept running; in the demonstration also an identity provider. */
export class ProductProcesses {
  private readonly api: Child;
  private readonly worker: Child;
  /** Where the API listens; one that is started again keeps it, also when a free port was taken. */
  private port: number;
  /** Of the development identity provider, chosen once: people are known by its address. */
  private identityPort = 0;
  private identityUrl: string | null = null;
  private readonly identity: Child | null;
  private readonly clientSecret = randomBytes(32).toString('base64url');
  private servers: Servers | undefined;

  constructor(private readonly options: ProductProcessesOptions) {
    this.port = options.config.port;
    this.api = this.child('api');
    this.worker = this.child('worker');
    const { mode, signIn } = options.config;
    this.identity = mode === 'demo' && !signIn ? this.child('identity') : null;
  }

  /**
   * Starts the processes before there are servers: reading their modules is most of their start. The identity provider,
   * which uses none, then runs already.
   * @returns version of the reference data that this version of the product brings
   * @throws LaunchError when one of them cannot be started
   */
  async prepare(): Promise<string> {
    const [{ reference }] = await Promise.all([
      this.told<Read>(this.worker, (process) => process.prepare()),
      this.told(this.api, (process) => process.prepare()),
      this.startIdentity(),
    ]);
    return reference;
  }

  /** @throws LaunchError when one of them does not start */
  async start(servers: Servers): Promise<ProductAddresses> {
    this.servers = servers;
    const [api] = await Promise.all([this.ready<Listening>(this.api), this.ready(this.worker)]);
    this.port = Number(new URL(api.url).port) || this.port;
    return { url: api.url.replace(/\/$/, ''), identity: this.identityUrl };
  }

  async stop(): Promise<void> {
    for (const { process, log } of this.children()) {
      await process.stop();
      await log.close();
    }
  }

  kill(): void {
    for (const { process } of this.children()) process.kill();
  }

  /** It needs no servers. */
  private async startIdentity(): Promise<void> {
    if (!this.identity) return;
    this.identityPort = await freePort();
    this.identityUrl = (await this.ready<Listening>(this.identity)).url;
  }

  private children(): readonly Child[] {
    return [this.api, this.worker, ...(this.identity ? [this.identity] : [])];
  }

  private async ready<T>(child: Child): Promise<T> {
    return this.told<T>(child, (process) => process.start());
  }

  private async told<T>({ name, process, log }: Child, ask: (process: SupervisedProcess) => Promise<T>): Promise<T> {
    try {
      return await ask(process);
    } catch (error) {
      throw refusal(name, (error as Error).message, log);
    }
  }

  private child(name: ChildName): Child {
    const { config, folder, tell } = this.options;
    const log = new ChildLog(name, folder, tell);
    const process = new SupervisedProcess({
      name,
      entry: fileURLToPath(new URL(entries[name], import.meta.url)),
      // for what is read with the modules
      environment: { NODE_ENV: 'production', MAILLAGE_MODE: config.mode, MAILLAGE_FOLDER: folder },
      settings: () => (name === 'identity' ? this.identitySettings() : this.settings()),
      onLine: (line) => log.add(line),
      onEnd: (ended) => tell(endText(name, ended, log.path)),
      onBack: () => tell(`✓ ${name} is back`),
    });
    return { name, process, log };
  }

  private settings(): Record<string, string> {
    const { config } = this.options;
    const { postgres, meilisearch } = this.servers as Servers;
    return {
      DATABASE_URL: postgres.url,
      DATABASE_SOURCE: postgres.source,
      MEILI_URL: meilisearch.url,
      MEILI_KEY: meilisearch.key,
      MEILI_SOURCE: meilisearch.source,
      HOST: config.host,
      PORT: `${this.port}`,
      ...(this.identity && this.signInSettings()),
    };
  }

  private identitySettings(): Record<string, string> {
    return { PORT: `${this.identityPort}`, ...this.signInSettings() };
  }

  /** What both sides of a sign-in know. */
  private signInSettings(): Record<string, string> {
    return {
      SIGN_IN_ISSUER: `http://127.0.0.1:${this.identityPort}`,
      SIGN_IN_CLIENT_ID: 'maillage-demonstration',
      SIGN_IN_CLIENT_SECRET: this.clientSecret,
      // The seed knows its people by this name: the port changes at each start.
      SIGN_IN_SUBJECT_PREFIX: 'demo',
    };
  }
}

function endText(name: string, { code, signal, again }: Ended, path: string): string {
  return `! ${name} ended (${signal ?? `code ${code}`}); started again in ${seconds(again)} (log: ${path})`;
}

/** What the child said for a person, when it said three lines; else its last word and where the rest is. */
function refusal(name: string, ended: string, log: ChildLog): LaunchError {
  const [what, where, mend, ...rest] = log.plainLines;
  if (what && where && mend && rest.length === 0) return new LaunchError(what, where, mend);
  const last = log.plainLines.findLast((line) => /^\S*(?:Error|Exception)\b/.test(line)) ?? log.plainLines.at(-1);
  return new LaunchError(
    `The ${name} did not start.`,
    last === undefined ? ended : `${ended}: ${last}`,
    `Read ${log.path}; if it is a fault of ours, tell us with those lines.`,
  );
}
