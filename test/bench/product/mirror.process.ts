import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { peakMemory } from './process-usage.js';

/** `maillage mirror … --follow` as people run it. */
export class MirrorProcess {
  private readonly child: ChildProcess;
  private output = '';

  constructor(args: readonly string[]) {
    const entry = fileURLToPath(new URL('../../../apps/cli/src/main.js', import.meta.url));
    this.child = spawn(process.execPath, [entry, 'mirror', ...args], { env: {}, stdio: ['ignore', 'pipe', 'inherit'] });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
  }

  /** Resolves when everything is loaded. */
  async loaded(): Promise<void> {
    while (!this.output.includes('loaded:')) {
      if (this.child.exitCode !== null) throw new Error(`the mirror ended with code ${this.child.exitCode}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  /** MB, the highest so far. */
  async peakMemory(): Promise<number> {
    return peakMemory(this.child.pid ?? 0);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((done) => this.child.once('exit', done));
    this.child.kill('SIGTERM');
    await ended;
  }
}
