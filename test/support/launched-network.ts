import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Longest wait for what a quiet machine does in a few seconds, in milliseconds: other work may share the processors. */
export const PATIENCE = 120_000;

const LAUNCHER = resolve('dist/apps/cli/src/main.js');
const STAND_IN_API = resolve('test/support/stand-in-api.mjs');

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

  constructor({ folder, args = [], environment = {} }: LaunchOptions) {
    const { PATH = '', HOME = '/' } = process.env;
    const command = [LAUNCHER, 'up', '--port', '0', '--api-entry', STAND_IN_API, ...args];
    this.launcher = spawn(process.execPath, command, {
      cwd: folder,
      env: { PATH, HOME, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.launcher.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.launcher.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = new Promise((done) =>
      this.launcher.once('close', (code) => done({ code, stdout: this.stdout, stderr: this.stderr })),
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

  /** Waits until a text was told on the terminal, after its first `from` characters. */
  async told(text: string, within = PATIENCE, from = 0): Promise<void> {
    await eventually(
      () => this.stdout.includes(text, from),
      within,
      () => `“${text}” in:\n${this.stdout}${this.stderr}`,
    );
  }

  /** Processes that the launcher started, by what they are. */
  children(): ReadonlyMap<string, number> {
    const { stdout } = spawnSync('pgrep', ['-a', '-P', `${this.pid}`], { encoding: 'utf8' });
    const names = ['stand-in-api', 'worker/src/main', 'meilisearch', 'postgres'];
    return new Map(
      stdout.split('\n').flatMap((line) => {
        const name = names.find(
          (candidate) => line.includes(`${candidate} `) || (/main\.js|\.mjs/.test(line) && line.includes(candidate)),
        );
        return name === undefined ? [] : [[name, Number(line.split(' ')[0])] as const];
      }),
    );
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

/** @returns the answer's status and JSON; status 0 when there was none */
export async function ask(url: string): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  return new Promise((done) => {
    const asked = request(url, { timeout: 5_000 }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('end', () => done({ status: response.statusCode ?? 0, body: parsed(text) }));
    });
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => done({ status: 0, body: {} }));
    asked.end();
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { text };
  }
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
