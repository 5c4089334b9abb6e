import 'reflect-metadata';
import { setFlagsFromString } from 'node:v8';
import {
  ConfigError,
  createLogger,
  endWithLauncher,
  LaunchError,
  loadConfigWith,
  settingsOfLauncher,
} from '@maillage/kernel';
import { SearchService } from '@maillage/search';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApi } from './api.js';

let app: NestFastifyApplication | undefined;

/**
 * Percent that the heap may grow by before what is dead in it is given back. Where a machine has much memory, V8 takes
 * three hundred: the process would hold four times what it needs after each large answer.
 */
const HEAP_GROWTH = 100;

/** The API's process. Ends in good order on SIGTERM and SIGINT, and with its launcher. */
try {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  endWithLauncher(() => (app ? app.close() : process.exit(1)));
  const config = loadConfigWith(await settingsOfLauncher());
  const logger = createLogger('api', config.logLevel);
  if (config.nodeEnv !== 'production') logger.warn({ nodeEnv: config.nodeEnv }, 'NODE_ENV is not production: slower');
  app = await createApi(config, logger);
  await app.listen(config.port, config.host);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void app?.close());
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  logger.info({ url }, 'the API listens');
  process.send?.({ ready: true, url });
  // What fails here is told to whoever searches.
  await app
    .get(SearchService, { strict: false })
    .prepare()
    .catch(() => undefined);
} catch (error) {
  console.error(told(error));
  process.exit(1);
}

/** What a person can mend is told without a stack, in three lines. */
function told(error: unknown): unknown {
  if (error instanceof ConfigError || error instanceof LaunchError) return error.message;
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return error;
  const why = code === 'EADDRINUSE' ? 'is taken by another program' : 'may not be opened by this user';
  return `The API cannot listen: its port ${why}.\n${address ?? ''}:${port ?? ''}\nChoose another one: PORT=3001 npm start`;
}
