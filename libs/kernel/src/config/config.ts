import { ConfigError } from './config-error.js';
import { type EmbedderConfig, embedderProblems, readEmbedder } from './embedder-config.js';
import { type Environment, environment } from './environment.js';
import { type RatesConfig, readRates } from './rates-config.js';
import { settings, type Setting, type SettingName } from './settings.js';
import { readSessions, readSignIn, type SessionConfig, type SignInConfig, signInProblems } from './sign-in-config.js';

export interface Config {
  /** What the network is run for: `demo` brings demonstration people and keys, `production` none. */
  readonly mode: 'demo' | 'production';
  /** Built code is made for `production`: anything else costs speed. */
  readonly nodeEnv: string;
  readonly databaseUrl: string | undefined;
  readonly meiliUrl: string | undefined;
  readonly meiliKey: string | undefined;
  readonly meiliIndexPrefix: string;
  /** Where the engines come from, for people: a package, a path, or the setting that names them. */
  readonly databaseSource: string;
  readonly meiliSource: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  /** Where `npm start` keeps data, keys and logs; absolute or relative to the working directory. */
  readonly dataFolder: string;
  /** API key of the person that commands act for. */
  readonly operatorKey: string | undefined;
  readonly databasePoolSize: number;
  /** Milliseconds. */
  readonly databaseQueryTimeout: number;
  readonly searchTimeout: number;
  /** Days that personal data is kept beside the audit log. */
  readonly auditPersonalDays: number;
  /** Days that the feed tells removals at least. */
  readonly feedRetentionDays: number;
  /** Undefined: search goes by words alone. */
  readonly embedder: EmbedderConfig | undefined;
  /** Origin that people's browsers use, e.g. `https://maillage.example.fr`; undefined: this machine's own addresses. */
  readonly publicUrl: string | undefined;
  /** Undefined: nobody signs in, API keys alone. */
  readonly signIn: SignInConfig | undefined;
  readonly sessions: SessionConfig;
  /** `host:port` that requests may go to though private or without TLS. */
  readonly outgoingAllowed: readonly string[];
  /** Addresses or networks whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly rates: RatesConfig;
}

/**
 * Reads and checks every setting.
 * @param source environment variables; by default the process's own, then those of the file `.env`
 * @throws ConfigError naming all bad values at once
 */
export function loadConfig(source: Environment = environment()): Config {
  const problems: string[] = [];
  const read = <T>(name: SettingName): T => {
    const setting: Setting = settings[name];
    const raw = source[name]?.trim();
    try {
      return setting.parse(raw === undefined || raw === '' ? setting.fallback : raw) as T;
    } catch (error) {
      problems.push(`${name}=${setting.secret ? '…' : (raw ?? '')}: ${(error as Error).message}`);
      return undefined as T;
    }
  };
  const config: Config = {
    mode: read('MAILLAGE_MODE'),
    nodeEnv: read('NODE_ENV'),
    databaseUrl: read('DATABASE_URL'),
    meiliUrl: read('MEILI_URL'),
    meiliKey: read('MEILI_KEY'),
    meiliIndexPrefix: read('MEILI_INDEX_PREFIX'),
    databaseSource: read('DATABASE_SOURCE'),
    meiliSource: read('MEILI_SOURCE'),
    host: read('HOST'),
    port: read('PORT'),
    logLevel: read('LOG_LEVEL'),
    dataFolder: read('MAILLAGE_FOLDER'),
    operatorKey: read('MAILLAGE_KEY'),
    databasePoolSize: read('DATABASE_POOL_SIZE'),
    databaseQueryTimeout: read('DATABASE_QUERY_TIMEOUT_MS'),
    searchTimeout: read('SEARCH_TIMEOUT_MS'),
    auditPersonalDays: read('AUDIT_PERSONAL_DAYS'),
    feedRetentionDays: read('FEED_RETENTION_DAYS'),
    embedder: readEmbedder(read),
    publicUrl: read('PUBLIC_URL'),
    signIn: readSignIn(read),
    sessions: readSessions(read),
    outgoingAllowed: read('OUTGOING_ALLOWED'),
    trustedProxies: read('TRUSTED_PROXIES'),
    rates: readRates(read),
  };
  problems.push(...signInProblems(config), ...embedderProblems(config));
  if (config.meiliUrl !== undefined && config.meiliKey === undefined) {
    problems.push('MEILI_KEY: required when MEILI_URL is set (the master key, or a key with all actions)');
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** The settings of the environment, but for those that a command line says otherwise. @throws ConfigError */
export function loadConfigWith(overrides: Environment): Config {
  return loadConfig({ ...environment(), ...overrides });
}
