import { pino, type Logger } from 'pino';

export type { Logger } from 'pino';

/** Structured log of one process. Secrets of requests are redacted here, once, for all. */
export function createLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
    redact: {
      paths: [
        '*.authorization',
        '*.cookie',
        '*.password',
        '*.secret',
        'req.headers.authorization',
        'req.headers.cookie',
      ],
      censor: '[redacted]',
    },
  });
}
