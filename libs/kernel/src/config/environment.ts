import { ConfigError } from './config-error.js';

/** Variables as a process gets them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The process's environment, completed by the file `.env` of the working directory where there is one: what the
 * environment says wins. @throws ConfigError when the file is there and cannot be read
 */
export function environment(): Environment {
  try {
    process.loadEnvFile();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw new ConfigError([`.env cannot be read: ${message}`]);
  }
  return process.env;
}
