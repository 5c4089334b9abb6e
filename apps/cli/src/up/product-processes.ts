import { fileURLToPath } from 'node:url';
import { type Engines, LaunchError } from '@maillage/database';
import type { Config } from '@maillage/kernel';
import { ChildLog } from './child-log.js';
import { type Ended, SupervisedProcess } from './child-process.js';
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

/** Entry file of an app, as it was compiled beside this one. */
const entryOf = (app: 'api' | 'worker'): string =>
  fileURLToPath(new URL(`../../../${app}/src/main.js`, import.meta.url));

/** What the API says when it listens. */
interface ApiReady {
  readonly url: string;
}

/** Worker and API, kept running. */
export class ProductProcesses {
  private readonly api: Child;
  private readonly worker: Child;
  /** Where the API listens; one that is started again keeps it, also when a free port was taken. */
  private port: number;

  constructor(private readonly options: ProductProcessesOptions) {
    this.port = options.config.port;
    this.api = this.child('api');
    this.worker = this.child('worker');
  }

  /** @returns the API's address. @throws LaunchError when one of the two does not start */
  async start(): Promise<string> {
    const [api] = await Promise.all([this.ready<ApiReady>(this.api), this.ready(this.worker)]);
    this.port = Number(new URL(api.url).port) || this.port;
    return api.url.replace(/\/$/, '');
  }

  async stop(): Promise<void> {
    for (const { process, log } of [this.api, this.worker]) {
      await process.stop();
      await log.close();
    }
  }

  kill(): void {
    for (const { process } of [this.api, this.worker]) process.kill();
  }

  private async ready<T>({ name, process, log }: Child): Promise<T> {
    try {
      return await process.start<T>();
    } catch (error) {
      throw refusal(name, (error as Error).message, log);
    }
  }

  private child(name: 'api' | 'worker'): Child {
    const { folder, tell } = this.options;
    const log = new ChildLog(name, folder, tell);
    const process = new SupervisedProcess({
      name,
      entry: entryOf(name),
      environment: () => this.environment(),
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
