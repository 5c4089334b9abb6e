import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isRunning, markOf, type ProcessMark } from '@maillage/kernel';

interface Owned {
  readonly launcher: ProcessMark;
  readonly server: ProcessMark;
}

/** Milliseconds. */
const PATIENCE = 10_000;

/** Notes which launcher a server belongs to. */
export function noteServer(file: string, pid: number): void {
  const owned: Owned = { launcher: markOf(process.pid), server: markOf(pid) };
  writeFileSync(file, JSON.stringify(owned));
}

/**
 * Ends the server that a killed launcher left behind, where the system could not do so at once (`setpriv` is Linux's). The
 * server of a launcher that still runs is left alone.
 */
export async function endLeftOver(file: string, signal: NodeJS.Signals): Promise<void> {
  const owned = read(file);
  if (!owned || isRunning(owned.launcher) || !isRunning(owned.server)) return;
  process.kill(owned.server.pid, signal);
  for (let waited = 0; isRunning(owned.server) && waited < PATIENCE; waited += 50) await pause(50);
}

function read(file: string): Owned | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owned;
  } catch {
    // none, or not one of ours
    return null;
  }
}
