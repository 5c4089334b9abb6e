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
  readonly engines: Pick<Engines, 'postgres' | 'meilisearch'>;
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
  private readonly identity: Child | null;
  private readonly clientSecret = randomBytes(32).toString('base64url');

  constructor(private readonly options: ProductProcessesOptions) {
    this.port = options.config.port;
    this.api = this.child('api');
    this.worker = this.child('worker');
    const { mode, signIn } = options.config;
    this.identity = mode === 'demo' && !signIn ? this.child('identity') : null;
  }

  /** @throws LaunchError when one of them does not start */
  async start(): Promise<ProductAddresses> {
    if (this.identity) this.identityPort = await freePort();
    const [api, , identity] = await Promise.all([
      this.ready<Listening>(this.api),
      this.ready(this.worker),
      this.identity && this.ready<Listening>(this.identity),
    ]);
    this.port = Number(new URL(api.url).port) || this.port;
    return { url: api.url.replace(/\/$/, ''), identity: identity?.url ?? null };
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

  private children(): readonly Child[] {
    return [this.api, this.worker, ...(this.identity ? [this.identity] : [])];
  }

  private async ready<T>({ name, process, log }: Child): Promise<T> {
    try {
      return await process.start<T>();
    } catch (error) {
      throw refusal(name, (error as Error).message, log);
    }
  }

  private child(name: ChildName): Child {
    const { folder, tell } = this.options;
    const log = new ChildLog(name, folder, tell);
    const process = new SupervisedProcess({
      name,
      entry: fileURLToPath(new URL(entries[name], import.meta.url)),
      environment: () => (name === 'identity' ? this.identityEnvironment() : this.environment()),
      onLine: (line) => log.add(line),
      onEnd: (ended) => tell(endText(name, ended, log.path)),
      onBack: () => tell(`✓ ${name} is back`),
    });
    return { name, process, log };
  }

  private environment(): Record<string, string> {
    const { config, engines, folder } = this.options;
    return {
      NODE_ENV: 'production',
      MAILLAGE_MODE: config.mode,
      MAILLAGE_FOLDER: folder,
      DATABASE_URL: engines.postgres.url,
      DATABASE_SOURCE: engines.postgres.source,
      MEILI_URL: engines.meilisearch.url,
      MEILI_KEY: engines.meilisearch.key,
      MEILI_SOURCE: engines.meilisearch.source,
      HOST: config.host,
      PORT: `${this.port}`,
      ...(this.identity && this.signInEnvironment()),
    };
  }

  private identityEnvironment(): Record<string, string> {
    const { mode } = this.options.config;
    return {
      NODE_ENV: 'production',
      MAILLAGE_MODE: mode,
      PORT: `${this.identityPort}`,
      ...this.signInEnvironment(),
    };
  }

  /** What both sides of a sign-in know. */
  private signInEnvironment(): Record<string, string> {
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
