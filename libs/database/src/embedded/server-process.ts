import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { endLeftOver, noteServer } from './left-over.js';

/** A server started by us. */
export interface ServerProcess {
  readonly child: ChildProcess;
  /** What it said last, in one line for a person. */
  log(): string;
  /** Asks it to end and waits; SIGKILL after 10 s. */
  stop(): Promise<void>;
}

const isRoot = process.getuid?.() === 0;

function works(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** Under this prefix a server ends when its launcher does, even by SIGKILL. Linux only; elsewhere it is empty. */
export function deathWatch(signal: 'INT' | 'TERM'): string[] {
  return works('setpriv', ['--pdeathsig', signal, 'true']) ? ['setpriv', '--pdeathsig', signal] : [];
}

const NOBODY = ['unshare', '--user', '--map-user=65534', '--map-group=65534'];

/**
 * PostgreSQL refuses to run as root. In a user namespace it sees itself as `nobody` while file access stays ours:
 * no account is created and nothing changes its owner.
 * @returns null when this root has no way to become somebody else
 */
export function unprivileged(binary: string): string[] | null {
  if (!isRoot) return [];
  return works('unshare', [...NOBODY.slice(1), binary, '--version']) ? NOBODY : null;
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

export interface RunOptions {
  readonly command: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Remembers whose server this is, for the start after a kill. */
  readonly noteFile: string;
  /** `/` unless the server keeps relative paths. */
  readonly folder?: string;
  readonly stopSignal: 'SIGINT' | 'SIGTERM';
  /** Called with the log so far and each time it grows; true ends the wait. */
  readonly isReady: (log: string) => boolean | Promise<boolean>;
}

const READY_WITHIN = 30_000;
const KILL_AFTER = 10_000;

/**
 * Starts a server and waits until it is ready. A server that ends with its launcher gets a process group of its own, so
 * that Ctrl-C in a terminal reaches the launcher alone, which then stops things in order.
 * @throws Error with the last lines of its log
 */
export async function runServer(options: RunOptions): Promise<ServerProcess> {
  await endLeftOver(options.noteFile, options.stopSignal);
  const [file = '', ...args] = options.command;
  const child = spawn(file, args, {
    cwd: options.folder ?? '/',
    env: options.environment ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: options.command.includes('setpriv'),
  });
  if (child.pid !== undefined) noteServer(options.noteFile, child.pid);
  let log = '';
  let failure: string | null = null;
  const keep = (chunk: Buffer): void => {
    log = (log + chunk.toString('utf8')).slice(-20_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, signal) => (failure ??= `ended with ${signal ?? code}`));
  const deadline = Date.now() + READY_WITHIN;
  while (!(await options.isReady(log))) {
    if (failure !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`${failure ?? 'not ready within 30 s'}: ${gist(log)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { child, log: () => gist(log), stop: () => stop(child, options.stopSignal) };
}

/** The last lines of a log as one line: a cause is told at its end. */
export function gist(log: string): string {
  const lines = log.split('\n').flatMap((line) => line.trim() || []);
  return lines.slice(-3).join(' · ').slice(-400);
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER);
  await ended;
  clearTimeout(late);
}
