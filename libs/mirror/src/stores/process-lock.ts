import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { MirrorError } from '../mirror.errors.js';

/** What tells a process from a later one with the same number: its start, where the system tells it. */
function markOf(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return fields[0] === 'Z' ? '' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Stores of this process: a file alone cannot tell two of the same process. */
const own = new Set<string>();

/** A file that says which process of this machine writes a store; one of a process that is gone counts for nothing. */
export class ProcessLock {
  constructor(private readonly path: string) {}

  /** @throws MirrorError of code BUSY */
  take(): void {
    mkdirSync(dirname(this.path), { recursive: true });
    if (own.has(this.path)) throw this.busy('this process');
    for (let tried = 0; tried < 3; tried += 1) {
      try {
        writeFileSync(this.path, `${process.pid} ${markOf(process.pid)}`, { flag: 'wx' });
        own.add(this.path);
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = this.holder();
      if (holder !== null) throw this.busy(`process ${holder}`);
      rmSync(this.path, { force: true });
    }
    throw this.busy('another process');
  }

  release(): void {
    if (own.delete(this.path)) rmSync(this.path, { force: true });
  }

  private holder(): number | null {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch {
      return null;
    }
    const [pid = 0, mark = ''] = [Number(text.split(' ')[0]), text.split(' ')[1]];
    return pid > 0 && isAlive(pid) && markOf(pid) === mark && pid !== process.pid ? pid : null;
  }

  private busy(by: string): MirrorError {
    return new MirrorError(
      'BUSY',
      `${this.path}: ${by} writes this mirror already. Stop it first, or give another store.`,
    );
  }
}
