import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Longest wait for what a quiet machine does in a few seconds, in milliseconds: other work may share the processors. */
export const PATIENCE = 120_000;

/** How much longer things take while others use the processors too; 1 on a machine of our own. */
export const slowness = (): number => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

const LAUNCHER = resolve('dist/apps/cli/src/main.js');

/** How a child's command line tells what it is. */
const CHILDREN = {
  api: 'dist/apps/api/src/main.js',
  worker: 'dist/apps/worker/src/main.js',
  meilisearch: 'meilisearch ',
  postgres: 'postgres ',
} as const;

export type ChildName = keyof typeof CHILDREN;

export interface LaunchOptions {
  /** Working directory; `.maillage` and `.env` are there. */
  readonly folder: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a launch that ended left behind. */
export interface EndedLaunch {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder whose path has a space and an accent in it. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'maillage démarré '));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** `maillage up` as a process of its own, in a process group of its own like a job of a terminal. */
export class LaunchedNetwork {
  stdout = '';
  stderr = '';
  readonly ended: Promise<EndedLaunch>;
  private readonly launcher: ChildProcess;
  private isOver = false;

  constructor({ folder, args = [], environment = {} }: LaunchOptions) {
    const { PATH = '', HOME = '/' } = process.env;
    const command = [LAUNCHER, 'up', '--port', '0', ...args];
    this.launcher = spawn(process.execPath, command, {
      cwd: folder,
      env: { PATH, HOME, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.launcher.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.launcher.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = new Promise((done) =>
      this.launcher.once('close', (code) => {
        this.isOver = true;
        done({ code, stdout: this.stdout, stderr: this.stderr });
      }),
    );
  }

  get pid(): number {
    return this.launcher.pid ?? 0;
  }

  /** Base address of the API. */
  get url(): string {
    return /GraphQL\s+(\S+)\/graphql/.exec(this.stdout)?.[1] ?? '';
  }

  /** Waits until everything runs. @returns seconds since the launch was waited for */
  async up(): Promise<number> {
    const startedAt = Date.now();
    await this.told('Ctrl-C stops everything');
    return (Date.now() - startedAt) / 1000;
  }

  /** Waits until a text was told on the terminal, after its first `from` characters. @throws Error at once when it ended */
  async told(text: string, within = PATIENCE, from = 0): Promise<void> {
    const missing = (): string => `“${text}” in:\n${this.stdout}${this.stderr}`;
    const isTold = (): boolean => {
      if (this.stdout.includes(text, from)) return true;
      if (this.isOver) throw new Error(`ended without ${missing()}`);
      return false;
    };
    await eventually(isTold, within, missing);
  }

  /** Processes that the launcher started, by what they are. */
  children(): ReadonlyMap<ChildName, number> {
    const { stdout } = spawnSync('pgrep', ['-a', '-P', `${this.pid}`], { encoding: 'utf8' });
    const names = Object.keys(CHILDREN) as ChildName[];
    return new Map(
      stdout.split('\n').flatMap((line) => {
        const name = names.find((candidate) => line.includes(CHILDREN[candidate]));
        return name === undefined ? [] : [[name, Number(line.split(' ')[0])] as const];
      }),
    );
  }

  /** Kills a child as `kill -9` does. @returns the number that its process had */
  kill(name: ChildName): number {
    const pid = this.children().get(name);
    if (pid === undefined) throw new Error(`no ${name} runs`);
    process.kill(pid, 'SIGKILL');
    return pid;
  }

  /** Sends a signal to the launcher alone. */
  signal(signal: NodeJS.Signals): void {
    this.launcher.kill(signal);
  }

  /** Sends a signal to the whole group, as a terminal does with Ctrl-C. */
  signalGroup(signal: NodeJS.Signals): void {
    process.kill(-this.pid, signal);
  }
}

/** Waits until nothing of these processes is left. */
export async function gone(pids: Iterable<number>, within = 30_000): Promise<void> {
  const all = [...pids];
  await eventually(
    () => !all.some(isAlive),
    within,
    () => `still alive: ${all.filter(isAlive).join(', ')}`,
  );
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export async function eventually(
  isTrue: () => boolean | Promise<boolean>,
  within: number,
  missing: () => string,
): Promise<void> {
  for (const startedAt = Date.now(); !(await isTrue()); await pause(50)) {
    if (Date.now() - startedAt > within) throw new Error(`not within ${within} ms: ${missing()}`);
  }
}

/** Environment that a process was started with. */
export function environmentOf(pid: number): Readonly<Record<string, string>> {
  const pairs = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
  return Object.fromEntries(pairs.map((pair) => [pair.split('=', 1)[0], pair.slice(pair.indexOf('=') + 1)]));
}

/** Servers of the test run, for starts that use given ones. */
export function givenServers(): Readonly<Record<'MEILI_URL' | 'MEILI_KEY', string>> {
  const { TEST_MEILI_URL = '', TEST_MEILI_KEY = '' } = process.env;
  return { MEILI_URL: TEST_MEILI_URL, MEILI_KEY: TEST_MEILI_KEY };
}

/** Runs a `maillage` command to its end. */
export function runCommand(folder: string, args: readonly string[]): EndedCommand {
  const { PATH = '', HOME = '/' } = process.env;
  const options = { cwd: folder, env: { PATH, HOME }, encoding: 'utf8' } as const;
  return spawnSync(process.execPath, [LAUNCHER, ...args], options);
}

export interface EndedCommand {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
