import { startMeilisearch } from './embedded-meilisearch.js';
import { startPostgres } from './embedded-postgres.js';

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

export interface Engines {
  readonly postgres: { readonly url: string; readonly source: string };
  readonly meilisearch: { readonly url: string; readonly key: string; readonly source: string };
  /** Called when an embedded server ends without being asked to. */
  onExit(listener: (name: 'PostgreSQL' | 'Meilisearch') => void): void;
  stop(): Promise<void>;
}

/** PostgreSQL and Meilisearch: the given ones, else embedded ones, both at once. @throws LaunchError */
export async function startEngines(options: EnginesOptions): Promise<Engines> {
  const { folder, databaseUrl, meiliUrl, meiliKey = '' } = options;
  const wanted = {
    postgres: databaseUrl === undefined ? startPostgres(options) : null,
    meilisearch: meiliUrl === undefined ? startMeilisearch({ folder }) : null,
  };
  const [postgres, meilisearch] = await Promise.allSettled([wanted.postgres, wanted.meilisearch]);
  if (postgres.status === 'rejected' || meilisearch.status === 'rejected') {
    const started = [postgres, meilisearch].flatMap((one) =>
      one.status === 'fulfilled' && one.value ? [one.value] : [],
    );
    await Promise.all(started.map((server) => server.stop()));
    throw postgres.status === 'rejected' ? postgres.reason : (meilisearch as PromiseRejectedResult).reason;
  }
  let stopping = false;
  const external = { source: 'external' };
  return {
    postgres: postgres.value ?? { url: databaseUrl ?? '', ...external },
    meilisearch: meilisearch.value ?? { url: meiliUrl ?? '', key: meiliKey, ...external },
    onExit(listener) {
      postgres.value?.child.once('exit', () => !stopping && listener('PostgreSQL'));
      meilisearch.value?.child.once('exit', () => !stopping && listener('Meilisearch'));
    },
    async stop() {
      stopping = true;
      await Promise.all([postgres.value?.stop(), meilisearch.value?.stop()]);
    },
  };
}
