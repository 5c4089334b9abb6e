/** One environment variable: what it is for, what it may be, what it is when absent. */
export interface Setting {
  readonly describe: string;
  readonly fallback: string | undefined;
  readonly secret?: boolean;
  /** @throws Error whose message says what the value should be */
  readonly parse: (raw: string | undefined) => unknown;
}

const text = (raw: string | undefined): string | undefined => raw;

const oneOf =
  (...values: readonly string[]) =>
  (raw: string | undefined): string => {
    if (raw === undefined || !values.includes(raw)) throw new Error(`must be one of ${values.join(', ')}`);
    return raw;
  };

const integer =
  (least: number, most: number) =>
  (raw: string | undefined): number => {
    const value = Number(raw);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new Error(`must be a whole number from ${least} to ${most}`);
    }
    return value;
  };

const optional =
  <T>(parse: (raw: string) => T) =>
  (raw: string | undefined): T | undefined =>
    raw === undefined ? undefined : parse(raw);

const url =
  (...schemes: readonly string[]) =>
  (raw: string | undefined): string | undefined => {
    if (raw === undefined) return undefined;
    const parsed = URL.canParse(raw) ? new URL(raw) : undefined;
    if (!parsed || !schemes.includes(parsed.protocol)) {
      throw new Error(`must be a URL starting with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`);
    }
    return raw;
  };

const prefix = (raw: string | undefined): string => {
  if (raw === undefined || !/^[a-z0-9_]{1,40}$/.test(raw)) throw new Error('must be 1 to 40 of a–z, 0–9 and _');
  return raw;
};

/** Every setting of the product. `.env.example` is written from this table (`maillage config example`). */
export const settings = {
  MAILLAGE_MODE: {
    describe: 'demo: demonstration people and keys, loopback only; production: none of it',
    fallback: 'demo',
    parse: oneOf('demo', 'production'),
  },
  NODE_ENV: {
    describe: 'production for built code: `npm start` and the images set it; anything else costs speed',
    fallback: 'development',
    parse: text,
  },
  DATABASE_URL: {
    describe: 'an existing PostgreSQL ≥ 15 (postgres://user:password@host:5432/name); empty: one is started from npm',
    fallback: undefined,
    secret: true,
    parse: url('postgres:', 'postgresql:'),
  },
  MEILI_URL: {
    describe: 'an existing Meilisearch (http://host:7700); empty: one is started from npm',
    fallback: undefined,
    parse: url('http:', 'https:'),
  },
  MEILI_KEY: { describe: 'its master key; required with MEILI_URL', fallback: undefined, secret: true, parse: text },
  DATABASE_SOURCE: {
    describe: 'where PostgreSQL comes from, as `health` tells it; set by `npm start`',
    fallback: 'DATABASE_URL',
    parse: text,
  },
  MEILI_SOURCE: {
    describe: 'where Meilisearch comes from, as `health` tells it; set by `npm start`',
    fallback: 'MEILI_URL',
    parse: text,
  },
  MEILI_INDEX_PREFIX: {
    describe: 'start of the names of the network’s indexes, when several share one Meilisearch',
    fallback: 'maillage',
    parse: prefix,
  },
  HOST: { describe: 'address the API listens on', fallback: '127.0.0.1', parse: text },
  PORT: { describe: 'port of the API; 0 takes a free one', fallback: '3000', parse: integer(0, 65_535) },
  LOG_LEVEL: {
    describe: 'what is logged',
    fallback: 'info',
    parse: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
  },
  MAILLAGE_FOLDER: { describe: 'where data, keys and logs live', fallback: '.maillage', parse: text },
  MAILLAGE_KEY: {
    describe:
      'API key of the person that commands act for (`import … --publish`); in demo mode the demo administrator’s',
    fallback: undefined,
    secret: true,
    parse: text,
  },
  DATABASE_POOL_SIZE: {
    describe: 'connections of one process, for each of reads and writes; the indexer holds four at once',
    fallback: '10',
    parse: integer(4, 200),
  },
  DATABASE_QUERY_TIMEOUT_MS: {
    describe: 'milliseconds after which a statement is given up',
    fallback: '8000',
    parse: integer(100, 600_000),
  },
  SEARCH_TIMEOUT_MS: {
    describe: 'milliseconds after which Meilisearch is given up and PostgreSQL answers a search, within 450 more',
    fallback: '1000',
    parse: integer(100, 60_000),
  },
  EMBEDDER_URL: {
    describe: 'an OpenAI-compatible embeddings address (https://host/v1/embeddings); empty: search goes by words alone',
    fallback: undefined,
    parse: url('http:', 'https:'),
  },
  EMBEDDER_KEY: { describe: 'its key, where it asks for one', fallback: undefined, secret: true, parse: text },
  EMBEDDER_MODEL: {
    describe: 'its model; required with EMBEDDER_URL; after a change run `maillage reindex`',
    fallback: undefined,
    parse: text,
  },
  EMBEDDER_DIMENSIONS: {
    describe: 'numbers of a vector of that model; required with EMBEDDER_URL',
    fallback: undefined,
    parse: optional(integer(1, 16_384)),
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
