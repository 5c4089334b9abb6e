import 'reflect-metadata';
import { ConfigError, createLogger, loadConfig } from '@maillage/kernel';
import { createApi } from './api.js';

/** The API's process. Ends in good order on SIGTERM and SIGINT, and when whoever started it is gone. */
try {
  const config = loadConfig();
  const logger = createLogger('api', config.logLevel);
  const app = await createApi(config, logger);
  await app.listen(config.port, config.host);
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const stop = (): void => void app.close().then(() => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
  process.once('disconnect', stop);
  logger.info({ url }, 'the API listens');
  process.send?.({ ready: true, url });
} catch (error) {
  console.error(told(error));
  process.exitCode = 1;
  process.disconnect?.();
}

/** What a person can mend is told without a stack, in three lines. */
function told(error: unknown): unknown {
  if (error instanceof ConfigError) return error.message;
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code === 'EADDRINUSE' || code === 'EACCES') {
    const what = code === 'EADDRINUSE' ? 'is taken by another program' : 'may not be opened by this user';
    return `The API cannot listen: its port ${what}.\n${address ?? ''}:${port ?? ''}\nChoose another one: PORT=3001 npm start`;
  }
  return error;
}
