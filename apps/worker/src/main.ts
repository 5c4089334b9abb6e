import 'reflect-metadata';
import {
  ConfigError,
  createLogger,
  endWithLauncher,
  LaunchError,
  loadConfigWith,
  settingsOfLauncher,
} from '@maillage/kernel';
import { referenceVersion } from './reference-version.js';
import { startWorker, type Worker } from './worker.js';

let worker: Worker | undefined;

/** The process that follows the catalogue's changes. Ends in good order on SIGTERM and SIGINT, and with its launcher. */
try {
  endWithLauncher(() => (worker ? worker.stop() : process.exit(1)));
  // For the launcher, which need not read all these modules itself to know it.
  const config = loadConfigWith(await settingsOfLauncher({ reference: referenceVersion() }));
  const logger = createLogger('worker', config.logLevel);
  if (config.nodeEnv !== 'production') logger.warn({ nodeEnv: config.nodeEnv }, 'NODE_ENV is not production: slower');
  worker = await startWorker(config, logger);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void worker?.stop());
  process.send?.({ ready: true });
} catch (error) {
  console.error(error instanceof ConfigError || error instanceof LaunchError ? error.message : error);
  process.exitCode = 1;
}
