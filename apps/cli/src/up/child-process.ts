import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

export interface ChildOptions {
  readonly name: string;
  /** Compiled entry file. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Called with each line of its output. */
  readonly onLine: (line: string) => void;
  readonly onRestart: (name: string, code: number | null, signal: NodeJS.Signals | null) => void;
}

/** Longest wait for an orderly end before SIGKILL, in milliseconds. */
const PATIENCE = 5_000;
const FIRST_BACKOFF = 200;
const LONGEST_BACKOFF = 10_000;

/** One process of the product, started again when it dies, until it is stopped. */
export class SupervisedProcess {
  private child: ChildProcess | null = null;
  private stopping = false;
  private backoff = FIRST_BACKOFF;

  constructor(private readonly options: ChildOptions) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  start(): void {
    const { entry, environment, name } = this.options;
    const child = spawn(process.execPath, ['--enable-source-maps', entry], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    const startedAt = Date.now();
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', lines(this.options.onLine));
    child.once('exit', (code, signal) => {
      if (this.stopping) return;
      this.options.onRestart(name, code, signal);
      this.backoff = Date.now() - startedAt > 30_000 ? FIRST_BACKOFF : Math.min(this.backoff * 2, LONGEST_BACKOFF);
      setTimeout(() => !this.stopping && this.start(), this.backoff);
    });
  }

  /** Resolves with the message that the process sends when it is ready. @throws Error when it ends first */
  async ready<T>(): Promise<T> {
    const child = this.child;
    if (!child) throw new Error(`${this.options.name} was not started`);
    return new Promise((resolve, reject) => {
      child.once('message', (message) => resolve(message as T));
      child.once('exit', (code) =>
        reject(new Error(`${this.options.name} ended with code ${code} before it was ready`)),
      );
    });
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const late = pause(PATIENCE, 'late', { ref: false });
    if ((await Promise.race([ended, late])) === 'late') child.kill('SIGKILL');
  }
}

function lines(onLine: (line: string) => void): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) onLine(part);
  };
}
