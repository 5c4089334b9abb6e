import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findMeilisearch } from '@maillage/database';
import { FULL } from '../promise.js';
import { ask } from './http-client.js';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.js';

/** Bytes of its disk, where it can be given one of its own: enough for what the longest run publishes, twice. */
const DISK = (FULL ? 512 : 128) * 1024 * 1024;
const READY_WITHIN = 60_000;

/** A Meilisearch of a suite's own, to be maltreated. Its address stays the same: that of the proxy before it. */
export interface OwnMeilisearch {
  readonly url: string;
  readonly key: string;
  readonly proxy: TcpProxy;
  /** Null: this system gives it no disk of its own, so none can be filled. */
  readonly disk: { fill(): void; free(): void } | null;
  /** As `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** As whoever watches over it does: starts it if it has ended by itself. @returns whether it had */
  revive(): Promise<boolean>;
  /** Its processes stand still, its connections stay open. */
  pause(): void;
  resume(): void;
  /** Takes its data folder away while it does not run. */
  empty(): void;
  close(): Promise<void>;
}

/** A small file system in memory that only processes inside see; lives as long as the process that holds it. */
interface OwnDisk {
  /** What commands on it begin with. */
  readonly prefix: readonly string[];
  close(): void;
}

export async function startOwnMeilisearch(): Promise<OwnMeilisearch> {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-meilisearch-'));
  const { binary } = await findMeilisearch(folder);
  const data = join(folder, 'data');
  const key = 'a-key-of-the-tests-own';
  mkdirSync(data);
  const disk = await ownDisk(data);
  const prefix = disk?.prefix ?? [];
  const inside = (command: readonly string[]): number | null => {
    const [file = '', ...args] = [...prefix, ...command];
    return spawnSync(file, args, { stdio: 'ignore' }).status;
  };
  const port = await freePort();
  const proxy = await startTcpProxy(port);
  const server = new MaltreatedServer(
    [...prefix, ...deathWatch(), binary, ...flagsOf(data, port)],
    key,
    `http://127.0.0.1:${port}/health`,
  );
  await server.start();
  return {
    url: `http://127.0.0.1:${proxy.port}`,
    key,
    proxy,
    disk: disk && {
      fill: () => void inside(['dd', 'if=/dev/zero', `of=${join(data, 'filler')}`, 'bs=64k']),
      free: () => void inside(['rm', '-f', join(data, 'filler')]),
    },
    kill: () => server.kill(),
    start: () => server.start(),
    async revive() {
      const ended = server.hasEnded;
      if (ended) await server.start();
      return ended;
    },
    pause: () => server.signal('SIGSTOP'),
    resume: () => server.signal('SIGCONT'),
    empty: () => void inside(['rm', '-rf', join(data, 'db')]),
    async close() {
      await server.kill();
      disk?.close();
      await proxy.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

class MaltreatedServer {
  private child: ChildProcess | undefined;

  constructor(
    private readonly command: readonly string[],
    private readonly key: string,
    private readonly health: string,
  ) {}

  async start(): Promise<void> {
    const [file = '', ...args] = this.command;
    const { PATH } = process.env;
    this.child = spawn(file, args, { cwd: '/', env: { PATH, MEILI_MASTER_KEY: this.key }, stdio: 'ignore' });
    for (const deadline = Date.now() + READY_WITHIN; (await ask(this.health)).status !== 200; await pause(30)) {
      if (Date.now() > deadline) throw new Error('Meilisearch did not start');
    }
  }

  get hasEnded(): boolean {
    const { child } = this;
    return !child || child.exitCode !== null || child.signalCode !== null;
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (!child || this.hasEnded) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await gone;
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }
}

function flagsOf(data: string, port: number): string[] {
  const paths = [
    '--db-path',
    join(data, 'db'),
    '--dump-dir',
    join(data, 'dumps'),
    '--snapshot-dir',
    join(data, 'snaps'),
  ];
  const limits = ['--max-indexing-memory', '256MiB', '--max-indexing-threads', '1'];
  return ['--env', 'production', '--no-analytics', '--http-addr', `127.0.0.1:${port}`, ...paths, ...limits];
}

/** A file system in a name space of its own, which ordinary users may make too; null where they may not. */
async function ownDisk(folder: string): Promise<OwnDisk | null> {
  const script = `mount -t tmpfs -o size=${DISK} none '${folder}' && echo ready && exec cat`;
  const holder = spawn('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', script], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ready = await new Promise<boolean>((done) => {
    holder.once('error', () => done(false));
    holder.once('exit', () => done(false));
    holder.stdout.once('data', () => done(true));
  });
  if (!ready) return null;
  const prefix = ['nsenter', '--target', `${holder.pid}`, '--user', '--mount', '--preserve-credentials', '--'];
  // Its standard input ends with us: so it never outlives the tests.
  return { prefix, close: () => holder.stdin.end() };
}

function deathWatch(): string[] {
  const prefix = ['setpriv', '--pdeathsig', 'KILL'];
  return spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true']).status === 0 ? prefix : [];
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
