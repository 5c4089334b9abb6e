import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // the process of another user is alive too
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * When a process began, as text that only it has: a pid is given anew to others, this is not. Empty where the system
 * does not tell.
 */
export function birthOf(pid: number): string {
  if (process.platform === 'linux') return birthOnLinux(pid);
  return process.platform === 'win32'
    ? ''
    : spawnSync('ps', ['-o', 'lstart=', '-p', `${pid}`])
        .stdout.toString()
        .trim();
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
