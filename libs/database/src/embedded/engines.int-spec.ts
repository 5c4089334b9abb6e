import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startEngines } from './engines.js';
import { LaunchError } from '@maillage/kernel';

describe('embedded servers', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'maillage-engines-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const isAlive = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };

  it('keep their data, commit to disk before they answer, and their secrets to their user', async () => {
    const first = await startEngines({ folder });
    const client = new pg.Client({ connectionString: first.postgres.url });
    await client.connect();
    await client.query('CREATE TABLE kept (n int)');
    const { rows } = await client.query<Record<string, string>>('SHOW synchronous_commit');
    await client.end();
    await first.stop();
    expect(rows).toEqual([{ synchronous_commit: 'on' }]);
    expect(statSync(join(folder, 'postgres.password')).mode & 0o077).toBe(0);
    expect(statSync(join(folder, 'meilisearch.key')).mode & 0o077).toBe(0);
    const second = await startEngines({ folder });
    const again = new pg.Client({ connectionString: second.postgres.url });
    await again.connect();
    await again.query('SELECT n FROM kept');
    await again.end();
    await second.stop();
  });

  /** Starts both servers in a process of its own and kills that. @returns the servers' pids */
  const startAndKill = async (environment: Record<string, string> = {}): Promise<number[]> => {
    const engines = resolve('dist/libs/database/src/embedded/engines.js');
    const script = `import { execFileSync } from 'node:child_process';
      const { startEngines } = await import(${JSON.stringify(engines)});
      await startEngines({ folder: ${JSON.stringify(folder)}, disposable: true });
      console.log('pids', execFileSync('/usr/bin/pgrep', ['-P', String(process.pid)]).toString().split('\\n').filter(Boolean).join(' '));
      setInterval(() => {}, 1000);`;
    const launcher = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...environment },
    });
    const pids = await new Promise<number[]>((done) => {
      let told = '';
      launcher.stdout.on('data', (chunk: Buffer) => {
        told += chunk.toString();
        const line = /^pids (.*)\n/m.exec(told)?.[1];
        if (line) done(line.trim().split(' ').map(Number));
      });
    });
    expect(pids.filter(isAlive).length).toBeGreaterThanOrEqual(2);
    launcher.kill('SIGKILL');
    return pids;
  };
  const gone = async (pids: readonly number[]): Promise<void> => {
    for (let waited = 0; waited < 10_000 && pids.some(isAlive); waited += 100) await pause(100);
    expect(pids.filter(isAlive)).toEqual([]);
  };

  it('are gone soon after their launcher is killed', async () => {
    await gone(await startAndKill());
  });

  it('are ended by the next start where the system does not end them with their launcher', async () => {
    // no `setpriv` on this PATH, as on other systems
    const path = join(folder, 'programs');
    mkdirSync(path);
    symlinkSync('/usr/bin/unshare', join(path, 'unshare'));
    const pids = await startAndKill({ PATH: path });
    await pause(500);
    expect(pids.filter(isAlive)).toHaveLength(2);
    const next = await startEngines({ folder, disposable: true });
    await gone(pids);
    await next.stop();
  });

  const refusal = async (options: Parameters<typeof startEngines>[0]): Promise<string[]> => {
    const error: unknown = await startEngines(options).then(
      (engines) => engines.stop(),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(LaunchError);
    return (error as LaunchError).message.split('\n');
  };

  it('say in three lines that a folder cannot be written', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const lines = await refusal({ folder: join(file, 'inside') });
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain('MAILLAGE_FOLDER');
  });

  it('leave data of another version alone', async () => {
    mkdirSync(join(folder, 'postgres'));
    writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '9\n');
    const lines = await refusal({ folder });
    expect(lines[0]).toContain('made by PostgreSQL 9');
    expect(lines).toHaveLength(3);
  });
});
