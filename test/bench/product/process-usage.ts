import { readFile } from 'node:fs/promises';

/** Of Linux on every common platform (`getconf CLK_TCK`). */
const TICKS_PER_SECOND = 100;

/** Milliseconds of processor time that a process has used, user and system. */
export async function processorTime(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The second field is the command in parentheses and may hold spaces: count from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS_PER_SECOND;
}

/** Most memory that a process has held, in MB (10^6 bytes). */
export async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kibibytes = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  if (kibibytes === undefined) throw new Error(`/proc/${pid}/status tells no VmHWM`);
  return (Number(kibibytes) * 1_024) / 1_000_000;
}
