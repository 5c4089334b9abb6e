import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Engines, runMigrations, startEngines } from '@maillage/database';
import { startTcpProxy, type TcpProxy, through } from './tcp-proxy.js';

/** A PostgreSQL of a suite's own, on disk with fsync, that may be killed; its address stays the same. */
export interface OwnPostgres {
  readonly url: string;
  /** SIGKILL to the server and all its processes, as when the machine's memory killer takes them. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

const RESTART_WITHIN = 30_000;

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-postgres-'));
  // the run's Meilisearch, so that no other one is started
  const { TEST_MEILI_URL: meiliUrl = '', TEST_MEILI_KEY: meiliKey = '' } = process.env;
  const launch = (): Promise<Engines> => startEngines({ folder, meiliUrl, meiliKey });
  let engines = await launch();
  await runMigrations(engines.postgres.url);
  const proxy: TcpProxy = await startTcpProxy(portOf(engines.postgres.url));
  return {
    url: through(proxy, engines.postgres.url),
    async kill() {
      const pid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
      // Its children too, at once: none of them gets the time to write what it still holds.
      for (const one of [pid, ...childrenOf(pid)]) signal(one);
      while (isAlive(pid)) await pause(5);
    },
    async start() {
      const deadline = Date.now() + RESTART_WITHIN;
      for (;;) {
        try {
          engines = await launch();
          break;
        } catch (error) {
          // The last process of the killed server may still be about to end.
          if (Date.now() > deadline) throw error;
          await pause(200);
        }
      }
      proxy.target = portOf(engines.postgres.url);
    },
    async close() {
      await engines.stop();
      await proxy.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

function childrenOf(pid: number): number[] {
  const listed = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  return listed.trim().split(/\s+/).filter(Boolean).map(Number);
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone already: its parent's end takes it along
  }
}

function isAlive(pid: number): boolean {
  try {
    // A killed child that nobody has waited for yet is still listed, as a zombie.
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
