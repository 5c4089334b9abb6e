import { type ChildProcess, spawn } from 'node:child_process';
import { request } from 'node:http';
import { resolve } from 'node:path';

export interface ProgramEnd {
  /** Null when it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Program {
  readonly child: ChildProcess;
  readonly ended: Promise<ProgramEnd>;
  /** Waits for a line. @returns its first group */
  seen(line: RegExp): Promise<string>;
}

/** `maillage mirror …` as a process of its own, without the address of any server but the one in its arguments. */
export function spawnMirror(args: readonly string[], env: Readonly<Record<string, string>> = {}): Program {
  return spawnProgram([process.execPath, resolve('dist/apps/cli/src/main.js'), 'mirror', ...args], { env });
}

/** A program as a portal would run it. */
export function spawnProgram(
  [file = '', ...args]: readonly string[],
  { cwd, env = {} }: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Program {
  const { PATH = '' } = process.env;
  const child = spawn(file, args, { cwd, env: { PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<ProgramEnd>((done) => {
    child.once('error', (error) => done({ code: -1, stdout, stderr: error.message }));
    child.once('close', (code) => done({ code, stdout, stderr }));
  });
  return {
    child,
    ended,
    async seen(line) {
      for (;;) {
        const found = line.exec(stdout);
        if (found) return found[1] ?? '';
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`ended without ${line}: ${stdout}${stderr}`);
        await new Promise((done) => setTimeout(done, 10));
      }
    },
  };
}

/** Posts a text. @returns the answer's status */
export async function post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((done, failed) => {
    const asked = request(url, { method: 'POST', headers, agent: false }, (response) => {
      response.resume();
      response.once('end', () => done(response.statusCode ?? 0));
    });
    asked.once('error', failed);
    asked.end(body);
  });
}
