import { type ChildProcess, spawn } from 'node:child_process';
import { SETTINGS_FOLLOW } from '@maillage/kernel';

export interface ChildOptions {
  readonly name: string;
  /** Compiled entry file. */
  readonly entry: string;
  /** Added to the launcher's own. */
  readonly environment: Readonly<Record<string, string>>;
  /** Sent to it once it has read its modules; secrets travel here and nowhere else. Asked anew at each start. */
  readonly settings: () => Readonly<Record<string, string>>;
  /** Called with each line of its output. */
  readonly onLine: (line: string) => void;
  /** Called when it ended without being asked to, before it is started again. */
  readonly onEnd: (ended: Ended) => void;
  /** Called when one that was started again is ready. */
  readonly onBack: () => void;
}

/** How a child ended, and in how many milliseconds the next one starts. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly again: number;
}

/** Longest wait for an orderly end before SIGKILL, in milliseconds. */
const PATIENCE = 5_000;
const FIRST_BACKOFF = 200;
const LONGEST_BACKOFF = 10_000;
/** One that ran this long had started well: its next start waits the least again. */
const HEALTHY_AFTER = 30_000;

/**
 * One process of the product. Once it was ready, it is started again each time it dies, until it is stopped. In a
 * process group of its own, so that Ctrl-C in a terminal reaches the launcher alone, which stops things in order; a
 * launcher that dies closes the IPC channel, which ends the child.
 */
export class SupervisedProcess {
  private child: ChildProcess | null = null;
  private stopping = false;
  private backoff = FIRST_BACKOFF;
  private retry: NodeJS.Timeout | undefined;
  /** That the child has read its modules; rejects when it ended first. */
  private read: Promise<unknown> | undefined;

  constructor(private readonly options: ChildOptions) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts the process before its settings are known. Resolves with what it tells once it has read its modules. */
  async prepare<T>(): Promise<T> {
    this.read ??= message(this.spawn());
    return this.read as Promise<T>;
  }

  /** Resolves with the message that the process sends when it is ready. @throws Error when it ends first */
  async start<T>(): Promise<T> {
    await this.prepare();
    const child = this.child as ChildProcess;
    const ready = message<T>(child);
    this.give(child);
    const told = await ready;
    if (child.exitCode !== null || child.signalCode !== null) this.revive(child);
    else child.once('exit', () => this.revive(child));
    return told;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.retry);
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    await ended;
    clearTimeout(late);
  }

  kill(): void {
    this.stopping = true;
    clearTimeout(this.retry);
    this.child?.kill('SIGKILL');
  }

  private spawn(): ChildProcess {
    const { entry, environment, onLine } = this.options;
    // Without --enable-source-maps: Node then reads the map of every module, a sixth of the start of a process.
    const child = spawn(process.execPath, [entry, SETTINGS_FOLLOW], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: process.platform !== 'win32',
    });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', lines(onLine));
    this.child = child;
    return child;
  }

  private give(child: ChildProcess): void {
    // One that has ended takes none: its end is told by its exit.
    child.send(this.options.settings(), () => undefined);
  }

  private revive({ exitCode: code, signalCode: signal }: ChildProcess): void {
    if (this.stopping) return;
    const again = this.backoff;
    this.options.onEnd({ code, signal, again });
    this.backoff = Math.min(this.backoff * 2, LONGEST_BACKOFF);
    this.retry = setTimeout(() => {
      const child = this.spawn();
      child.once('error', () => undefined);
      child.once('message', () => {
        child.once('message', () => this.options.onBack());
        this.give(child);
      });
      const startedAt = Date.now();
      child.once('close', () => {
        if (Date.now() - startedAt > HEALTHY_AFTER) this.backoff = FIRST_BACKOFF;
        this.revive(child);
      });
    }, again);
  }
}

/** Its next message. @throws Error when it ends first */
async function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((told, fail) => {
    const ended = (): void => fail(new Error(`ended with ${child.signalCode ?? child.exitCode} before it was ready`));
    child.once('message', (content) => told(content as T));
    child.once('error', fail);
    child.once('close', ended);
    if (child.exitCode !== null || child.signalCode !== null) ended();
  });
}

function lines(onLine: (line: string) => void): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) onLine(part);
  };
}
