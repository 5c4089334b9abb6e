import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';

export type { Logger } from 'pino';

/** Characters gathered before they are written, and the longest wait of a line, in milliseconds. */
const GATHERED = 4_096;
const LONGEST_WAIT = 250;

/**
 * Standard output, written to in pieces: a line of its own would cost each request a system call. What is gathered is
 * written when the process ends. (pino's own gathering destination never ends a process whose reader is gone: its last
 * flush tries again for ever.)
 */
class GatheredOutput implements DestinationStream {
  private lines = '';
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly output: NodeJS.WriteStream) {
    // Whoever reads the log may be gone; that must not end the process, nor keep it.
    output.on('error', () => undefined);
    process.once('exit', () => this.flush());
  }

  write(line: string): void {
    this.lines += line;
    if (this.lines.length >= GATHERED) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), LONGEST_WAIT).unref();
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const lines = this.lines;
    this.lines = '';
    if (lines !== '') this.output.write(lines);
  }
}

/**
 * Structured log of one process. Secrets of requests are redacted here, once, for all.
 * @param output where to; its standard output by default
 */
export function createLogger(name: string, level: string, output?: DestinationStream): Logger {
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
  return level === 'silent' ? pino(options) : pino(options, output ?? new GatheredOutput(process.stdout));
}
