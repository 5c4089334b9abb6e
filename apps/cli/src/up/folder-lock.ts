import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isRunning, LaunchError, markOf, type ProcessMark, unwritableFolder } from '@maillage/kernel';

/** Milliseconds in which another start, begun at the same moment, has written its name too. */
const SETTLED = 50;

/** One `npm start` a data folder. Held by a file with the process's number and birth: a leftover holds nobody up. */
export class FolderLock {
  private constructor(private readonly path: string) {}

  /** @throws LaunchError when another one runs here, or when the folder cannot be written */
  static async take(folder: string): Promise<FolderLock> {
    const path = join(folder, 'launcher.json');
    await refuseHolder(path, folder);
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(`${path}.${process.pid}`, JSON.stringify(markOf(process.pid)), { mode: 0o600 });
      await rename(`${path}.${process.pid}`, path);
    } catch (error) {
      throw unwritableFolder(folder, error);
    }
    await pause(SETTLED);
    // Two at the same moment: the last to write has it, the other one finds its name here.
    await refuseHolder(path, folder);
    return new FolderLock(path);
  }

  async release(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

async function refuseHolder(path: string, folder: string): Promise<void> {
  const holder = await readFile(path, 'utf8').then(
    (text) => JSON.parse(text) as ProcessMark,
    () => null,
  );
  if (!holder || holder.pid === process.pid || !isRunning(holder)) return;
  throw new LaunchError(
    'Maillage already runs on this data folder.',
    `${folder}: process ${holder.pid}`,
    `Use it, stop it (Ctrl-C in its terminal, or kill ${holder.pid}), or set MAILLAGE_FOLDER to another folder.`,
  );
}
