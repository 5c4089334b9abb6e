import { destination, type Logger, type LoggerOptions, pino } from 'pino';

export type { Logger } from 'pino';

/** Bytes gathered before they are written, and the longest wait of a line, in milliseconds. */
const GATHERED = 4_096;
const LONGEST_WAIT = 250;

/**
 * Structured log of one process, to its standard output. Secrets of requests are redacted here, once, for all. Lines are
 * gathered, so that a request does not cost a system call of its own; what is gathered is written when the process ends.
 */
export function createLogger(name: string, level: string): Logger {
  const output = destination({ dest: 1, sync: false, minLength: GATHERED });
  setInterval(() => output.flush(), LONGEST_WAIT).unref();
  const options: LoggerOptions = {
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
  };
  return pino(options, output);
}
