import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own that can be filled to the last byte. */
export interface SmallDisk {
  /** A folder on it. */
  readonly folder: string;
  /** Leaves no room at all. */
  fill(): void;
  /** Makes it again. */
  free(): void;
  close(): void;
}

/** Waits for a namespace to be there. */
const LONGEST = 5_000;

/**
 * In memory, of so many megabytes: mounted by root, or by anybody in a user namespace of their own.
 * @returns null where this machine lets neither be
 */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
  const point = mkdtempSync(join(tmpdir(), 'maillage-disk-'));
  const mounted = mountAsRoot(point, megabytes) ?? mountInNamespace(point, megabytes);
  if (!mounted) {
    rmSync(point, { recursive: true });
    return null;
  }
  const folder = join(mounted.path, 'data');
  const ballast = join(mounted.path, 'ballast');
  mkdirSync(folder);
  return {
    folder,
    fill: () => fillUp(ballast),
    free: () => rmSync(ballast, { force: true }),
    close() {
      mounted.unmount();
      rmSync(point, { recursive: true, force: true });
    },
  };
}

interface Mounted {
  readonly path: string;
  readonly unmount: () => void;
}

function mountAsRoot(point: string, megabytes: number): Mounted | null {
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', point]);
  if (status !== 0) return null;
  // Lazily: a server that was killed may take a moment to let go of it.
  return { path: point, unmount: () => void execFileSync('umount', ['-l', point]) };
}

/** The mount lives as long as the process that holds the namespace, and is reached through it. */
function mountInNamespace(point: string, megabytes: number): Mounted | null {
  const script = `mount -t tmpfs -o size=${megabytes}m tmpfs "$1" && touch "$1/mounted" && exec sleep 86400`;
  const holder = spawn('unshare', ['-rm', 'sh', '-c', script, 'sh', point], { stdio: 'ignore' });
  holder.on('error', () => undefined);
  const path = `/proc/${holder.pid ?? 0}/root${point}`;
  const deadline = Date.now() + LONGEST;
  while (holder.pid !== undefined && Date.now() < deadline) {
    if (existsSync(join(path, 'mounted'))) return { path, unmount: () => void holder.kill('SIGKILL') };
    spawnSync('sleep', ['0.05']);
  }
  holder.kill('SIGKILL');
  return null;
}

function fillUp(file: string): void {
  const handle = openSync(file, 'a');
  try {
    for (let size = 1_048_576; size >= 1; size = Math.floor(size / 4)) {
      try {
        for (;;) if (writeSync(handle, Buffer.alloc(size)) < size) break;
      } catch (error) {
        if ((error as { code?: string }).code !== 'ENOSPC') throw error;
      }
    }
  } finally {
    closeSync(handle);
  }
}
