import { settings, type Setting, type SettingName } from './settings.js';

export interface Config {
  /** What the network is run for: `demo` brings demonstration people and keys, `production` none. */
  readonly mode: 'demo' | 'production';
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
  readonly databasePoolSize: number;
  /** Milliseconds. */
  readonly databaseQueryTimeout: number;
  readonly searchTimeout: number;
}

/** A start that must not happen: every wrong setting is named, with what it should be. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Configuration refused:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads and checks every setting.
 * @param source environment variables; the process's own by default
 * @throws ConfigError naming all bad values at once
 */
export function loadConfig(source: Readonly<Record<string, string | undefined>> = process.env): Config {
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
    databasePoolSize: read('DATABASE_POOL_SIZE'),
    databaseQueryTimeout: read('DATABASE_QUERY_TIMEOUT_MS'),
    searchTimeout: read('SEARCH_TIMEOUT_MS'),
  };
  if (config.meiliUrl !== undefined && config.meiliKey === undefined) {
    problems.push('MEILI_KEY: required when MEILI_URL is set (the master key, or a key with all actions)');
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}
