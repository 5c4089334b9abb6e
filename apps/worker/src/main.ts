import 'reflect-metadata';
import { ConfigError, createLogger, loadConfig } from '@maillage/kernel';
import { startWorker } from './worker.js';

/** The process that follows the catalogue's changes. Ends in good order on SIGTERM and SIGINT. */
try {
  const config = loadConfig();
  const worker = await startWorker(config, createLogger('worker', config.logLevel));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void worker.stop());
  process.send?.({ ready: true });
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
}
