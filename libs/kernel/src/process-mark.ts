import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process, told from a later one that got its number. */
export interface ProcessMark {
  readonly pid: number;
  /** When it began, as text that only it has; empty where the system does not tell. */
  readonly born: string;
}

export function markOf(pid: number): ProcessMark {
  return { pid, born: birthOf(pid) };
}

export function isRunning(mark: ProcessMark): boolean {
  return isAlive(mark.pid) && birthOf(mark.pid) === mark.born;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // the process of another user is alive too
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function birthOf(pid: number): string {
  if (process.platform === 'linux') return birthOnLinux(pid);
  if (process.platform === 'win32') return '';
  return spawnSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

function birthOnLinux(pid: number): string {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // fields after the program's name, which may hold spaces; the 22nd of all is the start, in ticks since boot
    const ticks = status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}-${ticks}`;
  } catch {
    // gone meanwhile
    return '';
  }
}
